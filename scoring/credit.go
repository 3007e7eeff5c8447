package scoring

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Change is what step 1 and step 2 give: an amount of an account, or a count of a quota, for a unit, by a rule, dated by
// the entry that caused it or by the end of a period.
type Change struct {
	At       time.Time
	Position int32 // of the entry that caused it; settled for the end of a period
	cause    int32 // of a commission that was settled at the end of a period: its position
	Unit     string
	Item     uint32        // the code of its id in the ledger's columns; 0: none
	lead     bool          // its rule is the one under which the posting of its event stands
	Rule     *scheme.Rule  // nil: a count
	Quota    *scheme.Quota // of a count
	Account  int
	Amount   decimal.Decimal
	Entries  []int32 // the evidence, in recording order
	group    int     // changes of one event and group are one posting
	label    string  // for caps that limit apart by a value of the entry
	note     *note   // how it came about; for an explanation
}

// settled is the position of what no entry caused: it comes after all entries.
const settled = int32(1<<31 - 1)

// Credited is what step 1 gives for a block of cases.
type Credited struct {
	Changes  []Change
	Refusals []Refusal
	Problems []Problem
}

// Credit is step 1, for a block of cases: what each is worth after each of its entries, as changes. It reads the frame and
// the block alone. The error is the context's, or that an expression passed a limit.
func (f *Frame) Credit(ctx context.Context, block []Case) (Credited, error) {
	e := newEvaluator(f)
	var out Credited
	for i := range block {
		if i == 64 { // room for as many of the others
			out.Changes = slices.Grow(out.Changes, len(out.Changes)*len(block)/64)
		}
		if i%64 == 0 && ctx.Err() != nil {
			return Credited{}, ctx.Err()
		}
		e.credit(&block[i], &out)
		if e.failed != nil {
			return Credited{}, e.failed
		}
	}
	return out, nil
}

func (e *evaluator) credit(c *Case, out *Credited) {
	if e.watch != nil {
		e.pool.leave()
	}
	e.pool.reset()
	switch c.kind {
	case itemCase:
		e.creditItem(c, out)
	case commissionCase:
		e.creditCommission(c, out)
	default:
		f, refusal := e.factAt(c.first, 0)
		if refusal != nil {
			out.Refusals = append(out.Refusals, *refusal)
			return
		}
		e.pool.inOrder = append(e.pool.inOrder[:0], f)
		e.creditFacts(e.pool.inOrder, nil, out)
	}
}

// factAt prepares the entry at a position, which is of a unit (by its code) where it names none itself; 0: that of its item.
// A refusal says that it scores nothing, then or later.
func (e *evaluator) factAt(pos int32, unit uint32) (*fact, *Refusal) {
	f := e.read(pos)
	return f, e.begin(f, unit)
}

// begin prepares a fact that has been read; see factAt.
func (e *evaluator) begin(f *fact, unit uint32) *Refusal {
	e.bound = nil
	f.kind, f.order, f.from = f.row.KindCode(), f.at, f.at
	f.mute, f.tier = false, ""
	f.unit, f.outlet, f.record = rule.Value{}, rule.Value{}, rule.Value{}
	if f.names != 0 {
		unit = f.names
	} else if unit == 0 {
		unit = e.unitCode(f.position)
	}
	if f.member = e.memberAt(unit, f.at); f.member == nil {
		return &Refusal{Position: f.position, Code: "off-roster",
			Why: fmt.Sprintf("unit %s is off the roster at %s", e.columns.Text(unit), f.row.Time(columns.FieldAt))}
	}
	f.unit = e.unitOf(f)
	return nil
}

// instantOf is an instant as ledger.Time.Instant gives it.
func (e *evaluator) instantOf(t ledger.Time) time.Time {
	seconds, nano, ok := columns.ZoneOf(e.view).Seconds(t)
	if !ok {
		return time.Time{}
	}
	return instantOf(seconds, nano).In(e.loc())
}

func (e *evaluator) creditItem(c *Case, out *Credited) {
	submit, others := e.read(c.first), e.pool.others[:0]
	e.handedIn = submit.number
	for _, pos := range c.entries { // all before the first is looked at: the machine waits for them together
		others = append(others, e.read(pos))
	}
	e.pool.others = others
	if refusal := e.begin(submit, 0); refusal != nil {
		out.Refusals = append(out.Refusals, *refusal)
		submit.mute = true
	}
	facts := append(e.pool.inOrder[:0], submit)
	e.slots[scheme.SlotItem] = e.itemOfCase(submit, facts).value()
	e.slots[scheme.SlotSender] = rule.Value{}
	if !submit.mute {
		e.slots[scheme.SlotSender] = submit.unit
	}
	if refusal := e.effect(submit, out); refusal != nil {
		out.Refusals = append(out.Refusals, *refusal)
		submit.mute = true
	}
	if e.late(submit) {
		return
	}
	for _, f := range others {
		refusal := e.begin(f, submit.names)
		if refusal == nil {
			refusal = e.prepare(f, out)
		}
		if refusal == nil {
			refusal = e.effect(f, out)
		}
		if ofItem(f.row.Kind()) && f.from.Before(submit.from) {
			f.from = submit.from
		}
		if refusal != nil {
			out.Refusals = append(out.Refusals, *refusal)
			continue
		}
		if !e.late(f) {
			facts = append(facts, f)
		}
	}
	slices.SortStableFunc(facts, func(a, b *fact) int {
		if d := a.from.Compare(b.from); d != 0 {
			return d
		}
		return cmp.Or(before(a == submit, b == submit), a.order.Compare(b.order), cmp.Compare(a.position, b.position))
	})
	e.pool.inOrder = facts
	e.creditFacts(facts, submit, out)
}

// ofItem says whether a kind of entry is about an item alone, and so counts from its submission at the earliest. A grant or
// an incident is a unit's and may name an item that is handed in later.
func ofItem(k ledger.Kind) bool { return k == ledger.Adopt || k == ledger.Endorse }

// before puts the one that is first before the other.
func before(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// late says whether an entry takes effect after the day up to which entries are taken.
func (f *Frame) late(of *fact) bool { return !f.until.IsZero() && of.from.After(f.until) }

// effect finds when an entry takes effect, where the scheme says that this may be later than its own time.
func (e *evaluator) effect(f *fact, out *Credited) *Refusal {
	effect, ok := e.scheme.TakesEffect[f.row.Kind()]
	if !ok || f.mute {
		return nil
	}
	e.about(f)
	v, err := e.eval(effect.Scope, effect.At)
	if err != nil {
		p := e.problem(f, "takes_effect", err)
		out.Problems = append(out.Problems, p)
		return &Refusal{Position: f.position, Code: p.Code, Why: p.Why}
	}
	if t, _, _ := v.AsTime(); t.After(f.order) {
		f.order, f.from = t.In(e.loc()), t.In(e.loc())
	}
	return nil
}

// prepare makes the record of an entry about an item; an adoption is refused where its outlet has no tier.
func (e *evaluator) prepare(f *fact, out *Credited) *Refusal {
	f.record = e.record(f)
	if f.row.Kind() != ledger.Adopt {
		return nil
	}
	f.seen = e.outletOf(&f.row)
	f.outlet = e.scheme.Vocabulary.Outlet.Value(&f.seen)
	if e.scheme.Ladder == nil {
		return nil
	}
	e.about(f)
	name, ok, err := e.scheme.Ladder.OfFunc(func(p *rule.Program) (rule.Value, error) { return e.eval(e.scheme.TierScope, p) })
	switch {
	case err != nil:
		p := e.problem(f, "tiers", err)
		out.Problems = append(out.Problems, p)
		return &Refusal{Position: f.position, Code: p.Code, Why: p.Why}
	case !ok:
		return &Refusal{Position: f.position, Code: "no-tier", Why: e.noTier(&f.row)}
	}
	f.tier = name
	e.bound = nil
	return nil
}

// noTier says why an adoption has no tier. What is near to a name takes time to find, so it is found once a name.
func (e *evaluator) noTier(r *columns.Row) string {
	key := [2]uint32{r.Code(columns.FieldOutlet), r.Code(columns.FieldLevel)}
	why, known := e.tierless[key]
	if !known {
		why = e.whyNoTier(r.Text(columns.FieldOutlet), r.Text(columns.FieldLevel))
		e.tierless[key] = why
	}
	return why
}

func (e *evaluator) whyNoTier(outlet, level string) string {
	if _, listed := e.scheme.Outlets.Find(outlet); listed {
		return fmt.Sprintf("outlet %s is listed, and this adoption matches no tier", outlet)
	}
	why := fmt.Sprintf("outlet %s matches no tier: no list names it", outlet)
	if level != "" {
		return why + fmt.Sprintf(" and no tier takes level %q%s", level, nearest(level, e.scheme.Ladder.Names()))
	}
	if near, ok := e.scheme.Outlets.Nearest(outlet); ok {
		return why + fmt.Sprintf(" and it has no level; did you mean %s?", near)
	}
	return why + " and it has no level"
}

// about lets expressions in the scope of an entry name it, but for the item, and what is in force at it.
func (e *evaluator) about(f *fact) {
	if e.bound != f {
		e.dated(f.at)
		e.bindFact(f)
		e.bound = f
	}
}

// bindFact sets what expressions in the scope of an entry may name, but for the item.
func (e *evaluator) bindFact(f *fact) {
	e.slots[scheme.SlotUnit] = f.unit
	switch f.row.Kind() {
	case ledger.Adopt:
		e.slots[scheme.SlotAdopt], e.slots[scheme.SlotOutlet], e.slots[scheme.SlotTier] = f.record, f.outlet, rule.String(f.tier)
	case ledger.Endorse:
		e.slots[scheme.SlotEndorse] = f.record
	case ledger.Grant:
		e.slots[scheme.SlotGrant] = f.record
	case ledger.Incident:
		e.slots[scheme.SlotIncident] = f.record
	}
	for i := range e.scheme.Numbers {
		pos := f.position
		if n := &e.scheme.Numbers[i]; n.Each == ledger.Submit && f.row.Kind() != ledger.Submit {
			if first, ok := e.submission(f.row.Code(columns.FieldItem)); ok {
				pos = first
			}
		}
		if i < len(e.numbers) {
			e.slots[scheme.FirstNumber+scheme.Slot(i)] = e.numberValue(i, pos, f.at)
		}
	}
}

// creditFacts lets the facts of one case take effect one after the other, and gives the changes of what it is worth. Submit
// is the submission among them; nil: they are about no item. Before it takes effect there is no item to look at.
func (e *evaluator) creditFacts(facts []*fact, submit *fact, out *Credited) {
	all, counts := e.pool.all[:0], e.pool.counts[:0]
	e.pool.worth.begin()
	e.slots[scheme.SlotItem], e.slots[scheme.SlotSender] = rule.Value{}, rule.Value{}
	if submit == nil {
		facts[0].record = e.record(facts[0])
		if refusal := e.effect(facts[0], out); refusal != nil {
			out.Refusals = append(out.Refusals, *refusal)
			return
		}
		if e.late(facts[0]) {
			return
		}
	}
	var item *itemView
	for k, now := range facts {
		if now == submit || item != nil && e.watch != nil { // notes may keep it as it is now
			item = e.itemOfCase(submit, nil)
			e.slots[scheme.SlotItem] = item.value()
		}
		if item != nil {
			item.facts = facts[:k+1]
		}
		if now == submit && !submit.mute {
			e.slots[scheme.SlotSender] = submit.unit
		}
		e.inEffect = facts[:k+1]
		all = e.newCandidates(all, now)
		counts = e.newTallies(counts, now)
		anew := false
		for _, c := range all {
			if c.fact == now || now == submit || c.credit.Evolves && e.sightOf(c.credit).all.has(now.kind) {
				e.evaluate(c)
				anew = true
			}
		}
		for _, c := range counts {
			if c.fact == now || now == submit || e.counting(c.quota).has(now.kind) {
				out.Changes = e.recount(out.Changes, c, now)
			}
		}
		if anew {
			out.Changes = e.become(out.Changes, all, now)
		}
	}
	e.pool.all, e.pool.counts = all, counts
	for _, c := range all {
		out.Refusals = append(out.Refusals, c.refusals...)
		out.Problems = append(out.Problems, c.problems...)
	}
	for _, c := range counts {
		if c.problem != nil {
			out.Problems = append(out.Problems, *c.problem)
		}
	}
	e.untaken(facts, out)
	if e.watch != nil {
		e.watch.candidates = append(e.watch.candidates, all...)
		e.watch.tallies = append(e.watch.tallies, counts...)
	}
}

// untaken reports grants that no rule of the scheme takes.
func (e *evaluator) untaken(facts []*fact, out *Credited) {
	for _, f := range facts {
		if f.row.Kind() != ledger.Grant || f.mute {
			continue
		}
		var names []string
		taken, asked := false, f.row.Text(columns.FieldRule)
		for _, c := range e.scheme.Credits {
			if c.Each == ledger.Grant {
				names = append(names, c.Name)
				taken = taken || c.Name == asked
				if c.Name == asked && !c.InForce(f.at) {
					out.Refusals = append(out.Refusals, Refusal{Position: f.position, Code: "no-rule", Why: fmt.Sprintf("rule %q is not in force at %s", c.Name, f.row.Time(columns.FieldAt))})
				}
			}
		}
		switch {
		case len(names) == 0:
			out.Refusals = append(out.Refusals, Refusal{Position: f.position, Code: "no-rule", Why: "the scheme has no rule for grants"})
		case asked == "":
			out.Refusals = append(out.Refusals, Refusal{Position: f.position, Code: "no-rule", Why: fmt.Sprintf("the grant names no rule; expected one of %v", names)})
		case !taken:
			out.Refusals = append(out.Refusals, Refusal{Position: f.position, Code: "no-rule",
				Why: fmt.Sprintf("no rule %q of the scheme takes grants%s", asked, nearest(asked, names))})
		}
	}
}
