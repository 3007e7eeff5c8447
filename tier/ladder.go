package tier

import (
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
)

// Tier is one rung of a ladder.
type Tier struct {
	Name string        // as rules and parameters name it: national, region …
	When *rule.Program // true for an adoption that belongs here; requires the result type bool
}

// Ladder is an ordered set of tiers, the highest first. NewLadder makes it; the zero Ladder has no
// tiers and nothing matches it.
type Ladder struct {
	tiers []Tier
	ranks map[string]int
}

// NewLadder makes a ladder of tiers, the highest first. The error is an [Errors] with everything
// that is wrong: an empty name, a name that comes twice, a tier without a predicate or with one
// that does not give a bool.
func NewLadder(tiers []Tier) (*Ladder, error) {
	l := &Ladder{ranks: make(map[string]int, len(tiers))}
	first := map[string]int{}
	var errs Errors
	report := func(index, other int, what reason.Reason) {
		errs = append(errs, &Error{index, -1, other, what})
	}
	for i, t := range tiers {
		if strings.TrimSpace(t.Name) == "" {
			report(i, -1,
				reason.New("tier.unnamed", "tiers[{index}]: found {name:q}, expected the name of a tier", i, t.Name))
		} else if before, twice := first[t.Name]; twice {
			report(i, before, reason.New("tier.twice",
				"tiers[{index}]: tier {tier:q} is tiers[{other}] already, expected it once", i, t.Name, before))
		} else {
			first[t.Name] = i
			l.ranks[t.Name] = len(tiers) - i
		}
		if t.When == nil {
			report(i, -1, reason.New("tier.no-predicate",
				"tiers[{index}]: tier {tier:q} has no predicate, expected one that gives a bool", i, t.Name))
		} else if !t.When.Type().Equal(rule.BoolType()) {
			report(i, -1, reason.New("tier.predicate-type",
				"tiers[{index}]: the predicate of tier {tier:q} gives a {type}, expected a bool", i, t.Name,
				t.When.Type().String()))
		}
		l.tiers = append(l.tiers, t)
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return l, nil
}

// Of returns the name of the highest tier whose predicate is true for the variables, and false
// where none is. Predicates are asked from the highest tier down, and no further than the first
// true one. Where one cannot be worked out there is no answer: the error names its tier and wraps
// what package rule found, an [rule.AbsentError] for a fact that is not there. It is safe for
// concurrent use where vars is. The error is a [*reason.Error].
func (l *Ladder) Of(vars rule.Vars) (name string, ok bool, err error) {
	return l.OfFunc(func(p *rule.Program) (rule.Value, error) { return p.Eval(vars) })
}

// OfFunc is [Ladder.Of] for a caller who evaluates the predicates in another way, such as through
// a [rule.Memo] for each. It requires that eval gives what the program's Eval would.
func (l *Ladder) OfFunc(eval func(*rule.Program) (rule.Value, error)) (name string, ok bool, err error) {
	for _, t := range l.tiers {
		value, err := eval(t.When)
		if err != nil {
			return "", false, &reason.Error{
				Reason: reason.New("tier.predicate-failed", "tier {tier:q}: {error}", t.Name, reason.Of(err)), Err: err}
		}
		matches, isBool := value.AsBool()
		if !isBool {
			return "", false, &reason.Error{
				Reason: reason.New("tier.no-bool", "tier {tier:q}: found {value}, expected a bool", t.Name,
					value.String())}
		}
		if matches {
			return t.Name, true, nil
		}
	}
	return "", false, nil
}

// Rank returns a number that is the greater the higher the tier: the lowest has 1, the highest as
// many as there are tiers. It returns false for a name that is no tier's.
func (l *Ladder) Rank(name string) (int, bool) {
	rank, ok := l.ranks[name]
	return rank, ok
}

// Tiers returns the tiers, the highest first.
func (l *Ladder) Tiers() []Tier { return slices.Clone(l.tiers) }

// Names returns the names of the tiers, the highest first.
func (l *Ladder) Names() []string {
	names := make([]string, len(l.tiers))
	for i, t := range l.tiers {
		names[i] = t.Name
	}
	return names
}
