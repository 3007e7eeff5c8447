package scheme

import (
	"errors"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// calendar makes the scheme's calendar; what is wrong is reported at the key that it stands under.
func (b *builder) calendar(spec calendarSpec) {
	cfg := calendar.Config{Zone: spec.Zone, Closes: spec.Closes, FirstMonth: spec.FirstMonth}
	for _, w := range spec.Holidays {
		cfg.Holidays = append(cfg.Holidays, w.Value)
	}
	for _, w := range spec.Workdays {
		cfg.Workdays = append(cfg.Workdays, w.Value)
	}
	for _, line := range spec.Ends {
		cfg.Ends = append(cfg.Ends, calendar.End{Period: line.Name, Day: line.Spec.Value})
	}
	for _, line := range spec.Cycles {
		cfg.Cycles = append(cfg.Cycles, calendar.CycleOf{Name: line.Name, Years: line.Spec.Years,
			From: line.Spec.From})
	}
	for _, line := range spec.Own {
		cfg.Own = append(cfg.Own, calendar.OwnOf{Name: line.Name, Months: line.Spec.Months})
	}
	var err error
	if b.s.Calendar, err = calendar.New(cfg); err == nil {
		return
	}
	// The rest is checked too.
	names := calendar.Config{Zone: spec.Zone, Cycles: cfg.Cycles, Own: cfg.Own}
	if b.s.Calendar, _ = calendar.New(names); b.s.Calendar == nil {
		b.s.Calendar, _ = calendar.New(calendar.Config{Zone: spec.Zone})
	}
	if b.s.Calendar == nil {
		b.s.Calendar, _ = calendar.New(calendar.Config{})
	}
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	for _, one := range all {
		var wrong *calendar.Error
		if !errors.As(one, &wrong) {
			b.Fail(b.root, one)
			continue
		}
		at := spec.Node.Child(
			map[string]string{"Zone": "timezone", "Closes": "month_closes", "FirstMonth": "first_month"}[wrong.Field])
		switch wrong.Field {
		case "Holidays":
			at = spec.Holidays[wrong.Index].Node
		case "Workdays":
			at = spec.Workdays[wrong.Index].Node
		case "Ends":
			if at = spec.Ends[wrong.Index].Key; wrong.Part == "Day" {
				at = spec.Ends[wrong.Index].Spec.Node
			}
		case "Own":
			line := spec.Own[wrong.Index]
			if at = line.Key; wrong.Part != "Name" {
				at = line.Spec.Node.Child(strings.ToLower(wrong.Part))
			}
		case "Cycles":
			line := spec.Cycles[wrong.Index]
			if at = line.Key; wrong.Part != "Name" {
				at = line.Spec.Node.Child(strings.ToLower(wrong.Part))
			}
		}
		b.Report(at, wrong.Reason.Saying(calendarWords.Replace(wrong.Reason.String())))
	}
}

// calendarWords are the names of the calendar's lists in a scheme.
var calendarWords = strings.NewReplacer("Holidays[", "holidays[", "Workdays[", "workdays[", "Ends[", "closes[")

func (b *builder) accounts(lines document.Table[accountSpec]) {
	for _, line := range lines {
		a := Account{Name: line.Name, Title: line.Spec.Title, Unit: line.Spec.Unit, Places: 2, Rounding: "half_up",
			Helper: line.Spec.Helper}
		if w := line.Spec.Kind; w.Node != nil {
			if a.Balance = w.Value == accountKinds[1]; !slices.Contains(accountKinds, w.Value) {
				b.Unknown(w.Node, nounAccountKind, w.Value, accountKinds)
			}
		}
		if p := line.Spec.Places; p != nil {
			if *p < 0 || *p > 12 {
				b.Report(line.Spec.Node.Child("places"), reason.New("scheme.places",
					"found {found} places; expected 0 to 12", *p))
			}
			a.Places = int32(*p)
		}
		if r := line.Spec.Rounding; r.Node != nil {
			if a.Rounding = r.Value; !slices.Contains(rule.Roundings(), r.Value) {
				b.Unknown(r.Node, nounRounding, r.Value, rule.Roundings())
			}
		}
		if a.Title == "" {
			a.Title = a.Name
		}
		b.s.Accounts = append(b.s.Accounts, a)
	}
	if len(lines) > 0 && !slices.ContainsFunc(b.s.Accounts, func(a Account) bool { return !a.Helper }) {
		b.Report(lines[0].Key, reason.New("scheme.only-helpers",
			"all accounts are helpers, which nobody is shown; expected one that is none"))
	}
	if len(lines) == 0 {
		b.Report(b.root.Child("accounts"), reason.New("scheme.no-account",
			"found no account; expected at least one, as `points: {{title: 得分, places: 2}}`"))
	}
}

// accountKinds are the kinds of account. The first is meant where none is written; derived figures make another.
var accountKinds = []string{"sum", "balance"}

// accountsHad compiles which units have an account.
func (b *builder) accountsHad(lines document.Table[accountSpec]) {
	for i, line := range lines {
		if line.Spec.When.Given() {
			a := &b.s.Accounts[i]
			a.Scope = b.scope("account")
			a.When = b.compile(a.Scope, line.Spec.When, rule.BoolType())
		}
	}
}

// numRules is how many rules and quotas there are.
func (in *file) numRules() int {
	return len(in.Credits) + len(in.Bonuses) + len(in.Deductions) + len(in.Caps) + len(in.Derived) + len(in.Quotas)
}

// names collects what expressions and other rules may name, and refuses one name for two things.
func (b *builder) names(in *file) {
	take := func(what, why reason.Reason, key *document.Node) {
		if at, dup := b.keys[key.Value]; dup {
			b.Report(key, reason.New("scheme.name-taken",
				"{what} {name:q} has the name of what stands on line {line}; {why}", what, key.Value, at.Line, why))
			return
		}
		if b.keys[key.Value] = key; len(b.keys) == maxRules+1 {
			b.Report(key, reason.New("scheme.too-many-rules", "found {found} rules and quotas; expected at most {most}",
				in.numRules(), maxRules))
		}
		if what.Code != nounQuota.Code {
			b.ruleNames = append(b.ruleNames, key.Value)
		}
	}
	oneRule := reason.New("scheme.one-rule-a-posting", "a posting must name one rule")
	for _, section := range []document.Table[ruleSpec]{in.Credits, in.Bonuses, in.Deductions} {
		for _, line := range section {
			take(nounRule, oneRule, line.Key)
		}
	}
	for _, line := range in.Caps {
		take(nounCap, oneRule, line.Key)
	}
	for _, line := range in.Derived {
		take(nounRule, oneRule, line.Key)
	}
	b.derivedNames, b.rankingNames, b.capNames = in.Derived.Names(), in.Rankings.Names(), in.Caps.Names()
	for _, line := range in.Quotas {
		take(nounQuota, reason.New("scheme.one-by-of", "`of` must name one of them"), line.Key)
	}
	b.honourNames = append([]string{}, in.Honours.Names()...)
	b.gradeNames(in.Grades)
	b.results = append([]string{}, in.Results.Names()...)
	b.quotaNames, b.owedNames = in.Quotas.Names(), []string{}
	for _, line := range in.Quotas {
		if line.Spec.Required.Given() {
			b.owedNames = append(b.owedNames, line.Name)
		}
	}
	if len(in.Tiers.lines) > 0 { // without tiers, nil: no set of them is declared
		b.tierNames = in.Tiers.lines.Names()
		b.tierHeights = make(map[string]int64, len(b.tierNames))
		for i, t := range b.tierNames {
			b.tierHeights[t] = int64(len(b.tierNames) - i)
		}
	}
	for _, slots := range scopeSlots {
		for _, slot := range slots {
			if slices.Contains(laterSlots, slot) && in.declares(slotNames[slot]) {
				b.hidden = append(b.hidden, slot)
				continue
			}
			b.global[slotNames[slot]] = true
		}
	}
	b.global["worth"] = true
	if len(in.Numbers) > maxNumbers {
		b.Report(in.Numbers[maxNumbers].Key, reason.New("scheme.too-many-numbers",
			"found {found} numbers; expected at most {most}", len(in.Numbers), maxNumbers))
		return
	}
	for _, line := range in.Numbers {
		b.expressionName(nounNumber, line.Key, line.Name, line.Name)
	}
	b.balanceList = in.Balances.Names()
	if len(in.Balances) > maxNumbers {
		b.Report(in.Balances[maxNumbers].Key, reason.New("scheme.too-many-balances",
			"found {found} balances; expected at most {most}", len(in.Balances), maxNumbers))
		return
	}
	for _, line := range in.Balances {
		b.expressionName(nounBalance, line.Key, line.Name, line.Name)
	}
	if len(in.Define) > maxDefines {
		b.Report(in.Define[maxDefines].Key, reason.New("scheme.too-many-defines",
			"found {found} defines; expected at most {most}", len(in.Define), maxDefines))
		return
	}
	for _, line := range in.Define {
		b.defined = append(b.defined, b.newDefine(line.Key, line.Spec))
	}
	b.argumentNames()
	b.defineCircle()
}

// laterSlots are variables that came after the first schemes: who gives the name to something of his own hides one.
var laterSlots = []Slot{SlotDays, SlotYears}

// declares says whether a number, a balance or a define has a name.
func (in *file) declares(name string) bool {
	return slices.Contains(slices.Concat(in.Numbers.Names(), in.Balances.Names(), in.Define.Names()), name)
}

// whatIs is what a name stands for that the file declares; zero: nothing.
func (b *builder) whatIs(name string) reason.Reason {
	for _, declared := range []struct {
		names []string
		what  reason.Reason
	}{
		{b.quotaNames, reason.New("scheme.a-quota", "a quota")},
		{b.capNames, reason.New("scheme.a-cap", "a cap")},
		{b.ruleNames, reason.New("scheme.a-rule", "a rule")},
		{b.s.accountNames(), reason.New("scheme.an-account", "an account")},
		{b.rankingNames, reason.New("scheme.a-ranking", "a ranking")},
		{b.grades, reason.New("scheme.a-grade", "a grade")},
		{b.results, reason.New("scheme.a-result", "a result")},
		{b.tierNames, reason.New("scheme.a-tier", "a tier")},
	} {
		if slices.Contains(declared.names, name) {
			return declared.what
		}
	}
	return reason.Reason{}
}

// unknown reports a name that is none of the lines of a sort that there are, and what else it stands for.
func (b *builder) unknown(n *document.Node, what reason.Reason, name string, names []string) {
	other := b.whatIs(name)
	if other.IsZero() {
		b.Unknown(n, what, name, names)
		return
	}
	hint := document.Hint("", names)
	if len(names) > 0 && hint.IsZero() {
		hint = reason.New("scheme.expected-some", "; expected one of {names} and {more} more", names[:mostHinted],
			len(names)-mostHinted)
	}
	b.Report(n, reason.New("scheme.another-thing", "unknown {what} {name:q}, for that is {other}{hint}", what, name,
		other, hint))
}

// mostHinted is how many names a hint lists.
const mostHinted = 12

// expressionName takes a name that expressions write down as it is, by how it stands among the names of expressions.
func (b *builder) expressionName(what reason.Reason, key *document.Node, name, ref string) {
	switch {
	case !isIdentifier(name):
		b.notAnIdentifier(what, key, name)
	case b.global[name] || b.global[called(name)]:
		b.Report(key, reason.New("scheme.name-hides",
			"{what} {name:q} hides a name of the language or of the scheme; choose another name", what, name))
	}
	b.global[ref] = true
}

// slotNames are the names by which expressions know the slots.
var slotNames = map[Slot]string{SlotParams: "params", SlotItem: "item", SlotUnit: "unit", SlotSender: "sender",
	SlotAdopt:  "adopt",
	SlotOutlet: "outlet", SlotTier: "tier", SlotEndorse: "endorse", SlotGrant: "grant", SlotIncident: "incident",
	SlotCommission: "commission", SlotWorth: "worth", slotValue: "value", SlotPeriod: "period", SlotQuota: "quota",
	SlotAssigned: "assigned", SlotSum: "sum", SlotTotal: "total", SlotCount: "count", SlotGroup: "group",
	SlotRank: "rank", SlotHistory: "history", SlotBefore: "before", SlotDays: "days", SlotWeeks: "weeks",
	SlotMonths:   "months",
	SlotQuarters: "quarters", SlotHalves: "halves", SlotYears: "years", SlotMembers: "members",
	SlotBest: "best", SlotBelow: "below",
	SlotRanks: "ranks",
	SlotSize:  "group_size",
	SlotWorst: "worst", SlotGroupTotal: "group_total",
	SlotGroupTotals: "group_totals", SlotStanding: "standing", SlotAbove: "above",
	SlotUnder: "under", SlotGrade: "grade", SlotResult: "result", SlotLimit: "limit"}
