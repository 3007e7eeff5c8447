package document

import (
	"strings"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// Hint says which of the names was perhaps meant, or which there are. It is an argument of the reason that refuses a
// name. It says nothing where the names are many and none is near.
func Hint(name string, names []string) reason.Reason {
	if i := strings.IndexFunc(name, WideComma); i >= 0 {
		r, _ := utf8.DecodeRuneInString(name[i:])
		return reason.New("document.two-names", " (found {sign} between two names; expected , and a space)", string(r))
	}
	if near, ok := Nearest(name, names); ok {
		return spelling.Hint(";", near)
	}
	if len(names) == 0 {
		return reason.New("document.none-declared", "; none is declared")
	}
	if len(names) <= 14 {
		return reason.New("document.one-of", "; expected one of {names}", names)
	}
	return reason.Reason{}
}

// Nearest is the name that was perhaps meant: the verb of a noun, as submit for submission, else the nearest in
// spelling, else one that begins alike, as bool for boolean.
func Nearest(name string, names []string) (string, bool) {
	for _, n := range names {
		if len(n) >= 5 && strings.HasPrefix(name, n[:len(n)-1]) {
			return n, true
		}
	}
	if near, ok := spelling.Nearest(name, names); ok {
		return near, true
	}
	for _, n := range names {
		if len(n) >= 4 && strings.HasPrefix(name, n) || len(name) >= 3 && strings.HasPrefix(n, name) {
			return n, true
		}
	}
	return "", false
}
