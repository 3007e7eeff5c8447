package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

func signed(amount string) string {
	if strings.HasPrefix(amount, "-") {
		return amount
	}
	return "+" + amount
}

func (x *explanation) pointHeading(p *scoring.Point) string {
	text := fmt.Sprintf("%s  %s %s", p.At.Format(time.DateOnly), signed(p.Amount), accountTitle(x.Book.Scheme.Accounts[p.Account]))
	if x.Query.Unit == "" {
		text += " for " + named(x.names, p.Unit)
	}
	text += "  " + ruleText(p.Rule.Name, p.Rule.Title, p.Rule.Clause)
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
func itemTitles(l *ledger.Ledger) map[string]string {
	out := map[string]string{}
	for _, e := range l.All() {
		if e.Kind == ledger.Submit {
			out[e.Item] = e.Title
		}
	}
	return out
}

// pointLines are how a point came about.
func (x *explanation) pointLines(p *scoring.Point, quota *scoring.QuotaRow) []string {
	var out []string
	add := func(label, format string, args ...any) {
		out = append(out, "    "+padded(label, 9, false)+fmt.Sprintf(format, args...))
	}
	if quota != nil {
		add("quota", "%s in %s: %s done of %s, %s missing, %s extra", ruleText(quota.Quota.Name, quota.Quota.Title, quota.Quota.Clause), quota.Period, quota.Done, quota.Required,
			quota.Missing, quota.Extra)
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
		add("", "by %s", ruleText(b.By.Name, b.By.Title, b.By.Clause))
	}
	var values []string
	for _, v := range p.Values {
		values = append(values, v.Path+" = "+cut(asWritten(v.Value), 100))
	}
	margin := strings.Repeat(" ", 4+9)
	out = append(out, hung("    "+padded("read", 9, false), margin, strings.Join(values, "; "))...)
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
	if s.Standard == s.Worth && len(s.Bonuses) == 0 {
		text = fmt.Sprintf("%s: %s", ruleText(s.Rule, s.Title, s.Clause), s.Worth)
	}
	for _, b := range s.Bonuses {
		what := "bonus"
		if b.Sign < 0 {
			what = "deduction"
		}
		text += fmt.Sprintf("; %s %s", what, ruleText(b.Name, b.Title, b.Clause))
	}
	if s.Standard != s.Worth || len(s.Bonuses) > 0 {
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
		worth, err := decimal.NewFromString(s.Worth)
		if err != nil || s.Share != "" {
			return "", "", false
		}
		sum = sum.Add(worth)
	}
	amount, err := decimal.NewFromString(p.Amount)
	if err != nil || p.Position == math.MaxInt32 || sum.Equal(amount) {
		return "", "", false
	}
	return sum.String(), sum.Sub(amount).String(), true
}

// pairQuotas finds the row of the quota that each settlement stands on: that of the rule's quotas that ends on the day and
// has the figures that the rule read.
func (x *explanation) pairQuotas() map[int]*scoring.QuotaRow {
	out := map[int]*scoring.QuotaRow{}
	taken := map[*scoring.QuotaRow]bool{}
	quotas := x.Book.Quotas()
	for i := range x.Points {
		p := &x.Points[i]
		if p.Position != math.MaxInt32 {
			continue
		}
		for j := range quotas {
			q := &quotas[j]
			if taken[q] || q.Unit != p.Unit || !x.settles(p.Rule, q.Quota) || !figuresMatch(p.Values, q) {
				continue
			}
			if _, end := x.Book.Scheme.Calendar.Bounds(q.Period); end.Add(-1).Format(time.DateOnly) == p.At.Format(time.DateOnly) {
				out[i], taken[q] = q, true
				break
			}
		}
	}
	return out
}

func (x *explanation) settles(r *scheme.Rule, q *scheme.Quota) bool {
	return slices.ContainsFunc(x.Book.Scheme.Settles, func(s *scheme.Settle) bool { return s.Rule == r && s.Quota == q })
}

func figuresMatch(values []scoring.Value, q *scoring.QuotaRow) bool {
	for _, v := range values {
		figure := map[string]decimal.Decimal{"quota.missing": q.Missing, "quota.extra": q.Extra, "quota.done": q.Done, "quota.required": q.Required}
		if want, ok := figure[v.Path]; ok && want.String() != v.Value {
			return false
		}
	}
	return !q.Missing.IsZero() || !q.Extra.IsZero() || len(values) == 0
}

func (x *explanation) entry(id string) (ledger.Entry, bool) {
	i, ok := x.Book.Ledger.Find(id)
	if !ok {
		return ledger.Entry{}, false
	}
	return x.Book.Ledger.Entry(i), true
}
