package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
)

func signed(amount decimal.Decimal) string {
	if amount.IsNegative() {
		return amount.String()
	}
	return "+" + amount.String()
}

func (x *explanation) pointHeading(p *scoring.Point) string {
	text := fmt.Sprintf("%s  %s %s", civil.Of(p.At), signed(p.Amount),
		accountTitle(x.book.account(p.Account)))
	if x.Query.Unit == "" {
		text += " for " + named(x.names, p.Unit)
	}
	text += "  " + ruleText(p.Rule, p.Title, p.Clause)
	if p.Item != "" && x.Query.Item == "" {
		text += "  " + x.itemTitle(p.Item)
	}
	return text
}

// ruleText names a rule with its title and clause.
func ruleText(name, title, clause string) string {
	text := strings.TrimSpace(name + " " + title)
	if clause != "" {
		text += " [" + clause + "]"
	}
	return text
}

func (x *explanation) itemTitle(item string) string {
	if title := x.titles[item]; title != "" {
		return fmt.Sprintf("%s “%s”", item, title)
	}
	return item
}

// itemTitles are the titles under which items were handed in.
func itemTitles(b *book) map[string]string {
	out := map[string]string{}
	for i, e := range b.Ledger.All() {
		if e.Kind == ledger.Submit {
			out[e.Item] = b.Entry(i).Title
		}
	}
	return out
}

// pointLines are how a point came about.
func (x *explanation) pointLines(p *scoring.Point) []string {
	var out []string
	add := func(label, format string, args ...any) {
		out = append(out, "    "+padded(label, 9, false)+fmt.Sprintf(format, args...))
	}
	if q := p.Quota; q != nil {
		of := quotaNamed(x.book.Scheme, q.Quota)
		whose := ""
		if q.Unit != p.Unit {
			whose = " of " + named(x.names, q.Unit)
		}
		add("quota", "%s%s in %s: %s done of %s, %s missing, %s extra", ruleText(of.Name, of.Title, of.Clause), whose,
			q.Period, q.Done, q.Required, q.Missing, q.Extra)
	}
	if p.Carried != nil {
		add("carried", "%s", p.Carried.Reason())
	}
	for _, of := range p.From {
		if of.Share.Equal(decimal.NewFromInt(1)) {
			add("from", "%s", x.unitText(of.Unit))
		} else {
			add("from", "%s, of what that had a part of %s", x.unitText(of.Unit), of.Share)
		}
	}
	for _, src := range p.Sources {
		e, _ := x.entry(src.Entry)
		add("counts", "%s: %s", src.Entry, x.describe(e))
		add("", "%s", worthText(&src))
	}
	if now, before, ok := worthBefore(p); ok {
		add("worth", "%s now, %s before", now, before)
	}
	for _, b := range p.Beaten {
		e, _ := x.entry(b.Entry)
		add("beats", "%s worth %s: %s", b.Entry, b.Worth, x.describe(e))
		add("", "by %s", ruleText(b.By, b.Title, b.Clause))
	}
	out = append(out, readLines(p.Values)...)
	for _, id := range x.evidence(p) {
		e, _ := x.entry(id)
		add("entry", "%s: %s", id, x.describe(e))
	}
	return out
}

// evidence is the entries behind a point that are not named as sources or beaten.
func (x *explanation) evidence(p *scoring.Point) []string {
	var out []string
	for _, id := range p.Entries {
		named := slices.ContainsFunc(p.Sources, func(s scoring.Source) bool { return s.Entry == id }) ||
			slices.ContainsFunc(p.Beaten, func(b scoring.Beaten) bool { return b.Entry == id })
		if !named {
			out = append(out, id)
		}
	}
	return out
}

// worthText is the standard, the bonuses and deductions on it, and what they make.
func worthText(s *scoring.Source) string {
	text := fmt.Sprintf("%s: standard %s", ruleText(s.Rule, s.Title, s.Clause), s.Standard)
	if s.Standard.Equal(s.Worth) && len(s.Bonuses)+len(s.Without) == 0 {
		text = fmt.Sprintf("%s: %s", ruleText(s.Rule, s.Title, s.Clause), s.Worth)
	}
	for _, b := range s.Bonuses {
		what := "bonus"
		if b.Takes {
			what = "deduction"
		}
		text += fmt.Sprintf("; %s %s", what, ruleText(b.Rule, b.Title, b.Clause))
	}
	for _, p := range s.Without {
		text += fmt.Sprintf("; without %s (%s: %s)", p.Rule, p.Entry, p.Reason)
	}
	if !s.Standard.Equal(s.Worth) || len(s.Bonuses)+len(s.Without) > 0 {
		text += fmt.Sprintf("; makes %s", s.Worth)
	}
	if s.Share != "" {
		text += fmt.Sprintf("; share %s", s.Share)
	}
	return text
}

// worthBefore is what the sources make together and what it was before, where that is not the amount itself.
func worthBefore(p *scoring.Point) (now, before string, ok bool) {
	sum := decimal.Decimal{}
	for _, s := range p.Sources {
		if s.Share != "" {
			return "", "", false
		}
		sum = sum.Add(s.Worth)
	}
	divided := slices.ContainsFunc(p.From, func(s ledger.Share) bool { return !s.Share.Equal(decimal.NewFromInt(1)) })
	if p.Cause == "" || p.Carried != nil || p.Opening != (calendar.Period{}) || divided || sum.Equal(p.Amount) {
		return "", "", false
	}
	return sum.String(), sum.Sub(p.Amount).String(), true
}

func (x *explanation) entry(id string) (ledger.Entry, bool) {
	i, ok := x.book.Ledger.Find(id)
	if !ok {
		return ledger.Entry{}, false
	}
	return x.book.Entry(i), true
}
