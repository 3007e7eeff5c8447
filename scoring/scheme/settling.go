package scheme

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
)

// quotaRules compiles the section `quotas`.
func (b *builder) quotaRules(lines table[quotaSpec]) {
	for _, line := range lines {
		spec := line.spec
		q := &Quota{Index: len(b.s.Quotas), Name: line.name, Clause: spec.Clause, Title: spec.Title, Each: ledger.Submit, Per: b.per(spec.Per)}
		q.From, q.Until = b.span(spec.From, spec.Until)
		if spec.Each.node != nil {
			q.Each = b.each(spec.Each)
			if len(spec.Sum) > 0 {
				b.errorf(spec.Each.node, "quota %q is measured by `sum`; `each` belongs to `count`", line.name)
			}
		}
		if spec.Count.given() == (len(spec.Sum) > 0) {
			b.errorf(line.key, "quota %q; expected one of `count` (what an entry counts) and `sum` (the rules whose amounts measure it)", line.name)
		}
		if spec.Count.given() && q.Each != "" {
			q.Scope = b.scope(string(q.Each))
			q.Count = b.compile(q.Scope, spec.Count, rule.BoolType(), rule.NumberType())
			q.Evolves = evolves(q.Count)
		}
		if w := spec.At; w.node != nil {
			if q.AtDue = w.value == "due"; !q.AtDue {
				b.unknown(w.node, "time", w.value, []string{"due"})
			} else if q.Each != ledger.Commission || !spec.Count.given() {
				b.errorf(w.node, "quota %q counts at `due`; expected that with `each: commission` and `count` only", line.name)
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
		b.tallies[line.name] = !spec.Required.given()
		if spec.Required.given() {
			q.Required = b.compile(q.RequiredScope, spec.Required, rule.NumberType())
			q.Assigned = q.Required != nil && slices.ContainsFunc(q.Required.Reads(), func(r rule.Read) bool { return r.Path[0].Name == "assigned" })
		}
		b.s.Quotas = append(b.s.Quotas, q)
		b.quotas[line.name] = q
	}
}

// posting is the rule of that name, if it posts.
func (b *builder) posting(w word) (*Rule, bool) {
	r, ok := b.rules[w.value]
	switch {
	case !ok && slices.Contains(b.derivedNames, w.value):
		b.errorf(w.node, "%q is made of totals, after all else; expected a rule of credits, bonuses or deductions", w.value)
	case !ok && slices.Contains(b.ruleNames, w.value):
		b.errorf(w.node, "%q is a cap; expected a rule of credits, bonuses or deductions", w.value)
	case !ok:
		b.unknown(w.node, "rule", w.value, b.ruleNames)
	case b.kinds[w.value] == lineBonus:
		what, does := "bonus", "adds"
		if r.Sign < 0 {
			what, does = "deduction", "takes"
		}
		b.errorf(w.node, "%q is a %s on a rule, and what it %s is posted under that rule; name that one", w.value, what, does)
		return nil, false
	}
	return r, ok
}

// settleRules compiles what is settled at the end of a period: rules of quotas, rules of a period, caps.
func (b *builder) settleRules(in *file) {
	for _, section := range []table[ruleSpec]{in.Bonuses, in.Deductions} {
		for _, line := range section {
			if b.kindOf(line.spec) == lineSettle {
				b.settle(line)
			}
		}
	}
	for _, line := range in.Caps {
		b.newRule(line.name, "caps", line.spec.Clause, line.spec.Title, line.spec.From, line.spec.Until)
	}
	for _, line := range in.Caps {
		b.cap(line)
	}
	if len(b.errs) == 0 {
		b.capsInVain(in.Caps)
	}
}

// capsInVain reports rules under a cap that give nothing to its account.
func (b *builder) capsInVain(lines table[capSpec]) {
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
	for _, line := range lines {
		account := b.account(line.spec.Account)
		for _, w := range line.spec.Of {
			if !slices.Contains(gives[b.rules[w.value]], account) {
				b.errorf(w.node, "rule %q gives nothing to account %q, which cap %q limits", w.value, b.s.Accounts[account].Name, line.name)
			}
		}
	}
}

// settle compiles a rule of quotas or of a period. One of several quotas is settled for each.
func (b *builder) settle(line named[ruleSpec]) {
	spec, r := line.spec, b.rules[line.name]
	b.misplaced(line.name, "which is settled for a unit at the end of a period", map[string]*yaml.Node{"times": spec.Times.node,
		"plus": spec.Plus.node, "to": spec.To.node(), "rest": spec.Rest.node, "bonuses": spec.Bonuses.node})
	if !spec.Worth.given() {
		b.errorf(line.key, "rule %q has no `worth`", line.name)
	}
	if len(spec.Of) == 0 {
		s := b.scope("period")
		b.conditions(r, s, spec.When, spec.Require)
		b.s.Settles = append(b.s.Settles, &Settle{Rule: r, Per: b.per(spec.Per), Amounts: b.amounts(spec, s)})
		return
	}
	if spec.Per.node != nil {
		b.misplaced(line.name, "whose period is its quota's", map[string]*yaml.Node{"per": spec.Per.node})
	}
	s := b.scope("quota")
	b.conditions(r, s, spec.When, spec.Require)
	amounts := b.amounts(spec, s)
	for _, of := range spec.Of {
		q, ok := b.quotas[of.value]
		switch {
		case !ok:
			b.notAQuota(of)
		case b.tallies[of.value] && quotaFigure(r, amounts):
			b.errorf(of.node, "quota %q is a tally: nothing is required of anyone; give it `required`, or read quota.done only", of.value)
		default:
			b.s.Settles = append(b.s.Settles, &Settle{Rule: r, Per: q.Per, Quota: q, Amounts: amounts})
		}
	}
}

// quotaFigure says whether a rule reads what only a quota with `required` has.
func quotaFigure(r *Rule, amounts []Amount) bool {
	return slices.ContainsFunc(programsOf(r, amounts), func(p *rule.Program) bool {
		return p != nil && slices.ContainsFunc(p.Reads(), func(r rule.Read) bool {
			return r.Path[0].Name == "quota" && len(r.Path) > 1 && r.Path[1].Name != "done"
		})
	})
}

// cap compiles one line of the section `caps`.
func (b *builder) cap(line named[capSpec]) {
	spec := line.spec
	r, s := b.rules[line.name], b.scope("period")
	b.conditions(r, s, spec.When, nil)
	c := &Cap{Account: b.account(spec.Account)}
	for _, of := range spec.Of {
		if other, ok := b.posting(of); ok {
			c.Of = append(c.Of, other)
		}
	}
	c.AtMost = b.compile(s, spec.AtMost, rule.NumberType())
	c.AtLeast = b.compile(s, spec.AtLeast, rule.NumberType())
	if spec.By.given() {
		b.capBy(line, c)
	}
	if !spec.AtMost.given() && !spec.AtLeast.given() {
		b.errorf(line.key, "cap %q limits nothing; expected `at_most` or `at_least`", line.name)
	}
	b.s.Settles = append(b.s.Settles, &Settle{Rule: r, Per: b.per(spec.Per), Cap: c})
}

// capBy compiles what tells apart the sums that a cap limits: in the scope of each kind of entry that its rules score.
func (b *builder) capBy(line named[capSpec], c *Cap) {
	c.By = map[ledger.Kind]*rule.Program{}
	if len(line.spec.Of) == 0 {
		b.errorf(line.spec.By.node, "cap %q is `by` an entry's value, but of no rules; expected the rules for entries in `of`", line.name)
	}
	for _, of := range line.spec.Of {
		credit, ok := b.credits[of.value]
		switch {
		case !ok && b.rules[of.value] != nil:
			b.errorf(of.node, "%q is no rule for each entry; expected one, since the cap is `by` an entry's value", of.value)
		case ok && c.By[credit.Each] == nil:
			c.By[credit.Each] = b.compile(credit.Scope, line.spec.By, rule.StringType())
		}
		if ok {
			credit.Evolves = credit.Evolves || evolves(c.By[credit.Each])
		}
	}
}

// takesEffect compiles the section `takes_effect`.
func (b *builder) takesEffect(lines table[expr]) {
	b.s.TakesEffect = map[ledger.Kind]Effect{}
	for _, line := range lines {
		kind := b.each(word{line.name, line.key})
		if kind == ledger.Commission {
			b.errorf(line.key, "a commission counts by its due time; expected submit, adopt, endorse, grant or incident")
			continue
		}
		if kind == "" {
			continue
		}
		s := b.scope(string(kind))
		if p := b.compile(s, line.spec, rule.TimeType()); p != nil {
			if evolves(p) {
				b.errorf(line.spec.node, "when an entry takes effect depends on it alone; found a look at what happens to the item")
			}
			b.s.TakesEffect[kind] = Effect{Scope: s, At: p}
		}
	}
}
