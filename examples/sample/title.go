package sample

import (
	"strconv"
	"strings"
)

// title fills in a template: {u} the unit in short, {t} one of its places, {p} what is grown there, {f} its field, {n}
// a small number, {m} a large one, {h} a number of 万元.
func (w *world) title(u *unit, templates []string) string {
	text := pick(&w.random, templates)
	for _, slot := range []struct {
		name string
		fill func() string
	}{
		{"{u}", func() string { return u.short }},
		{"{t}", func() string {
			if len(u.places) == 0 {
				return u.short
			}
			return pick(&w.random, u.places)
		}},
		{"{p}", func() string {
			if len(u.goods) == 0 {
				return "特色种植"
			}
			return pick(&w.random, u.goods)
		}},
		{"{f}", func() string { return u.field }},
		{"{n}", func() string { return strconv.Itoa(3 + w.below(95)) }},
		{"{m}", func() string { return strconv.Itoa(120 + w.below(4800)) }},
		{"{h}", func() string { return strconv.Itoa(10 * (3 + w.below(180))) }},
	} {
		if strings.Contains(text, slot.name) {
			text = strings.ReplaceAll(text, slot.name, slot.fill())
		}
	}
	return text
}
