package calendar

import (
	"fmt"
	"strings"

	"github.com/gongguo/gongguo/ledger/spelling"
)

// Kind is a length of period. Shorter kinds compare less: Week < Month < Quarter < Half < Year.
type Kind uint8

// The five kinds, the shorter first. The zero Kind is none of them.
const (
	Week    Kind = iota + 1 // ISO week, Monday to Sunday (周)
	Month                   // month, by the closing day (月)
	Quarter                 // three months (季度)
	Half                    // six months (半年)
	Year                    // twelve months (年)
)

// kindNames returns the words for the kinds in their order.
func kindNames() []string { return []string{"week", "month", "quarter", "half", "year"} }

// String returns the word that schemes use: week, month, quarter, half or year.
func (k Kind) String() string {
	if k < Week || k > Year {
		return fmt.Sprintf("Kind(%d)", uint8(k))
	}
	return kindNames()[k-1]
}

// ParseKind reads the word for a kind, as String writes it. The error names what was found,
// what was expected and the nearest word.
func ParseKind(word string) (Kind, error) {
	names := kindNames()
	for i, name := range names {
		if name == word {
			return Kind(i) + 1, nil
		}
	}
	hint := ""
	if nearest, ok := spelling.Nearest(word, names); ok {
		hint = fmt.Sprintf(", did you mean %q?", nearest)
	}
	return 0, fmt.Errorf("kind of period: found %q, expected one of %s%s", word, strings.Join(names, ", "), hint)
}
