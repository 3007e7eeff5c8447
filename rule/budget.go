package rule

import (
	"sync/atomic"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/reason"
)

// Budget bounds what all programs together may take that are compiled with it, in one environment or in several. A
// zero field takes the default. What goes over it is an error of the expression that does, and of each one after it. It
// is safe for concurrent use, and must not be copied; which expression goes over is the same in each run only where
// expressions are compiled in one order.
type Budget struct {
	Expressions int64 // how many. Default 20,000
	Characters  int64 // of their texts. Default 2,000,000
	Constants   int64 // what their constant parts cost, see [Limits]. Default 1,000,000

	expressions, characters, constants atomic.Int64
}

// takeSource takes an expression; the zero Reason: there was room for it.
func (b *Budget) takeSource(text string) reason.Reason {
	if b == nil {
		return reason.Reason{}
	}
	if found, most := b.expressions.Add(1), b.mostExpressions(); found > most {
		return reason.New("rule.budget-expressions",
			"found {found} expressions so far, expected at most {most} in all", found, most)
	}
	size := int64(utf8.RuneCountInString(text))
	if found, most := b.characters.Add(size), b.mostCharacters(); found > most {
		return reason.New("rule.budget-characters",
			"found expressions of {found} characters so far, expected at most {most} in all", found, most)
	}
	return reason.Reason{}
}

// takeConstants takes what the constant parts of an expression cost.
func (b *Budget) takeConstants(cost int64) reason.Reason {
	if b == nil || cost == 0 {
		return reason.Reason{}
	}
	if found, most := b.constants.Add(cost), b.mostConstants(); found > most {
		return reason.New("rule.budget-constants",
			"found constant parts that cost {found} so far to work out, expected at most {most} in all", found, most)
	}
	return reason.Reason{}
}

// Over reports whether an expression went over the budget.
func (b *Budget) Over() bool {
	return b.expressions.Load() > b.mostExpressions() || b.characters.Load() > b.mostCharacters() ||
		b.constants.Load() > b.mostConstants()
}

func (b *Budget) mostExpressions() int64 { return or(b.Expressions, 20_000) }

func (b *Budget) mostCharacters() int64 { return or(b.Characters, 2_000_000) }

func (b *Budget) mostConstants() int64 { return or(b.Constants, 1_000_000) }

func or(given, otherwise int64) int64 {
	if given <= 0 {
		return otherwise
	}
	return given
}
