package scheme

import (
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// newRule takes the next index; every line of a section that posts has one, in the order of the file.
func (b *builder) newRule(name, section, clause, title string, from, until document.Word) *Rule {
	r := &Rule{Index: len(b.s.Rules), Name: name, Section: section, Clause: clause, Title: title}
	r.From, r.Until = b.span(from, until)
	switch section {
	case "bonuses":
		r.Sign = 1
	case "deductions":
		r.Sign = -1
	}
	b.s.Rules = append(b.s.Rules, r)
	b.rules[name] = r
	return r
}

// openings makes the rules by which openings are posted that name none.
func (b *builder) openings() {
	own := Rule{Index: len(b.s.Rules), Name: "opening", Section: "openings", Title: "期初"}
	figure := own
	figure.Section, figure.Figure = "derived", true
	b.s.Opening, b.s.OpeningFigure = &own, &figure
}

// RuleAt is the rule of an index. Behind those of the file is that of openings that name none.
func (s *Scheme) RuleAt(index int) *Rule {
	if index == len(s.Rules) {
		return s.Opening
	}
	return s.Rules[index]
}

// conditions compiles what decides whether a rule says anything.
func (b *builder) conditions(r *Rule, s *Scope, when document.Expr, require requireSpec) {
	r.Scope = s
	r.When = b.compile(s, when, rule.BoolType())
	for _, q := range require {
		if p := b.compile(s, document.Expr{Node: q.cond}, rule.BoolType()); p != nil {
			r.Require = append(r.Require, Requirement{Cond: p, Why: q.why})
		}
	}
}

// amounts compiles `worth`: for one account, or a mapping by account.
func (b *builder) amounts(spec ruleSpec, s *Scope) []Amount {
	if spec.Worth.one.Given() {
		return []Amount{{Account: b.account(spec.Account), Worth: b.compile(s, spec.Worth.one, rule.NumberType())}}
	}
	if spec.Account.Node != nil && len(spec.Worth.many) > 0 {
		b.Report(spec.Account.Node, reason.New("scheme.account-beside-amounts",
			"`account` stands beside amounts by account; expected one of the two"))
	}
	var out []Amount
	for _, line := range spec.Worth.many {
		out = append(out, Amount{Account: b.account(document.Word{Value: line.Name, Node: line.Key}),
			Worth: b.compile(s, line.Spec, rule.NumberType())})
	}
	return out
}

// lineKind says what a rule is, by what it refers to.
type lineKind int

const (
	lineUnknown lineKind = iota
	lineCredit           // each
	lineBonus            // of credits: a bonus or a deduction on their standard
	lineSettle           // of quotas, or per a period
)

// kindOf says what a line of the three sections of rules is.
func (b *builder) kindOf(spec ruleSpec) lineKind {
	switch {
	case spec.Each.Node != nil:
		return lineCredit
	case len(spec.Of) > 0 && !slices.Contains(b.quotaNames, spec.Of[0].Value):
		return lineBonus
	case len(spec.Of) > 0 || spec.Per.Node != nil:
		return lineSettle
	}
	return lineUnknown
}

// creditRules takes the rules of a section that score entries; the others of the section come later, but have their
// index here, in the order of the file.
func (b *builder) creditRules(lines document.Table[ruleSpec], section string, sign int) {
	for _, line := range lines {
		spec := line.Spec
		r := b.newRule(line.Name, section, spec.Clause, spec.Title, spec.From, spec.Until)
		r.Sign = sign
		kind := b.kindOf(spec)
		b.kinds[line.Name] = kind
		switch {
		case kind == lineCredit:
			b.credit(line, r)
		case section == "credits":
			b.Report(line.Key, reason.New("scheme.credit-without-each",
				"credit {rule:q} has no `each`; expected the kind of entry that it scores", line.Name))
		case kind == lineUnknown:
			b.Report(line.Key, reason.New("scheme.rule-of-nothing",
				"rule {rule:q} refers to nothing; "+
					"expected `each: an entry kind`, `of: a rule or quota` or `per: a period`",
				line.Name))
		}
	}
}

// notAQuota reports a rule or an unknown name where a quota is expected.
func (b *builder) notAQuota(w document.Word) {
	if slices.Contains(b.ruleNames, w.Value) {
		b.Report(w.Node, reason.New("scheme.rule-beside-quotas",
			"{name:q} is a rule beside quotas; expected rules or quotas", w.Value))
		return
	}
	b.unknown(w.Node, nounQuota, w.Value, b.quotaNames)
}

// misplaced refuses keys that do nothing in a rule of that sort.
func (b *builder) misplaced(name string, sort reason.Reason, keys map[string]*document.Node) {
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if at := keys[key]; at != nil {
			b.Report(at, reason.New("scheme.misplaced-key",
				"`{key}` has no place in rule {rule:q}, {sort}", key, name, sort))
		}
	}
}

// credit compiles a rule for entries, whatever its section.
func (b *builder) credit(line document.Named[ruleSpec], r *Rule) {
	spec := line.Spec
	c := &Credit{Rule: r, Each: b.each(spec.Each), Per: b.per(spec.Per), Combine: "highest"}
	if c.Each == "" {
		return
	}
	if c.Per != 0 && c.Each != ledger.Commission {
		b.Report(spec.Per.Node, reason.New("scheme.each-with-per",
			"rule {rule:q} has `each: {kind}` and `per`; "+
				"expected `per` with `each: commission` only, or a rule `of` a quota",
			line.Name, c.Each))
	}
	s := b.scope(string(c.Each))
	b.conditions(r, s, spec.When, spec.Require)
	if len(spec.Of) > 0 || spec.Times.Given() || spec.Plus.Given() {
		b.Report(spec.Each.Node, reason.New("scheme.each-beside-of",
			"rule {rule:q} has `each` beside `of`, `times` or `plus`; expected a rule for entries or a bonus on a rule",
			line.Name))
	}
	if spec.Rest.Given() && !spec.To.given() {
		b.Report(spec.Rest.Node, reason.New("scheme.rest-without-to",
			"`rest` says who receives what shares leave over; expected `to` beside it"))
	}
	if !spec.Worth.given() {
		b.Report(line.Key, reason.New("scheme.no-worth", "rule {rule:q} has no `worth`", line.Name))
	}
	c.Amounts = b.amounts(spec, s)
	b.receivers(c, spec, s)
	c.Rest = b.compile(s, spec.Rest, rule.StringType())
	c.Later = b.later(line.Name, spec, s)
	b.s.AsksLater = b.s.AsksLater || c.Later != nil
	if w := spec.Bonuses; w.Node != nil {
		if c.Combine = w.Value; !slices.Contains(combinations, w.Value) {
			b.Unknown(w.Node, nounCombination, w.Value, combinations)
		}
	}
	c.Evolves = c.Programs().evolve()
	b.s.Credits = append(b.s.Credits, c)
	b.credits[line.Name] = c
}

// receivers compiles `to`: for all accounts of a rule, or a mapping by account.
func (b *builder) receivers(c *Credit, spec ruleSpec, s *Scope) {
	compile := func(e document.Expr) *rule.Program {
		return b.compile(s, e, rule.StringType(), rule.ListType(rule.StringType()), rule.MapType(rule.NumberType()))
	}
	all := compile(spec.To.one)
	for i := range c.Amounts {
		c.Amounts[i].To = all
	}
	for _, line := range spec.To.many {
		if !slices.Contains(b.s.accountNames(), line.Name) {
			b.unknown(line.Key, nounAccount, line.Name, b.s.accountNames())
			continue
		}
		account := b.account(document.Word{Value: line.Name, Node: line.Key})
		i := slices.IndexFunc(c.Amounts, func(a Amount) bool { return a.Account == account })
		if i < 0 {
			b.Report(line.Key, reason.New("scheme.gives-nothing",
				"rule {rule:q} gives nothing to account {account:q}", c.Name, line.Name))
			continue
		}
		c.Amounts[i].To = compile(line.Spec)
	}
}

// combinations are the ways in which several bonuses on one standard combine.
var combinations = []string{"highest", "sum", "product", "added_first"}

// creditNames are the rules that score entries, for errors.
func (b *builder) creditNames() []string {
	var out []string
	for _, c := range b.s.Credits {
		out = append(out, c.Name)
	}
	return out
}

// notACredit reports what a bonus cannot be of.
func (b *builder) notACredit(w document.Word) {
	switch {
	case slices.Contains(b.quotaNames, w.Value):
		b.Report(w.Node, reason.New("scheme.quota-beside-rules",
			"{name:q} is a quota beside rules; expected rules or quotas", w.Value))
	case b.rules[w.Value] == nil:
		b.unknown(w.Node, nounRuleOrQuota, w.Value, append(b.creditNames(), b.quotaNames...))
	case b.kinds[w.Value] != lineCredit:
		b.Report(w.Node, reason.New("scheme.no-standard",
			"{name:q} is no rule for each entry; expected one, so that it has a standard", w.Value))
	}
}

// attachBonuses compiles the bonuses or deductions on credits, in the scope of the entry that the credit scores.
func (b *builder) attachBonuses(lines document.Table[ruleSpec]) {
	for _, line := range lines {
		spec := line.Spec
		if b.kindOf(spec) != lineBonus {
			continue
		}
		what := nounBonus
		if b.rules[line.Name].Sign < 0 {
			what = nounDeduction
		}
		b.misplaced(line.Name, reason.New("scheme.on-a-standard",
			"a {what} on the standard of a rule: it goes where the standard goes", what),
			map[string]*document.Node{"account": spec.Account.Node, "per": spec.Per.Node, "to": spec.To.node(),
				"rest": spec.Rest.Node, "bonuses": spec.Bonuses.Node, "asked": spec.Asked.node})
		switch {
		case b.rules[spec.Of[0].Value] == nil: // a slip in the name of a quota, perhaps
		case spec.Worth.given():
			b.Report(line.Key, reason.New("scheme.bonus-with-worth",
				"{what} {rule:q} on a rule has `worth`; expected `times` or `plus`", what, line.Name))
		case spec.Times.Given() == spec.Plus.Given():
			b.Report(line.Key, reason.New("scheme.bonus-times-or-plus",
				"{what} {rule:q} on a rule; expected one of `times` (a factor on the standard) and `plus` (an amount)",
				what, line.Name))
		}
		var scope *Scope
		for _, of := range spec.Of {
			c, ok := b.credits[of.Value]
			if !ok {
				b.notACredit(of)
				continue
			}
			if scope != nil && scope != c.Scope {
				b.Report(of.Node, reason.New("scheme.bonus-of-unlike",
					"{what} {rule:q} is of rules for unlike entries; expected rules for each {kind}",
					what, line.Name, scope.Name))
				continue
			}
			if what.Code == nounDeduction.Code && c.Sign < 0 {
				b.Report(of.Node, reason.New("scheme.deduction-of-deduction",
					"{name:q} is a deduction itself; expected a rule that gives, of which to take", of.Value))
				continue
			}
			if scope == nil {
				scope = c.Scope
				r := b.rules[line.Name]
				b.conditions(r, scope, spec.When, spec.Require)
			}
			bonus := &Bonus{Rule: b.rules[line.Name]}
			bonus.Times = b.compile(scope, spec.Times, rule.NumberType())
			bonus.Plus = b.compile(scope, spec.Plus, rule.NumberType())
			c.Bonuses = append(c.Bonuses, bonus)
			c.Evolves = c.Evolves || bonus.Programs().evolve()
		}
	}
}

// collapses compiles the section `collapses`; it needs the rules for entries.
func (b *builder) collapses(lines document.Table[collapseSpec]) {
	for _, line := range lines {
		spec := line.Spec
		c := &Collapse{Name: line.Name, Clause: spec.Clause, Title: spec.Title, Best: 1,
			Per:   map[ledger.Kind]*rule.Program{},
			Order: map[ledger.Kind][]*rule.Program{}, Scope: map[ledger.Kind]*Scope{}}
		if w := spec.Best; w.Node != nil {
			n, err := strconv.Atoi(w.Value)
			switch {
			case w.Value == "all":
				c.Best = math.MaxInt
			case err != nil || n < 1:
				b.Report(w.Node, reason.New("scheme.best", "found best {found}; expected 1 or more, or all", w.Value))
			default:
				c.Best = n
			}
		}
		for _, of := range spec.Of {
			credit, ok := b.credits[of.Value]
			switch {
			case !ok && b.kinds[of.Value] == lineCredit: // its error is reported
				continue
			case !ok && b.rules[of.Value] != nil:
				b.Report(of.Node, reason.New("scheme.no-worth-of-items",
					"{name:q} is no rule for each entry; expected one, so that items have a worth by it", of.Value))
				continue
			case !ok:
				b.unknown(of.Node, nounEntryRule, of.Value, b.creditNames())
				continue
			case credit.Collapse != nil:
				b.Report(of.Node, reason.New("scheme.collapsed-twice",
					"rule {rule:q} is in collapse {collapse:q} already; expected one collapse a rule",
					of.Value, credit.Collapse.Name))
				continue
			}
			credit.Collapse = c
			c.Credits = append(c.Credits, credit)
			if _, done := c.Scope[credit.Each]; done {
				continue
			}
			s := b.scope(withWorth(string(credit.Each)))
			c.Scope[credit.Each] = s
			if spec.Per.Given() {
				c.Per[credit.Each] = b.compile(s, spec.Per)
			}
			for _, o := range spec.Order {
				c.Order[credit.Each] = append(c.Order[credit.Each], b.compile(s, o, rule.NumberType()))
			}
		}
		for _, credit := range c.Credits {
			credit.Evolves = credit.Evolves || c.Programs(credit.Each).evolve()
		}
		b.s.Collapses = append(b.s.Collapses, c)
	}
}
