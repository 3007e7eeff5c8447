package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// unitOf finds the unit that a text means: its id, or a name that one unit alone has or had. The error names the
// nearest.
func unitOf(l *ledger.Ledger, text string) (string, error) {
	var ids, names, bearers []string
	idOf := map[string]string{}
	for _, e := range l.All() {
		if e.Kind != ledger.Enroll {
			continue
		}
		if e.Unit == text {
			return text, nil
		}
		if e.Name == text && !slices.Contains(bearers, e.Unit) {
			bearers = append(bearers, e.Unit)
		}
		if !slices.Contains(ids, e.Unit) {
			ids = append(ids, e.Unit)
		}
		if idOf[e.Name] == "" {
			idOf[e.Name] = e.Unit
			names = append(names, e.Name)
		}
	}
	switch len(bearers) {
	case 1:
		return bearers[0], nil
	case 0:
	default:
		return "",
			fmt.Errorf("%d units have the name %q; give an id: %s", len(bearers), text, strings.Join(bearers, ", "))
	}
	missing := fmt.Sprintf("the ledger has no unit %q", text)
	if near, ok := spelling.Nearest(text, ids); ok {
		return "", fmt.Errorf("%s; did you mean %q?", missing, near)
	}
	near, ok := spelling.Nearest(text, names)
	if !ok { // a short form, as 林西 of 林西县扶贫办
		longer := slices.DeleteFunc(slices.Clone(names), func(name string) bool {
			return !strings.Contains(name, text)
		})
		if ok = len(longer) == 1; ok {
			near = longer[0]
		}
	}
	if ok {
		return "", fmt.Errorf("%s; did you mean %q (%s)?", missing, near, idOf[near])
	}
	return "", fmt.Errorf("%s", missing)
}
