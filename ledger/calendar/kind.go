package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// Kind is a length of period. Shorter kinds compare less: Day < Week < Month < Quarter < Half < Year < a cycle of two
// years < one of three. [Cycle] makes the kinds of cycles.
type Kind uint16

// step is what a month adds to a kind: kinds compare by their months.
const step = 64

// The six kinds that every calendar has, the shorter first. The zero Kind is none of them.
const (
	Day     Kind = 1             // day (日)
	Week    Kind = 2             // ISO week, Monday to Sunday (周)
	Month   Kind = 1*step + 63   // month, by the closing day (月)
	Quarter Kind = 3*step + 63   // three months (季度)
	Half    Kind = 6*step + 63   // six months (半年)
	Year    Kind = 12*step + 63  // twelve months (年)
	longest Kind = 600*step + 63 // the longest cycle
)

// MostYears is how many years a cycle may have.
const MostYears = 50

// Cycle is the kind of a cycle of 2 to 50 years, as a term of office of three (任期); the zero Kind for another number.
func Cycle(years int) Kind {
	if years < 2 || years > MostYears {
		return 0
	}
	return Kind(12*step*years + 63)
}

// Years is how many years the periods of a kind have: 1 of a year, more of a cycle, else 0.
func (k Kind) Years() int {
	if k < Year || k > longest || k%step != 63 || k/step%12 != 0 {
		return 0
	}
	return int(k) / (12 * step)
}

// Kinds returns the six kinds that every calendar has, the shorter first.
func Kinds() []Kind { return []Kind{Day, Week, Month, Quarter, Half, Year} }

// kindNames returns the words for the kinds of [Kinds] in their order.
func kindNames() []string { return []string{"day", "week", "month", "quarter", "half", "year"} }

// Inside reports whether periods of the kind belong to those of another one: those of a shorter kind to longer ones,
// and to themselves. A unit's own periods belong to no others, and of others only days to them.
func (k Kind) Inside(of Kind) bool {
	return k == of || k == Day || k < of && !k.IsOwn() && !of.IsOwn()
}

// String returns the word that schemes use: day, week, month, quarter, half or year. Of a cycle it is 3-years, as a
// scheme gives it a name of its own; of a unit's own period own, or own-12-months.
func (k Kind) String() string {
	if i := slices.Index(Kinds(), k); i >= 0 {
		return kindNames()[i]
	}
	if years := k.Years(); years > 1 {
		return strconv.Itoa(years) + cycleEnding
	}
	switch {
	case k == Own:
		return "own"
	case k.IsOwn():
		return "own-" + strconv.Itoa(k.Months()) + "-months"
	}
	return fmt.Sprintf("Kind(%d)", uint16(k))
}

// cycleEnding ends the word for a cycle, behind the number of its years.
const cycleEnding = "-years"

// known reports whether there is such a kind.
func (k Kind) known() bool {
	switch k {
	case Day, Week, Month, Quarter, Half, Year:
		return true
	}
	return k.Years() > 1 || k.IsOwn()
}

// MarshalText is String, and nothing for the zero Kind. The error is a [*reason.Error] for a number that is no kind.
func (k Kind) MarshalText() ([]byte, error) {
	switch {
	case k == 0:
		return []byte{}, nil
	case !k.known():
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
	case Day:
		return reason.New("calendar.day", "day")
	case Week:
		return reason.New("calendar.week", "week")
	case Month:
		return reason.New("calendar.month", "month")
	case Quarter:
		return reason.New("calendar.quarter", "quarter")
	case Half:
		return reason.New("calendar.half", "half")
	case Year:
		return reason.New("calendar.year", "year")
	}
	if k.IsOwn() {
		return reason.New("calendar.own", "period of a unit's own")
	}
	return reason.New("calendar.cycle", "cycle of {years} years", k.Years())
}

// ParseKind reads the word for a kind, as String writes it. The error is a [*reason.Error] that names
// what was found, what was expected and the nearest word.
func ParseKind(word string) (Kind, error) {
	names := kindNames()
	if i := slices.Index(names, word); i >= 0 {
		return Kinds()[i], nil
	}
	if years, ok := strings.CutSuffix(word, cycleEnding); ok && len(years) <= 2 && digits(years) && years != "" {
		if k := Cycle(number(years)); k != 0 && k.String() == word {
			return k, nil
		}
	}
	if word == "own" {
		return Own, nil
	}
	if months, ok := strings.CutPrefix(strings.TrimSuffix(word, "-months"), "own-"); ok && len(months) <= 3 &&
		digits(months) && months != "" {
		if k := Kind(step * number(months)); k.IsOwn() && k.String() == word {
			return k, nil
		}
	}
	nearest, _ := spelling.Nearest(word, names)
	return 0, &reason.Error{
		Reason: reason.New("calendar.unknown-kind", "kind of period: found {word:q}, expected one of {words}{near}",
			word, names, spelling.Hint(",", nearest))}
}
