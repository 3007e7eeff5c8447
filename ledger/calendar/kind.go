package calendar

import (
	"fmt"

	"github.com/gongguo/gongguo/ledger/reason"
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

// MarshalText is String, and nothing for the zero Kind. The error is a [*reason.Error] for a number that is no kind.
func (k Kind) MarshalText() ([]byte, error) {
	switch {
	case k == 0:
		return []byte{}, nil
	case k > Year:
		return nil, &reason.Error{Reason: reason.New("calendar.no-kind", "found {kind}, expected a kind of period",
			k.String())}
	}
	return []byte(k.String()), nil
}

// UnmarshalText reads what MarshalText gives, with the error of [ParseKind].
func (k *Kind) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*k = 0
		return nil
	}
	read, err := ParseKind(string(text))
	if err == nil {
		*k = read
	}
	return err
}

// word is the word for a kind in a message.
func (k Kind) word() reason.Reason {
	switch k {
	case Week:
		return reason.New("calendar.week", "week")
	case Month:
		return reason.New("calendar.month", "month")
	case Quarter:
		return reason.New("calendar.quarter", "quarter")
	case Half:
		return reason.New("calendar.half", "half")
	}
	return reason.New("calendar.year", "year")
}

// ParseKind reads the word for a kind, as String writes it. The error is a [*reason.Error] that names
// what was found, what was expected and the nearest word.
func ParseKind(word string) (Kind, error) {
	names := kindNames()
	for i, name := range names {
		if name == word {
			return Kind(i) + 1, nil
		}
	}
	nearest, _ := spelling.Nearest(word, names)
	return 0, &reason.Error{
		Reason: reason.New("calendar.unknown-kind", "kind of period: found {word:q}, expected one of {words}{near}",
			word, names, spelling.Hint(",", nearest))}
}
