package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
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

// everyName adds to the names of units those that others of the ledger had last, as those that were succeeded.
func (b *book) everyName(names map[string]string) map[string]string {
	last := map[string]string{}
	for _, e := range b.view.Entries() {
		if e.Kind == ledger.Enroll && names[e.Unit] == "" {
			last[e.Unit] = e.Name
		}
	}
	maps.Copy(names, last)
	return names
}

// unitText is a unit with its id, where that is not its name.
func (x *explanation) unitText(unit string) string {
	if name := named(x.names, unit); name != unit {
		return name + " (" + unit + ")"
	}
	return unit
}

// successionLines say in whose place a unit is by the end of what is shown, and who is in its place.
func (x *explanation) successionLines(unit string) []string {
	var out []string
	_, end := x.book.Bounds()
	for _, s := range x.book.roster.Successions() {
		if !s.At.Before(end) {
			continue
		}
		part := ""
		if !s.Share.Equal(decimal.NewFromInt(1)) {
			part = ", part " + s.Share.String()
		}
		day := civil.Of(s.At.In(x.book.Scheme.Calendar.Location()))
		if s.Unit == unit {
			out = append(out, fmt.Sprintf("  since %s in the place of %s%s", day, x.unitText(s.Of), part))
		}
		if s.Of == unit {
			out = append(out, fmt.Sprintf("  succeeded on %s by %s%s: what it had is counted there", day,
				x.unitText(s.Unit), part))
		}
	}
	return out
}
