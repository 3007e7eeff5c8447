package ledger

import (
	"fmt"
	"strings"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// hint asks for the right name that was probably meant, which is cut if it is long; it says nothing if that is "".
func hint(nearest string) reason.Reason {
	if cut := short(nearest); cut != nearest {
		return reason.New("ledger.near-cut", "; did you mean {name:q}…?", strings.TrimSuffix(cut, "…"))
	}
	return spelling.Hint(";", nearest)
}

// enumerate writes names as "a, b or c".
func enumerate(names []string) any {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return reason.New("ledger.or", "{names} or {last}", names[:last:last], names[last])
}

// expectedOf says what the value of f is.
func expectedOf(f store.Field) reason.Reason {
	switch f.Shape() {
	case store.ShapeTime:
		return reason.New("ledger.expected.date-or-time", "a date or a time")
	case store.ShapeNumber:
		return reason.New("ledger.expected.decimal", "a decimal")
	case store.ShapeFlag:
		return expectedBool()
	}
	return reason.New("ledger.expected.text", "a text")
}

// emptyText is the matter with a name that is "".
func emptyText() reason.Reason {
	return reason.New("ledger.empty-text", "found {found}, expected {expected}", `""`,
		reason.New("ledger.expected.not-empty", "a text that is not empty"))
}

// twice is the matter with what stands a second time.
func twice(found, expected reason.Reason) reason.Reason {
	return reason.New("ledger.twice", "found {found}, expected {expected}", found, expected)
}

// onlyOnce is what is expected of what stands a second time.
func onlyOnce() reason.Reason { return reason.New("ledger.expected.once", "it once") }

// unitTwice is the matter with a list of units.
func unitTwice(unit string) reason.Reason {
	return twice(reason.New("ledger.found.unit-again", "{unit} a second time", quote(unit)),
		reason.New("ledger.expected.unit-once", "each unit once"))
}

// tooLong is the matter with what is longer than its bound.
func tooLong(found, expected reason.Reason) reason.Reason {
	return reason.New("ledger.too-long", "found {found}, expected {expected}", found, expected)
}

// atMost is a bound.
func atMost(most int) reason.Reason {
	return reason.New("ledger.expected.at-most", "at most {most}", most)
}

// notUTF8 is the matter with a text in another encoding.
func notUTF8(found any, expected reason.Reason) reason.Reason {
	return reason.New("ledger.not-utf8", "found {found}, expected {expected}", found, expected)
}

// utf8Text is what a text must be.
func utf8Text() reason.Reason { return reason.New("ledger.expected.utf8", "UTF-8") }

// wrongTime is the matter with a text that is no time, or not the one that is needed.
func wrongTime(text string, expected reason.Reason) reason.Reason {
	return reason.New("ledger.no-time", "found {found}, expected {expected}", quote(text), expected)
}

// expectedTime is what a text must be that is no time, and why it is none.
func expectedTime(why reason.Reason) reason.Reason {
	return reason.New("ledger.expected.time-written", "a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 ({why})",
		why)
}

// expectedInstant is what a text must be that is no time of recording, and why it is none.
func expectedInstant(why reason.Reason) reason.Reason {
	return reason.New("ledger.expected.instant", "a time 2006-01-02T15:04:05+08:00 ({why})", why)
}

// expectedNoDate is what a time of recording must be.
func expectedNoDate() reason.Reason {
	return reason.New("ledger.expected.no-date", "a time 2006-01-02T15:04:05+08:00, not a date")
}

// wrongNumber is the matter with what is no number of a ledger.
func wrongNumber(found any, fault numberFault) reason.Reason {
	return reason.New("ledger.no-number", "found {found}, expected {expected}", found, expectedDecimal(fault))
}

// expectedDecimal says what a decimal must be that has a fault.
func expectedDecimal(fault numberFault) reason.Reason {
	switch fault {
	case manyDigits:
		return reason.New("ledger.expected.digits", "a decimal of at most 30 digits")
	case farFromPoint:
		return reason.New("ledger.expected.exponent", "a decimal whose digits stand at most 30 places from the point")
	}
	return reason.New("ledger.expected.decimal-written", "a decimal such as 12.5")
}

// foundNumber is a number of the input.
func foundNumber(text string) reason.Reason {
	return reason.New("ledger.found.number", "the number {number}", text)
}

// scalarNeeded is what an attribute must be.
func scalarNeeded() reason.Reason {
	return reason.New("ledger.expected.scalar", "a string, a bool or a number")
}

// expectedBool is what a flag must be.
func expectedBool() reason.Reason { return reason.New("ledger.expected.bool", "true or false") }

// decimalNeeded is what an amount must be.
func decimalNeeded() reason.Reason {
	return reason.New("ledger.expected.decimal-string", "a decimal as a string")
}

// listNeeded is what with must be.
func listNeeded() reason.Reason {
	return reason.New("ledger.expected.list-of-strings", "a list of strings")
}

// secondOf is a second submission or commission of a name.
func secondOf(k Kind, name string) reason.Reason {
	if k == Submit {
		return reason.New("ledger.found.second-submission", "a second submission of {name}", quote(name))
	}
	return reason.New("ledger.found.second-commission", "a second commission of {name}", quote(name))
}

// onlyStanding is what is expected of a name of which an entry stands at a place.
func onlyStanding(id string, place reason.Reason) reason.Reason {
	return reason.New("ledger.expected.one-standing", "one: {entry} stands ({place})", quote(id), place)
}

// missing is the matter with a field that is not there.
func missing(expected reason.Reason) reason.Reason {
	return reason.New("ledger.missing", "found {found}, expected {expected}",
		reason.New("ledger.found.nothing", "nothing"), expected)
}

// unread is the error of a reader at a place.
func unread(place string, err error) error {
	return &reason.Error{Reason: reason.New("ledger.unread", "{place}: {error}", place, reason.Of(err)), Err: err}
}

// unword reads the word of one of some values; the error is a [*reason.Error].
func unword[T fmt.Stringer](v *T, text []byte, all ...T) error {
	var words []string
	for _, one := range all {
		if one.String() == string(text) {
			*v = one
			return nil
		}
		words = append(words, one.String())
	}
	nearest, _ := spelling.Nearest(string(text), words)
	return &reason.Error{Reason: reason.New("ledger.unknown-word", "found {found}, expected {expected}{near}",
		quote(string(text)), enumerate(words), hint(nearest))}
}
