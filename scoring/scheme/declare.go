package scheme

import (
	"errors"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
)

// calendar makes the scheme's calendar; what is wrong is reported at the key that it stands under.
func (b *builder) calendar(spec calendarSpec) {
	cfg := calendar.Config{Zone: spec.Zone, Closes: spec.Closes, FirstMonth: spec.FirstMonth}
	for _, w := range spec.Holidays {
		cfg.Holidays = append(cfg.Holidays, w.value)
	}
	for _, w := range spec.Workdays {
		cfg.Workdays = append(cfg.Workdays, w.value)
	}
	var err error
	if b.s.Calendar, err = calendar.New(cfg); err == nil {
		return
	}
	b.s.Calendar, _ = calendar.New(calendar.Config{}) // so that the rest can be checked
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	for _, one := range all {
		var wrong *calendar.Error
		if !errors.As(one, &wrong) {
			b.errorf(b.root, "%v", one)
			continue
		}
		at := child(spec.node, map[string]string{"Zone": "timezone", "Closes": "month_closes", "FirstMonth": "first_month"}[wrong.Field])
		switch wrong.Field {
		case "Holidays":
			at = spec.Holidays[wrong.Index].node
		case "Workdays":
			at = spec.Workdays[wrong.Index].node
		}
		b.errorf(at, "%s", calendarWords.Replace(wrong.Message))
	}
}

// calendarWords are the names of the calendar's lists in a scheme.
var calendarWords = strings.NewReplacer("Holidays[", "holidays[", "Workdays[", "workdays[")

func (b *builder) accounts(lines table[accountSpec]) {
	for _, line := range lines {
		a := Account{Name: line.name, Title: line.spec.Title, Unit: line.spec.Unit, Places: 2, Rounding: "half_up"}
		if p := line.spec.Places; p != nil {
			if *p < 0 || *p > 12 {
				b.errorf(child(line.spec.node, "places"), "found %d places; expected 0 to 12", *p)
			}
			a.Places = int32(*p)
		}
		if r := line.spec.Rounding; r.node != nil {
			if a.Rounding = r.value; !slices.Contains(rule.Roundings(), r.value) {
				b.unknown(r.node, "rounding", r.value, rule.Roundings())
			}
		}
		if a.Title == "" {
			a.Title = a.Name
		}
		b.s.Accounts = append(b.s.Accounts, a)
	}
	if len(lines) == 0 {
		b.errorf(child(b.root, "accounts"), "found no account; expected at least one, as `points: {title: 得分, places: 2}`")
	}
}

// names collects what expressions and other rules may name, and refuses one name for two things.
func (b *builder) names(in *file) {
	take := func(what, why string, key *yaml.Node) {
		if at, dup := b.keys[key.Value]; dup {
			b.errorf(key, "%s %q has the name of what stands on line %d; %s", what, key.Value, at.Line, why)
			return
		}
		b.keys[key.Value] = key
		if what != "quota" {
			b.ruleNames = append(b.ruleNames, key.Value)
		}
	}
	for _, section := range []table[ruleSpec]{in.Credits, in.Bonuses, in.Deductions} {
		for _, line := range section {
			take("rule", "a posting must name one rule", line.key)
		}
	}
	for _, line := range in.Caps {
		take("cap", "a posting must name one rule", line.key)
	}
	for _, line := range in.Derived {
		take("rule", "a posting must name one rule", line.key)
	}
	b.derivedNames, b.rankingNames = in.Derived.names(), in.Rankings.names()
	for _, line := range in.Quotas {
		take("quota", "`of` must name one of them", line.key)
	}
	b.quotaNames, b.owedNames = in.Quotas.names(), []string{}
	for _, line := range in.Quotas {
		if line.spec.Required.given() {
			b.owedNames = append(b.owedNames, line.name)
		}
	}
	if len(in.Tiers.lines) > 0 { // without tiers, nil: no set of them is declared
		b.tierNames = in.Tiers.lines.names()
	}
	for _, slots := range scopeSlots {
		for _, slot := range slots {
			b.global[slotNames[slot]] = true
		}
	}
	b.global["worth"] = true
	for _, line := range in.Numbers {
		b.expressionName("number", line.key)
	}
	if len(in.Define) > maxDefines {
		b.errorf(in.Define[maxDefines].key, "found %d defines; expected at most %d", len(in.Define), maxDefines)
		return
	}
	for _, line := range in.Define {
		b.expressionName("define", line.key)
		b.defined = append(b.defined, define{name: line.name, key: line.key, expr: line.spec, names: namesIn(line.spec.node.Value)})
	}
	b.defineCircle()
}

// expressionName takes a name that expressions write down as it is.
func (b *builder) expressionName(what string, key *yaml.Node) {
	switch {
	case !isIdentifier(key.Value):
		b.notAnIdentifier(what, key)
	case b.global[key.Value]:
		b.errorf(key, "%s %q hides a name of the language or of the scheme; choose another name", what, key.Value)
	}
	b.global[key.Value] = true
}

// slotNames are the names by which expressions know the slots.
var slotNames = map[Slot]string{SlotParams: "params", SlotItem: "item", SlotUnit: "unit", SlotSender: "sender", SlotAdopt: "adopt",
	SlotOutlet: "outlet", SlotTier: "tier", SlotEndorse: "endorse", SlotGrant: "grant", SlotIncident: "incident", SlotCommission: "commission",
	SlotWorth: "worth", SlotValue: "value", SlotPeriod: "period", SlotQuota: "quota", SlotAssigned: "assigned", SlotSum: "sum",
	SlotTotal: "total", SlotCount: "count", SlotGroup: "group", SlotRank: "rank", SlotHistory: "history", SlotBefore: "before",
	SlotWeeks: "weeks", SlotMonths: "months", SlotQuarters: "quarters", SlotHalves: "halves", SlotMembers: "members",
	SlotBest: "best", SlotBelow: "below", SlotRanks: "ranks", SlotSize: "group_size",
	SlotWorst: "worst", SlotGroupTotal: "group_total"}
