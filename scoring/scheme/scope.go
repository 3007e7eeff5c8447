package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/tier"
)

// Scope is where an expression stands: what it may name. Slots has, for each variable of the scope in its order, what
// the engine must fill in; −1 for a define, which package rule works out itself. The programs of a scope are evaluated
// with rule.Vars that go by this order.
type Scope struct {
	Name     string
	Slots    []Slot
	Programs []*rule.Program // all expressions that stand there, but for defines, in the order of their reading
	env      *rule.Env
	vars     []rule.Var
	funcs    []rule.Func     // the defines that have arguments
	reads    map[string]bool // the variables that some expression of the scope reads
}

// note keeps a program of the scope.
func (s *Scope) note(p *rule.Program) {
	s.Programs = append(s.Programs, p)
	for _, r := range p.Reads() {
		s.reads[r.Path[0].Name] = true
	}
}

// names lists what an expression may name there.
func (s *Scope) names() []string {
	out := make([]string, len(s.vars))
	for i, v := range s.vars {
		out[i] = v.Name
	}
	return out
}

// variables of the house, by slot; numbers are added by name.
func (b *builder) variable(slot Slot) rule.Var {
	v := b.s.Vocabulary
	record := func(name string, r *rule.Record, doc string) rule.Var {
		return rule.Var{Name: name, Type: r.Type(), Doc: doc}
	}
	amounts := func(name string, keys []string, doc string) rule.Var {
		return rule.Var{Name: name, Type: rule.MapType(rule.NumberType()), Keys: keys, Doc: doc}
	}
	switch slot {
	case SlotParams:
		p := record("params", v.Params, "the parameters")
		p.Const = true
		return p
	case SlotItem:
		return record("item", v.Item, "the item")
	case SlotUnit:
		return record("unit", v.Unit, "the unit")
	case SlotSender:
		return record("sender", v.Unit, "the unit that handed the item in")
	case SlotAdopt:
		return record("adopt", v.Adopt, "the adoption")
	case SlotOutlet:
		return record("outlet", v.Outlet, "its outlet")
	case SlotTier:
		return rule.Var{Name: "tier", Type: rule.StringType(), OneOf: b.tierNames, Doc: "its tier"}
	case SlotEndorse:
		return record("endorse", v.Endorse, "the endorsement")
	case SlotGrant:
		return record("grant", v.Grant, "the grant")
	case SlotIncident:
		return record("incident", v.Incident, "the incident")
	case SlotCommission:
		return record("commission", v.Commission, "the commission")
	case SlotWorth:
		return rule.Var{Name: "worth", Type: rule.NumberType(), Doc: "the candidate's worth"}
	case SlotPeriod:
		return record("period", v.Period, "the period")
	case SlotQuota:
		return record("quota", v.Quota, "the quota's figures")
	case SlotAssigned:
		return rule.Var{Name: "assigned", Type: rule.NumberType(), Optional: true, Doc: "the figure that was assigned"}
	case SlotSum:
		return amounts("sum", b.ruleNames, "amounts in the period by rule")
	case SlotTotal:
		return amounts("total", b.s.accountNames(), "amounts in the period by account")
	case SlotCount:
		return amounts("count", b.quotaNames, "done in the period by quota")
	case SlotGroup:
		return rule.Var{Name: "group", Type: rule.StringType(), OneOf: b.groupNames, Doc: "the group"}
	case SlotRank:
		return rule.Var{Name: "rank", Type: rule.NumberType(), Doc: "the rank"}
	case SlotHistory:
		return rule.Var{Name: "history", Type: rule.ListType(v.Row.Type()),
			Doc: "the unit's earlier periods of the same kind, the latest first"}
	case SlotBefore:
		return rule.Var{Name: "before", Type: v.Row.Type(), Optional: true, Doc: "the latest of them"}
	case SlotDays, SlotWeeks, SlotMonths, SlotQuarters, SlotHalves, SlotYears:
		return rule.Var{Name: slotNames[slot], Type: rule.ListType(v.Row.Type()),
			Doc: "the " + slotNames[slot] + " inside the period, in order"}
	case SlotMembers:
		return rule.Var{Name: "members", Type: rule.NumberType(), Doc: "how many units belong to the unit"}
	case SlotBest:
		return amounts("best", b.s.accountNames(), "the best of the group by account")
	case SlotBelow:
		return amounts("below", b.s.accountNames(), "what the units that belong to the unit have, by account")
	case SlotWorst:
		return amounts("worst", b.s.accountNames(), "the worst of the group by account")
	case SlotGroupTotal:
		return amounts("group_total", b.s.accountNames(), "what the units of the group have together, by account")
	case SlotGroupTotals:
		return rule.Var{Name: "group_totals", Type: rule.MapType(rule.ListType(rule.NumberType())),
			Keys: b.s.accountNames(), Doc: "what each unit of the group has, by account, the highest first"}
	case SlotRanks:
		return amounts("ranks", b.rankingNames, "the unit's ranks by ranking; 0 where it has none")
	case SlotStanding:
		return record("standing", v.Standing, "what the unit has, did and owes in the period")
	case SlotAbove:
		above := record("above", v.Standing, "the same of the unit to which it belongs")
		above.Optional = true
		return above
	case SlotUnder:
		return rule.Var{Name: "under", Type: rule.ListType(v.Standing.Type()),
			Doc: "the same of the units that belong to it"}
	case SlotGrade:
		return rule.Var{Name: slotNames[slot], Type: rule.MapType(rule.StringType()), Keys: b.grades,
			OneOf: b.bandNames, Doc: "the grades of the unit in the period"}
	case SlotResult:
		return rule.Var{Name: slotNames[slot], Type: rule.MapType(rule.BoolType()), Keys: b.results,
			Doc: "the results of the unit in the period"}
	case SlotLimit:
		return amounts(slotNames[slot], b.honourNames,
			"the amount of the last who has the honour in the unit's group, by honour")
	case SlotSize:
		return rule.Var{Name: "group_size", Type: rule.NumberType(), Doc: "how many units are in the group"}
	}
	return rule.Var{}
}

// rowKeys says what the figures of a row (`before`, an element of `history`, `months` …) and of a standing are named
// by: only a quota that is owed has required, missing and extra.
func (b *builder) rowKeys() {
	keys := map[string][]string{"sum": b.ruleNames, "total": b.s.accountNames(), "count": b.quotaNames,
		"required": b.owedNames, "missing": b.owedNames, "extra": b.owedNames}
	keys["done"], keys[slotNames[SlotGrade]] = b.quotaNames, b.grades
	keys[slotNames[SlotResult]] = b.results
	for _, record := range []*rule.Record{b.s.Vocabulary.Row, b.s.Vocabulary.Standing} {
		for i := range record.Fields {
			record.Fields[i].Keys = keys[record.Fields[i].Name]
			if record.Fields[i].Name == slotNames[SlotGrade] {
				record.Fields[i].OneOf = b.bandNames
			}
		}
	}
}

// variables of each scope; `item` and `sender` are absent where a grant or incident names no item.
var scopeSlots = map[string][]Slot{
	string(ledger.Submit):     {SlotParams, SlotItem, SlotUnit, SlotSender},
	string(ledger.Adopt):      {SlotParams, SlotItem, SlotUnit, SlotSender, SlotAdopt, SlotOutlet, SlotTier},
	string(ledger.Endorse):    {SlotParams, SlotItem, SlotUnit, SlotSender, SlotEndorse},
	string(ledger.Grant):      {SlotParams, SlotItem, SlotUnit, SlotSender, SlotGrant},
	string(ledger.Incident):   {SlotParams, SlotItem, SlotUnit, SlotSender, SlotIncident},
	string(ledger.Commission): {SlotParams, SlotUnit, SlotCommission},
	"covers":                  {SlotParams, SlotItem},
	"own":                     {SlotUnit},
	"tier":                    {SlotParams, SlotItem, SlotUnit, SlotSender, SlotAdopt, SlotOutlet},
	"required":                append(slices.Clone(settleSlots), SlotAssigned),
	"quota":                   slices.Concat(settleSlots, sumSlots, []Slot{SlotQuota}, standingSlots),
	"period":                  slices.Concat(settleSlots, sumSlots, standingSlots),
	"cap":                     slices.Concat(settleSlots, sumSlots),
	"ranking":                 slices.Concat(settleSlots, sumSlots, standingSlots),
	"derived":                 slices.Concat(settleSlots, sumSlots, groupSlots, belowSlots, standingSlots),
	"group":                   append([]Slot{SlotParams, SlotPeriod}, groupSlots...),
	"honour": slices.Concat(settleSlots, sumSlots, groupSlots, []Slot{SlotRank, SlotLimit}, outcomeSlots,
		standingSlots),
	"grade":   slices.Concat(settleSlots, sumSlots, standingSlots),
	"result":  slices.Concat(settleSlots, sumSlots, []Slot{SlotGrade}, standingSlots),
	"account": {SlotParams, SlotUnit, SlotPeriod, SlotMembers, SlotCount},
}

// settleSlots are the variables of all that looks at a unit in a period.
var settleSlots = []Slot{SlotParams, SlotUnit, SlotPeriod, SlotMembers, SlotHistory, SlotBefore, SlotDays, SlotWeeks,
	SlotMonths, SlotQuarters, SlotHalves, SlotYears}

// sumSlots are the variables of what has been given and counted in the period.
var sumSlots = []Slot{SlotSum, SlotTotal, SlotCount}

// groupSlots are the variables of what a group as a whole has when all units are settled in the period.
var groupSlots = []Slot{SlotGroup, SlotSize, SlotBest, SlotWorst, SlotGroupTotal, SlotGroupTotals}

// belowSlots are the variables of what a derived amount asks of other units besides.
var belowSlots = []Slot{SlotBelow, SlotRanks}

// standingSlots are the variables of what is known when all units are settled in the period.
var standingSlots = []Slot{SlotStanding, SlotAbove, SlotUnder}

// withWorth is the scope of a collapse's expressions: that of the entry, and the candidate's worth.
func withWorth(kind string) string { return kind + " with worth" }

// scope returns the scope of that name, made at the first use: the variables that are always there, the numbers of the
// same kind of entry, and those defines that name nothing else.
func (b *builder) scope(name string) *Scope {
	if s, ok := b.scopes[name]; ok {
		return s
	}
	base, worth := name, false
	if cut := len(name) - len(" with worth"); cut > 0 && name[cut:] == " with worth" {
		base, worth = name[:cut], true
	}
	s := &Scope{Name: name, reads: map[string]bool{}}
	add := func(slot Slot, v rule.Var) {
		s.Slots, s.vars = append(s.Slots, slot), append(s.vars, v)
	}
	for _, slot := range scopeSlots[base] {
		if slices.Contains(b.hidden, slot) {
			continue
		}
		v := b.variable(slot)
		if loose := base == string(ledger.Grant) ||
			base == string(ledger.Incident); loose && (slot == SlotItem || slot == SlotSender) {
			v.Optional = true
		}
		add(slot, v)
	}
	if worth {
		add(SlotWorth, b.variable(SlotWorth))
	}
	for i, n := range b.s.Numbers {
		if slices.Contains(eachKinds, base) {
			add(FirstNumber+Slot(i), rule.Var{Name: n.Name, Type: b.s.Vocabulary.Number.Type(), Doc: n.Title})
		}
	}
	for i, n := range b.s.Balances {
		if slices.Contains(eachKinds, base) {
			add(b.s.BalanceSlot(i), rule.Var{Name: n.Name, Type: rule.NumberType(), Doc: n.Title})
		}
	}
	b.scopes[name] = s
	s.env = b.newEnv(name, s.vars)
	if s.env == nil {
		return s
	}
	b.defines(s)
	return s
}

// newEnv makes an environment of variables with the scheme's functions; nil after an error of ours.
func (b *builder) newEnv(name string, vars []rule.Var, defined ...rule.Func) *rule.Env {
	env, err := rule.NewEnv(rule.Config{Vars: vars, Calendar: b.s.Calendar, Funcs: append(b.funcs(), defined...),
		Budget: &b.budget})
	if err != nil {
		b.Report(b.root, reason.New("scheme.scope", "scope {scope}: {wrong}", name, err))
		return nil
	}
	return env
}

// funcs are the functions that the schemes' vocabulary adds to the language.
func (b *builder) funcs() []rule.Func {
	return []rule.Func{{
		Name: "rank", Args: []rule.Type{rule.StringType()}, Result: rule.NumberType(), OneOf: b.tierNames,
		Doc: "rank(tier): the height of a tier, 1 for the lowest; 0 for no tier",
		Call: func(args []rule.Value) (rule.Value, error) {
			name, _ := args[0].AsString()
			return rule.Int(b.tierHeights[name]), nil
		},
	}, {
		Name: "outletName", Args: []rule.Type{rule.StringType()}, Result: rule.StringType(),
		Doc: "outletName(text): what outlet.name is of an outlet that is written so: " +
			"the listed name, else without 《》, quotes and spaces",
		Call: func(args []rule.Value) (rule.Value, error) {
			name, _ := args[0].AsString()
			if b.s.Outlets != nil {
				if listed, ok := b.s.Outlets.Find(name); ok {
					return rule.String(listed.Name), nil
				}
			}
			return rule.String(tier.Normalise(name)), nil
		},
	}}
}
