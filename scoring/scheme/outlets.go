package scheme

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/tier"
)

// outlets makes the outlet table; what a line says of its outlets must fit what `attrs` declares.
func (b *builder) outlets(lines outletsSpec) {
	declared := b.s.Attrs["outlet"]
	known := []string{"level"}
	for _, a := range declared {
		known = append(known, a.Name)
	}
	var entries []tier.Entry
	var names []outletName
	for _, line := range lines {
		shared := map[string]string{}
		var from, until document.Word
		for _, a := range line.attrs {
			switch day := !slices.Contains(known, a.Name); {
			case day && a.Name == "from":
				from = a.Spec
				continue
			case day && a.Name == "until":
				until = a.Spec
				continue
			}
			if !slices.Contains(known, a.Name) {
				b.Unknown(a.Key, nounOutletAttribute, a.Name, append([]string{"names", "from", "until"}, known...))
			}
			if i := slices.Index(known, a.Name); i > 0 {
				b.outletAttr(declared[i-1], a.Spec)
			} else if bound := b.s.Bounds["outlet"]; i == 0 && bound != nil {
				b.bounds(*bound, rule.String(a.Spec.Value), a.Spec.Node)
			}
			shared[a.Name] = a.Spec.Value
		}
		start, end := b.span(from, until)
		for _, n := range line.names {
			b.oneName(n.name)
			for _, alias := range n.aliases {
				b.oneName(alias)
			}
			e := tier.Entry{Name: n.name.Value, Attrs: shared, From: start, Until: end}
			for _, alias := range n.aliases {
				e.Aliases = append(e.Aliases, alias.Value)
			}
			entries, names = append(entries, e), append(names, n)
		}
	}
	var err error
	if b.s.Outlets, err = tier.NewTable(entries); err != nil {
		b.outletErrors(err, names)
	}
}

// oneName refuses a name that is a list of names.
func (b *builder) oneName(w document.Word) {
	if i := strings.IndexAny(w.Value, "，、；,;"); i >= 0 {
		r, _ := utf8.DecodeRuneInString(w.Value[i:])
		b.Report(w.Node, reason.New("scheme.outlets-in-one",
			"found {sign} in the name of an outlet, two names in one; expected each by itself, as [人民日报, 经济日报]",
			string(r)))
	}
}

// outletAttr checks what the table says of an outlet against the attribute's declaration.
func (b *builder) outletAttr(a Attr, w document.Word) {
	var v rule.Value
	switch {
	case a.Type.Equal(rule.NumberType()):
		d, wrong := parseNumber(w.Value)
		if !wrong.IsZero() {
			b.Report(w.Node, wrong)
			return
		}
		v = rule.Number(d)
	case a.Type.Equal(rule.BoolType()):
		if w.Value != "true" && w.Value != "false" {
			b.Report(w.Node, reason.New("scheme.no-bool", "found {found:q}; expected true or false", w.Value))
			return
		}
		v = rule.Bool(w.Value == "true")
	case a.Type.Equal(rule.TimeType()):
		t, err := ledger.ParseTime(w.Value)
		if err != nil {
			b.Fail(w.Node, err)
			return
		}
		v = rule.Time(t.Instant(b.s.Calendar.Location()), t.IsDate())
	default:
		v = rule.String(w.Value)
	}
	b.bounds(a, v, w.Node)
}

// outletErrors puts what the table found at the place of the name.
func (b *builder) outletErrors(err error, names []outletName) {
	var all tier.Errors
	if !errors.As(err, &all) {
		b.Fail(b.root.Child("outlets"), err)
	}
	for _, one := range all {
		at := names[one.Index].name
		if one.Alias >= 0 {
			at = names[one.Index].aliases[one.Alias]
		}
		wrong := reason.New("scheme.no-outlet-name", "found {found:q}; expected the name of an outlet", at.Value)
		if one.Other >= 0 {
			line := names[one.Other].name.Node.Line
			wrong = reason.New("scheme.outlet-twice",
				"outlet {outlet:q} stands in the table twice; the first is on line {line}", at.Value, line)
			if one.Reason.Code == "tier.outlet-overlaps" {
				wrong = reason.New("scheme.outlet-overlaps",
					"outlet {outlet:q} stands in the table twice for some days; the first is on line {line}; "+
						"expected lines that do not overlap", at.Value, line)
			}
		}
		b.Report(at.Node, wrong)
	}
}

// tiers makes the ladder; a tier without a condition is that of the outlets of its level.
func (b *builder) tiers(lines document.Table[tierSpec]) {
	first := map[string]*document.Node{}
	for _, line := range lines {
		if at, twice := first[line.Name]; twice {
			b.Report(line.Key, reason.New("scheme.tier-twice",
				"tier {tier:q} stands here twice; the first is on line {line}", line.Name, at.Line))
		}
		first[line.Name] = line.Key
	}
	if len(lines) == 0 {
		return
	}
	b.s.TierScope = b.scope("tier")
	var ladder []tier.Tier
	for _, line := range lines {
		when := b.compile(b.s.TierScope, line.Spec.When, rule.BoolType())
		bound := b.s.Bounds["outlet"]
		if bound != nil && !line.Spec.When.Given() && !slices.Contains(bound.OneOf, line.Name) {
			b.Unknown(line.Key, nounValue, line.Name, bound.OneOf)
			continue
		}
		if env := b.s.TierScope.env; env != nil && !line.Spec.When.Given() {
			var err error
			if when, err = env.Compile(document.Text("outlet.level == "+strconv.Quote(line.Name)),
				rule.BoolType()); err != nil {
				b.Report(line.Key, reason.New("scheme.tier-name",
					"found tier {tier:q}; expected a name without special characters, or the key `when`", line.Name))
			} else {
				b.s.TierScope.note(when)
			}
		}
		ladder = append(ladder, tier.Tier{Name: line.Name, When: when})
	}
	if len(b.Errors()) > 0 {
		return
	}
	var err error
	if b.s.Ladder, err = tier.NewLadder(ladder); err != nil {
		b.Fail(b.root.Child("tiers"), err)
	}
}
