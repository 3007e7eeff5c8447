package document

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Tidy puts the errors into one style, sorts them by place, drops the same one said twice, and ends a list that is longer than the
// limit. The receiver is used up.
func (e Errors) Tidy(l Limits) Errors {
	for _, err := range e {
		err.Message = styled(err.Message)
	}
	slices.SortStableFunc(e, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
	e = slices.CompactFunc(e, func(a, b *Error) bool { return a.Position == b.Position && a.Message == b.Message })
	if most := l.withDefaults().Errors; len(e) > most {
		e = append(e[:most], &Error{Message: fmt.Sprintf("there is more wrong; these are the first %d", most)})
	}
	return e
}

// elsewhere is how other packages say what they expected and what was perhaps meant; texts in quotes are passed over.
var elsewhere = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|, expected |, did you mean "(?:[^"\\]|\\.)*"\??`)

// styled puts a message of another package into the style of this one.
func styled(message string) string {
	return elsewhere.ReplaceAllStringFunc(message, func(part string) string {
		if part[0] != ',' {
			return part
		}
		part = ";" + part[1:]
		if strings.HasSuffix(part, `"`) {
			part += "?"
		}
		return part
	})
}
