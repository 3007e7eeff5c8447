package scheme

import (
	"regexp"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
)

// Scope is where an expression stands: what it may name. Slots has, for each variable of the scope in its order, what
// the engine must fill in; −1 for a define, which package rule works out itself. The programs of a scope are evaluated with
// rule.Vars that go by this order.
type Scope struct {
	Name  string
	Slots []Slot
	env   *rule.Env
	vars  []rule.Var
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
		return rule.Var{Name: "tier", Type: rule.StringType(), Doc: "its tier"}
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
		return rule.Var{Name: "group", Type: rule.StringType(), Doc: "the group"}
	case SlotRank:
		return rule.Var{Name: "rank", Type: rule.NumberType(), Doc: "the rank"}
	}
	return rule.Var{}
}

// variables of each scope; `item` and `sender` are absent where a grant or incident names no item.
var scopeSlots = map[string][]Slot{
	string(ledger.Submit):     {SlotParams, SlotItem, SlotUnit, SlotSender},
	string(ledger.Adopt):      {SlotParams, SlotItem, SlotUnit, SlotSender, SlotAdopt, SlotOutlet, SlotTier},
	string(ledger.Endorse):    {SlotParams, SlotItem, SlotUnit, SlotSender, SlotEndorse},
	string(ledger.Grant):      {SlotParams, SlotItem, SlotUnit, SlotSender, SlotGrant},
	string(ledger.Incident):   {SlotParams, SlotItem, SlotUnit, SlotSender, SlotIncident},
	string(ledger.Commission): {SlotParams, SlotUnit, SlotCommission},
	"tier":                    {SlotParams, SlotItem, SlotUnit, SlotSender, SlotAdopt, SlotOutlet},
	"required":                {SlotParams, SlotUnit, SlotPeriod, SlotAssigned},
	"quota":                   {SlotParams, SlotUnit, SlotPeriod, SlotSum, SlotTotal, SlotCount, SlotQuota},
	"period":                  {SlotParams, SlotUnit, SlotPeriod, SlotSum, SlotTotal, SlotCount},
	"ranking":                 {SlotParams, SlotUnit, SlotPeriod, SlotSum, SlotTotal, SlotCount},
	"honour":                  {SlotParams, SlotUnit, SlotPeriod, SlotSum, SlotTotal, SlotCount, SlotGroup, SlotRank},
	"share":                   {SlotParams, SlotGroup, SlotPeriod},
}

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
	s := &Scope{Name: name}
	add := func(slot Slot, v rule.Var) {
		s.Slots, s.vars = append(s.Slots, slot), append(s.vars, v)
	}
	for _, slot := range scopeSlots[base] {
		v := b.variable(slot)
		if loose := base == string(ledger.Grant) || base == string(ledger.Incident); loose && (slot == SlotItem || slot == SlotSender) {
			v.Optional = true
		}
		add(slot, v)
	}
	if worth {
		add(SlotWorth, b.variable(SlotWorth))
	}
	for i, n := range b.s.Numbers {
		if string(n.Each) == base || n.Each == ledger.Submit && slices.Contains(scopeSlots[base], SlotItem) && base != "tier" {
			add(FirstNumber+Slot(i), rule.Var{Name: n.Name, Type: b.s.Vocabulary.Number.Type(), Doc: n.Title})
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
func (b *builder) newEnv(name string, vars []rule.Var) *rule.Env {
	env, err := rule.NewEnv(rule.Config{Vars: vars, Calendar: b.s.Calendar, Funcs: b.funcs()})
	if err != nil {
		b.errorf(b.root, "scope %s: %v", name, err)
		return nil
	}
	return env
}

// defines compiles into a scope the defines that name only what the scope has, in the order of their references.
func (b *builder) defines(s *Scope) {
	inScope := map[string]bool{}
	for _, v := range s.vars {
		inScope[v.Name] = true
	}
	waiting := slices.Clone(b.defined)
	for progress := true; progress; {
		progress = false
		var ready []rule.Var
		for i := 0; i < len(waiting); i++ {
			d := waiting[i]
			if slices.ContainsFunc(d.names, func(n string) bool { return b.global[n] && !inScope[n] }) {
				continue
			}
			waiting = slices.Delete(waiting, i, i+1)
			i--
			progress = true
			if p := b.compileIn(s.env, d.expr); p != nil {
				ready = append(ready, rule.Var{Name: d.name, Type: p.Type(), Define: p})
			}
			b.defineUsed[d.name] = true
		}
		if len(ready) == 0 {
			continue
		}
		for _, v := range ready {
			inScope[v.Name] = true
			s.vars = append(s.vars, v)
			s.Slots = append(s.Slots, -1)
		}
		if s.env = b.newEnv(s.Name, s.vars); s.env == nil {
			return
		}
	}
}

// define is a named expression and the names in it.
type define struct {
	name  string
	expr  expr
	names []string
}

var (
	quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`)
	nameIn = regexp.MustCompile(`(\.\s*)?[A-Za-z_][A-Za-z0-9_]*`)
)

// namesIn lists the names that stand on their own in an expression; text in quotes and names after a dot are none.
func namesIn(text string) []string {
	var out []string
	for _, m := range nameIn.FindAllString(quoted.ReplaceAllString(text, `""`), -1) {
		if m[0] != '.' {
			out = append(out, m)
		}
	}
	return out
}

// funcs are the functions that the schemes' vocabulary adds to the language.
func (b *builder) funcs() []rule.Func {
	return []rule.Func{{
		Name: "rank", Args: []rule.Type{rule.StringType()}, Result: rule.NumberType(),
		Doc: "rank(tier): the height of a tier, 1 for the lowest; 0 for no tier",
		Call: func(args []rule.Value) (rule.Value, error) {
			name, _ := args[0].AsString()
			for i, t := range b.tierNames {
				if t == name {
					return rule.Int(int64(len(b.tierNames) - i)), nil
				}
			}
			return rule.Int(0), nil
		},
	}}
}
