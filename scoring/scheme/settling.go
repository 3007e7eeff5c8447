package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// quotaRules compiles the section `quotas`.
func (b *builder) quotaRules(lines document.Table[quotaSpec]) {
	for _, line := range lines {
		spec := line.Spec
		q := &Quota{Index: len(b.s.Quotas), Name: line.Name, Clause: spec.Clause, Title: spec.Title,
			Each: ledger.Submit, Per: b.per(spec.Per)}
		q.From, q.Until = b.span(spec.From, spec.Until)
		if spec.Each.Node != nil {
			q.Each = b.each(spec.Each)
			if len(spec.Sum) > 0 {
				b.Report(spec.Each.Node, reason.New("scheme.sum-with-each",
					"quota {quota:q} is measured by `sum`; `each` belongs to `count`", line.Name))
			}
		}
		if spec.Count.Given() == (len(spec.Sum) > 0) {
			b.Report(line.Key, reason.New("scheme.count-or-sum",
				"quota {quota:q}; expected one of `count` (what an entry counts) and `sum` (the rules whose amounts "+
					"measure it)",
				line.Name))
		}
		if spec.Count.Given() && q.Each != "" {
			q.Scope = b.scope(string(q.Each))
			q.Count = b.compile(q.Scope, spec.Count, rule.BoolType(), rule.NumberType())
			q.Evolves = evolves(q.Count)
		}
		if w := spec.At; w.Node != nil {
			q.AtDue, q.AtSubmit = w.Value == "due", w.Value == "submit"
			switch {
			case !q.AtDue && !q.AtSubmit:
				b.Unknown(w.Node, nounTime, w.Value, []string{"submit", "due"})
			case q.AtDue && (q.Each != ledger.Commission || !spec.Count.Given()):
				b.Report(w.Node, reason.New("scheme.counts-at-due",
					"quota {quota:q} counts at `due`; expected that with `each: commission` and `count` only",
					line.Name))
			case q.AtSubmit && (q.Each != ledger.Submit || !spec.Count.Given()):
				b.Report(w.Node, reason.New("scheme.counts-at-submit",
					"quota {quota:q} counts at `submit`; expected that with `each: submit` and `count` only",
					line.Name))
			}
		}
		for _, w := range spec.Sum {
			if r, ok := b.posting(w); ok {
				q.Sum = append(q.Sum, r)
			}
		}
		q.RequiredScope = b.scope("required")
		q.Plus = b.compile(q.RequiredScope, spec.Plus, rule.NumberType())
		q.When = b.compile(q.RequiredScope, spec.When, rule.BoolType())
		b.tallies[line.Name] = !spec.Required.Given()
		if spec.Required.Given() {
			q.Required = b.compile(q.RequiredScope, spec.Required, rule.NumberType())
			q.Assigned = q.Required != nil && slices.ContainsFunc(q.Required.Reads(), func(r rule.Read) bool {
				return r.Path[0].Name == "assigned"
			})
		}
		b.partial(spec, q)
		b.s.Quotas = append(b.s.Quotas, q)
		b.quotas[line.Name] = q
	}
}

// owedInPart are what a unit may owe that was on the roster for a part of a period.
var owedInPart = []string{"none", "whole", "share"}

// partial reads what a unit owes that was on the roster for a part of a period.
func (b *builder) partial(spec quotaSpec, q *Quota) {
	w := spec.Partial
	if w.Node == nil {
		return
	}
	switch q.Partial = w.Value; {
	case !slices.Contains(owedInPart, w.Value):
		b.Unknown(w.Node, nounPartial, w.Value, owedInPart)
	case !spec.Required.Given():
		b.Report(w.Node, reason.New("scheme.partial-of-tally",
			"quota {quota:q} owes no figure; expected `partial` beside `required`", q.Name))
	}
}

// posting is the rule of that name, if it posts.
func (b *builder) posting(w document.Word) (*Rule, bool) {
	r, ok := b.rules[w.Value]
	switch {
	case ok && r.Figure:
		b.Report(w.Node, reason.New("scheme.figure-added",
			"{name:q} gives figures, which are never added up; expected a rule whose amounts are", w.Value))
		return nil, false
	case !ok:
		b.unknown(w.Node, nounRule, w.Value, b.ruleNames)
	case b.kinds[w.Value] == lineBonus:
		what, does := nounBonus, reason.New("scheme.adds", "adds")
		if r.Sign < 0 {
			what, does = nounDeduction, reason.New("scheme.takes", "takes")
		}
		b.Report(w.Node, reason.New("scheme.posted-under-rule",
			"{name:q} is a {what} on a rule, and what it {does} is posted under that rule; name that one",
			w.Value, what, does))
		return nil, false
	}
	return r, ok
}

// settleRules compiles what is settled at the end of a period: rules of quotas, rules of a period, caps.
func (b *builder) settleRules(in *file) {
	for _, section := range []document.Table[ruleSpec]{in.Bonuses, in.Deductions} {
		for _, line := range section {
			if b.kindOf(line.Spec) == lineSettle {
				b.settle(line)
			}
		}
	}
	for _, line := range in.Caps {
		b.cap(line)
	}
}

// capsInVain reports rules under a cap that give nothing to its account.
func (b *builder) capsInVain(lines document.Table[capSpec]) {
	gives := map[*Rule][]int{}
	for _, c := range b.s.Credits {
		for _, a := range c.Amounts {
			gives[c.Rule] = append(gives[c.Rule], a.Account)
		}
	}
	for _, r := range b.s.Settles {
		for account := range b.s.Accounts {
			if posts(r, account) {
				gives[r.Rule] = append(gives[r.Rule], account)
			}
		}
	}
	for _, d := range b.s.Derived {
		gives[d.Rule] = append(gives[d.Rule], d.Account)
	}
	for _, line := range lines {
		if b.ended() {
			return
		}
		account := b.account(line.Spec.Account)
		for _, w := range line.Spec.Of {
			if !slices.Contains(gives[b.rules[w.Value]], account) {
				b.Report(w.Node, reason.New("scheme.cap-in-vain",
					"rule {rule:q} gives nothing to account {account:q}, which cap {cap:q} limits",
					w.Value, b.s.Accounts[account].Name, line.Name))
			}
		}
	}
}

// settle compiles a rule of quotas or of a period. One of several quotas is settled for each.
func (b *builder) settle(line document.Named[ruleSpec]) {
	spec, r := line.Spec, b.rules[line.Name]
	b.misplaced(line.Name, reason.New("scheme.settled",
		"which is settled for a unit at the end of a period"), map[string]*document.Node{"times": spec.Times.Node,
		"plus": spec.Plus.Node, "rest": spec.Rest.Node, "bonuses": spec.Bonuses.Node, "asked": spec.Asked.node})
	toMembers := b.toMembers(line)
	if !spec.Worth.given() {
		b.Report(line.Key, reason.New("scheme.no-worth", "rule {rule:q} has no `worth`", line.Name))
	}
	if len(spec.Of) == 0 {
		s := b.scope("period")
		b.conditions(r, s, spec.When, spec.Require)
		b.s.Settles = append(b.s.Settles, &Settle{Rule: r, Per: b.per(spec.Per), Amounts: b.amounts(spec, s),
			ToMembers: toMembers})
		return
	}
	if spec.Per.Node != nil {
		b.misplaced(line.Name, reason.New("scheme.of-a-quota",
			"whose period is its quota's"), map[string]*document.Node{"per": spec.Per.Node})
	}
	s := b.scope("quota")
	b.conditions(r, s, spec.When, spec.Require)
	amounts := b.amounts(spec, s)
	for _, of := range spec.Of {
		q, ok := b.quotas[of.Value]
		switch {
		case !ok:
			b.notAQuota(of)
		case b.tallies[of.Value] && quotaFigure(r, amounts):
			b.Report(of.Node, reason.New("scheme.tally",
				"quota {quota:q} is a tally: nothing is required of anyone; "+
					"give it `required`, or read quota.done only",
				of.Value))
		default:
			b.s.Settles = append(b.s.Settles, &Settle{Rule: r, Per: q.Per, Quota: q, Amounts: amounts,
				ToMembers: toMembers})
		}
	}
}

// toMembers says whether what a settled rule gives goes to the members of the unit, the only ones that it may name.
func (b *builder) toMembers(line document.Named[ruleSpec]) bool {
	to := line.Spec.To
	if !to.given() {
		return false
	}
	if members := slotNames[SlotMembers]; !to.one.Given() || to.one.Node.Value != members {
		b.Report(to.node(), reason.New("scheme.settled-to",
			"rule {rule:q} is settled for a unit at the end of a period; expected `to: members`, those that belong to "+
				"the unit, or no `to`: the unit itself",
			line.Name))
	}
	return true
}

// quotaFigure says whether a rule reads what only a quota with `required` has.
func quotaFigure(r *Rule, amounts []Amount) bool {
	settle := Settle{Rule: r, Amounts: amounts}
	return slices.ContainsFunc(settle.Programs().But(), func(p *rule.Program) bool {
		return slices.ContainsFunc(p.Reads(), func(r rule.Read) bool {
			return r.Path[0].Name == "quota" && len(r.Path) > 1 && r.Path[1].Name != "done"
		})
	})
}

// cap compiles one line of the section `caps`.
func (b *builder) cap(line document.Named[capSpec]) {
	spec := line.Spec
	r, s := b.rules[line.Name], b.scope("cap")
	b.conditions(r, s, spec.When, nil)
	c := &Cap{Account: b.account(spec.Account)}
	for _, of := range spec.Of {
		switch other, ok := b.posting(of); {
		case !ok:
		case other.Section == "caps":
			c.after = append(c.after, other)
		default:
			c.Of = append(c.Of, other)
		}
	}
	for _, w := range spec.After {
		if other, ok := b.rules[w.Value]; !ok || other.Section != "caps" {
			b.unknown(w.Node, nounCap, w.Value, b.capNames)
		} else {
			c.after = append(c.after, other)
		}
	}
	c.AtMost = b.compile(s, spec.AtMost, rule.NumberType())
	c.AtLeast = b.compile(s, spec.AtLeast, rule.NumberType())
	if spec.By.Given() {
		b.capBy(line, c)
	}
	if !spec.AtMost.Given() && !spec.AtLeast.Given() {
		b.Report(line.Key, reason.New("scheme.cap-without-limit",
			"cap {cap:q} limits nothing; expected `at_most` or `at_least`", line.Name))
	}
	b.s.Settles = append(b.s.Settles, &Settle{Rule: r, Per: b.per(spec.Per), Cap: c})
}

// capBy compiles what tells apart the sums that a cap limits: in the scope of each kind of entry that its rules score.
func (b *builder) capBy(line document.Named[capSpec], c *Cap) {
	c.By = map[ledger.Kind]*rule.Program{}
	if len(line.Spec.Of) == 0 {
		b.Report(line.Spec.By.Node, reason.New("scheme.cap-by-without-of",
			"cap {cap:q} is `by` an entry's value, but of no rules; expected the rules for entries in `of`", line.Name))
	}
	for _, of := range line.Spec.Of {
		credit, ok := b.credits[of.Value]
		switch {
		case !ok && b.rules[of.Value] != nil:
			b.Report(of.Node, reason.New("scheme.cap-by-no-entry",
				"{name:q} is no rule for each entry; expected one, since the cap is `by` an entry's value", of.Value))
		case ok && c.By[credit.Each] == nil:
			c.By[credit.Each] = b.compile(credit.Scope, line.Spec.By, rule.StringType())
		}
		if ok {
			c.by = line.Spec.By.Node.Value
			credit.Evolves = credit.Evolves || evolves(c.By[credit.Each])
		}
	}
}

// takesEffect compiles the section `takes_effect`.
func (b *builder) takesEffect(lines document.Table[document.Expr]) {
	b.s.TakesEffect = map[ledger.Kind]Effect{}
	for _, line := range lines {
		kind := b.each(document.Word{Value: line.Name, Node: line.Key})
		if kind == ledger.Commission {
			b.Report(line.Key, reason.New("scheme.commission-takes-effect",
				"a commission counts by its due time; expected submit, adopt, endorse, grant or incident"))
			continue
		}
		if kind == "" {
			continue
		}
		s := b.scope(string(kind))
		if p := b.beforeAll(b.compile(s, line.Spec, rule.TimeType())); p != nil {
			if evolves(p) {
				b.Report(line.Spec.Node, reason.New("scheme.effect-evolves",
					"when an entry takes effect depends on it alone; found a look at what happens to the item"))
			}
			b.s.TakesEffect[kind] = Effect{Scope: s, At: p}
		}
	}
}
