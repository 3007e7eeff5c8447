package document

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
)

// Tidy puts the errors into one style, sorts them by place, drops the same one said twice, and ends a list that is
// longer than the limit. The receiver is used up.
func (e Errors) Tidy(l Limits) Errors {
	texts := make(map[*Error]string, len(e))
	for _, err := range e {
		text := err.Reason.String()
		if texts[err] = styled(text); texts[err] != text {
			err.Reason = err.Reason.Saying(texts[err])
		}
	}
	slices.SortStableFunc(e, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(texts[a], texts[b]))
	})
	e = slices.CompactFunc(e, func(a, b *Error) bool { return a.Position == b.Position && texts[a] == texts[b] })
	if most := l.withDefaults().Errors; len(e) > most {
		e = append(e[:most], &Error{Reason: reason.New("document.more-wrong",
			"there is more wrong; these are the first {most}", most)})
	}
	return e
}

// elsewhere is how other packages say what they expected and what was perhaps meant; texts in quotes are passed over.
var elsewhere = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|, expected |, did you mean "(?:[^"\\]|\\.)*"\??`)

// styled puts a sentence of another package into the style of this one.
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
