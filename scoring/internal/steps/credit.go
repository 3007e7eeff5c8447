package steps

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
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
	Group    int     // changes of one event and group are one posting
	label    string  // for caps that limit apart by a value of the entry
	Note     any     // how it came about; an observer of the steps may put it there
}

// NoEntry is the position of what no entry caused: it comes after all entries.
const NoEntry = int32(1<<31 - 1)

// Credited is what step 1 gives for a block of cases.
type Credited struct {
	Changes  []Change
	Refusals []frame.Refusal
	Problems []frame.Problem
}

// Credit is step 1, for a block of cases: what each is worth after each of its entries, as changes. It reads the frame and
// the block alone. The error is the context's, or that an expression passed a limit.
func Credit(ctx context.Context, f *frame.Frame, block []frame.Case) (Credited, error) {
	e := NewRunner(f)
	var out Credited
	for i := range block {
		if i == 64 { // room for as many of the others
			out.Changes = slices.Grow(out.Changes, len(out.Changes)*len(block)/64)
		}
		if i%64 == 0 && ctx.Err() != nil {
			return Credited{}, ctx.Err()
		}
		e.Credit(&block[i], &out)
		if e.Failed != nil {
			return Credited{}, e.Failed
		}
	}
	return out, nil
}

// Credit is step 1 for one case; what it gives is added to out.
func (e *Runner) Credit(c *frame.Case, out *Credited) {
	if e.Traced() {
		e.Pool.release()
	}
	e.Pool.Reset()
	switch c.Kind {
	case frame.ItemCase:
		e.creditItem(c, out)
	case frame.CommissionCase:
		e.creditCommission(c, out)
	default:
		f, refusal := e.factAt(c.First, 0)
		if refusal != nil {
			out.Refusals = append(out.Refusals, *refusal)
			return
		}
		e.Pool.inOrder = append(e.Pool.inOrder[:0], f)
		e.creditFacts(e.Pool.inOrder, nil, out)
	}
}

// factAt prepares the entry at a position, which is of a unit (by its code) where it names none itself; 0: that of its item.
// A refusal says that it scores nothing, then or later.
func (e *Runner) factAt(pos int32, unit uint32) (*frame.Fact, *frame.Refusal) {
	f := e.read(pos)
	return f, e.begin(f, unit)
}

// begin prepares a fact that has been read; see factAt.
func (e *Runner) begin(f *frame.Fact, unit uint32) *frame.Refusal {
	e.Bound = nil
	f.Kind, f.Order, f.From = f.Row.KindCode(), f.At, f.At
	f.StateOnly, f.Tier = false, ""
	f.UnitRecord, f.Outlet, f.Record = rule.Value{}, rule.Value{}, rule.Value{}
	if f.Unit != 0 {
		unit = f.Unit
	} else if unit == 0 {
		unit = e.Frame.UnitCode(f.Position)
	}
	if f.Member = e.Frame.MemberAt(unit, f.At); f.Member == nil {
		return &frame.Refusal{Position: f.Position, Code: "off-roster",
			Reason: frame.OffRoster(e.Frame.Columns.Text(unit), f.Row.Time(columns.FieldAt))}
	}
	f.UnitRecord = e.UnitOf(f)
	return nil
}

func (e *Runner) creditItem(c *frame.Case, out *Credited) {
	submit, others := e.read(c.First), e.Pool.others[:0]
	e.Submission = submit
	for _, pos := range c.Entries { // all before the first is looked at: the machine waits for them together
		others = append(others, e.read(pos))
	}
	e.Pool.others = others
	if refusal := e.begin(submit, 0); refusal != nil {
		out.Refusals = append(out.Refusals, *refusal)
		submit.StateOnly = true
	}
	facts := append(e.Pool.inOrder[:0], submit)
	e.Slots[scheme.SlotItem] = e.itemOfCase(submit, facts).Value()
	e.Slots[scheme.SlotSender] = rule.Value{}
	if !submit.StateOnly {
		e.Slots[scheme.SlotSender] = submit.UnitRecord
	}
	if refusal := e.effect(submit, out); refusal != nil {
		out.Refusals = append(out.Refusals, *refusal)
		submit.StateOnly = true
	}
	if e.Frame.Late(submit) {
		return
	}
	for _, f := range others {
		refusal := e.begin(f, submit.Unit)
		if refusal == nil {
			refusal = e.prepare(f, out)
		}
		if refusal == nil {
			refusal = e.effect(f, out)
		}
		if frame.AboutItem(f.Row.Kind()) && f.From.Before(submit.From) {
			f.From = submit.From
		}
		if refusal != nil {
			out.Refusals = append(out.Refusals, *refusal)
			continue
		}
		if !e.Frame.Late(f) {
			facts = append(facts, f)
		}
	}
	slices.SortStableFunc(facts, func(a, b *frame.Fact) int {
		if d := a.From.Compare(b.From); d != 0 {
			return d
		}
		return cmp.Or(frame.CompareFirst(a == submit, b == submit), a.Order.Compare(b.Order), cmp.Compare(a.Position, b.Position))
	})
	e.Pool.inOrder = facts
	e.creditFacts(facts, submit, out)
}

// effect finds when an entry takes effect, where the scheme says that this may be later than its own time.
func (e *Runner) effect(f *frame.Fact, out *Credited) *frame.Refusal {
	effect, ok := e.Frame.Scheme.TakesEffect[f.Row.Kind()]
	if !ok || f.StateOnly {
		return nil
	}
	e.Bind(f)
	v, err := e.Eval(effect.Scope, effect.At)
	if err != nil {
		p := e.Problem(f, "takes_effect", err)
		out.Problems = append(out.Problems, p)
		return &frame.Refusal{Position: f.Position, Code: p.Code, Reason: p.Reason}
	}
	if t, _, _ := v.AsTime(); t.After(f.Order) {
		f.Order, f.From = t.In(e.Frame.Loc()), t.In(e.Frame.Loc())
	}
	return nil
}

// prepare makes the record of an entry about an item; an adoption is refused where its outlet has no tier.
func (e *Runner) prepare(f *frame.Fact, out *Credited) *frame.Refusal {
	f.Record = e.Record(f)
	if f.Row.Kind() != ledger.Adopt {
		return nil
	}
	f.OutletView = e.OutletOf(&f.Row)
	f.Outlet = e.Frame.Scheme.Vocabulary.Outlet.Value(&f.OutletView)
	if e.Frame.Scheme.Ladder == nil {
		return nil
	}
	e.Bind(f)
	name, ok, err := e.Frame.Scheme.Ladder.OfFunc(func(p *rule.Program) (rule.Value, error) { return e.Eval(e.Frame.Scheme.TierScope, p) })
	switch {
	case err != nil:
		p := e.Problem(f, "tiers", err)
		out.Problems = append(out.Problems, p)
		return &frame.Refusal{Position: f.Position, Code: p.Code, Reason: p.Reason}
	case !ok:
		return &frame.Refusal{Position: f.Position, Code: "no-tier", Reason: e.noTier(&f.Row)}
	}
	f.Tier = name
	e.Bound = nil
	return nil
}

// noTier says why an adoption has no tier. What is near to a name takes time to find, so it is found once a name.
func (e *Runner) noTier(r *columns.Row) reason.Reason {
	key := [2]uint32{r.Code(columns.FieldOutlet), r.Code(columns.FieldLevel)}
	why, known := e.tierless[key]
	if !known {
		why = e.whyNoTier(r.Text(columns.FieldOutlet), r.Text(columns.FieldLevel))
		e.tierless[key] = why
	}
	return why
}

func (e *Runner) whyNoTier(outlet, level string) reason.Reason {
	if _, listed := e.Frame.Scheme.Outlets.Find(outlet); listed {
		return reason.New("no-tier.listed", "outlet {outlet} is listed, and this adoption matches no tier", outlet)
	}
	if level != "" {
		return reason.New("no-tier.level", "outlet {outlet} matches no tier: no list names it and no tier takes level {level:q}{near}",
			outlet, level, frame.Nearest(level, e.Frame.Scheme.Ladder.Names()))
	}
	if near, ok := e.Frame.Scheme.Outlets.Nearest(outlet); ok {
		return reason.New("no-tier.near", "outlet {outlet} matches no tier: no list names it and it has no level; did you mean {near}?", outlet, near)
	}
	return reason.New("no-tier.unknown", "outlet {outlet} matches no tier: no list names it and it has no level", outlet)
}

// creditFacts lets the facts of one case take effect one after the other, and gives the changes of what it is worth. Submit
// is the submission among them; nil: they are about no item. Before it takes effect there is no item to look at.
func (e *Runner) creditFacts(facts []*frame.Fact, submit *frame.Fact, out *Credited) {
	all, counts := e.Pool.all[:0], e.Pool.counts[:0]
	e.Pool.worth.begin()
	e.Slots[scheme.SlotItem], e.Slots[scheme.SlotSender] = rule.Value{}, rule.Value{}
	if submit == nil {
		facts[0].Record = e.Record(facts[0])
		if refusal := e.effect(facts[0], out); refusal != nil {
			out.Refusals = append(out.Refusals, *refusal)
			return
		}
		if e.Frame.Late(facts[0]) {
			return
		}
	}
	var item *frame.ItemView
	for k, now := range facts {
		if now == submit || item != nil && e.Traced() { // notes may keep it as it is now
			item = e.itemOfCase(submit, nil)
			e.Slots[scheme.SlotItem] = item.Value()
		}
		if item != nil {
			item.Facts = facts[:k+1]
		}
		if now == submit && !submit.StateOnly {
			e.Slots[scheme.SlotSender] = submit.UnitRecord
		}
		e.InEffect = facts[:k+1]
		all = e.newCandidates(all, now)
		counts = e.newTallies(counts, now)
		anew := false
		for _, c := range all {
			if c.Fact == now || now == submit || c.Credit.Evolves && e.lookupsOf(c.Credit).all.has(now.Kind) {
				e.evaluate(c)
				anew = true
			}
		}
		for _, c := range counts {
			if c.Fact == now || now == submit || e.counting(c.Quota).has(now.Kind) {
				out.Changes = e.recount(out.Changes, c, now)
			}
		}
		if anew {
			out.Changes = e.revalue(out.Changes, all, now)
		}
	}
	e.Pool.all, e.Pool.counts = all, counts
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
	if e.observer != nil {
		e.observer.Cased(all, counts)
	}
}

// untaken reports grants that no rule of the scheme takes.
func (e *Runner) untaken(facts []*frame.Fact, out *Credited) {
	for _, f := range facts {
		if f.Row.Kind() != ledger.Grant || f.StateOnly {
			continue
		}
		var names []string
		taken, asked := false, f.Row.Text(columns.FieldRule)
		for _, c := range e.Frame.Scheme.Credits {
			if c.Each == ledger.Grant {
				names = append(names, c.Name)
				taken = taken || c.Name == asked
				if c.Name == asked && !c.InForce(f.At) {
					out.Refusals = append(out.Refusals, frame.Refusal{Position: f.Position, Code: "no-rule", Reason: reason.New("no-rule.not-in-force", "rule {rule:q} is not in force at {at}", c.Name, f.Row.Time(columns.FieldAt).String())})
				}
			}
		}
		switch {
		case len(names) == 0:
			out.Refusals = append(out.Refusals, frame.Refusal{Position: f.Position, Code: "no-rule", Reason: reason.New("no-rule.no-grants", "the scheme has no rule for grants")})
		case asked == "":
			out.Refusals = append(out.Refusals, frame.Refusal{Position: f.Position, Code: "no-rule", Reason: reason.New("no-rule.unnamed", "the grant names no rule; expected one of [{rules}]", reason.Words(names))})
		case !taken:
			out.Refusals = append(out.Refusals, frame.Refusal{Position: f.Position, Code: "no-rule",
				Reason: reason.New("no-rule.unknown", "no rule {rule:q} of the scheme takes grants{near}", asked, frame.Nearest(asked, names))})
		}
	}
}
