package scoring

import (
	"context"
	"fmt"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/spelling"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Query says what is asked about: a unit, an item, or an entry; one of them.
type Query struct{ Unit, Item, Entry string }

// Explanation answers why a unit, an item or an entry has its points in the period shown, or has none.
type Explanation struct {
	Book   *Scorebook // the score it is part of
	Query  Query
	Points []Point  // in the order of the postings
	Silent []Silent // entries about it that gave nothing, in recording order
}

// Point is a posting and how it came about.
type Point struct {
	Posting
	Sources []Source  // the entries that count now, each by its rule; empty for a settlement
	Beaten  []Beaten  // entries that count no longer or never did, and by which clause
	Values  []Value   // what the rule's expressions read
	Quota   *QuotaRow // of a settlement on a quota: its figures
}

// Source is an entry that counts: its standard, the bonuses on it and what both make.
type Source struct {
	Entry, Rule, Clause, Title string
	Standard, Worth            string
	Bonuses                    []*scheme.Bonus
	Share                      string // as 3/5, where several receive
}

// Beaten is an entry that a collapse left out.
type Beaten struct {
	Entry, Rule, Worth string
	By                 *scheme.Collapse
}

// Value is a value that an expression read.
type Value struct{ Path, Value string }

// Explain scores as Score does and says how the points of a unit, an item or an entry came about. The steps are those of
// Score, on the cases and the unit in question. The error is Score's, or that the query names nothing in the ledger.
func Explain(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options, q Query) (*Explanation, error) {
	f, err := newFrame(ctx, s, l, o)
	if err != nil {
		return nil, err
	}
	if err := f.known(q); err != nil {
		return nil, err
	}
	if !f.summable() {
		return f.explainInFull(ctx, q)
	}
	e, err := f.engine(ctx, s)
	if err != nil {
		return nil, err
	}
	return e.Explain(ctx, q)
}

// explainInFull scores with every change by itself.
func (f *Frame) explainInFull(ctx context.Context, q Query) (*Explanation, error) {
	credited, err := f.creditAll(ctx, f.Cases(), f.newProgress())
	if err != nil {
		return nil, err
	}
	w, err := f.traceCases(ctx, credited, q)
	if err != nil {
		return nil, err
	}
	byUnit := f.ByUnit(credited...)
	settled, err := f.settleAll(ctx, byUnit)
	if err != nil {
		return nil, err
	}
	if q.Item == "" && q.Entry == "" {
		f.traceUnit(q.Unit, byUnit, settled)
	}
	e := newEvaluator(f)
	e.watch = &watch{}
	ranked, err := e.rankAll(settled, nil)
	if err != nil {
		return nil, err
	}
	x := &Explanation{Book: f.Book(credited, settled, ranked), Query: q}
	postings := x.Book.Postings()
	all := make([]int32, f.ledger.Len())
	for pos := range all {
		all[pos] = int32(pos)
	}
	x.Points, x.Silent = f.points(postings, q), f.silent(all, x.Book.Unscored(), postings, w, q)
	return x, nil
}

// points are the postings that belong to the answer.
func (f *Frame) points(postings []Posting, q Query) []Point {
	var out []Point
	for _, p := range postings {
		if f.asked(q, &p) {
			out = append(out, f.point(p))
		}
	}
	return out
}

// known refuses a query for what the ledger does not have, with the nearest name.
func (f *Frame) known(q Query) error {
	set := 0
	for _, s := range []string{q.Unit, q.Item, q.Entry} {
		if s != "" {
			set++
		}
	}
	if set != 1 {
		return fmt.Errorf("found %d of unit, item and entry; expected one", set)
	}
	var what, name string
	var names []string
	switch {
	case q.Unit != "":
		what, name, names = "unit", q.Unit, f.roster.Units()
	case q.Entry != "":
		if _, ok := f.ledger.Find(q.Entry); ok {
			return nil
		}
		what, name = "entry", q.Entry
		for _, e := range f.ledger.All() {
			names = append(names, e.ID)
		}
	default:
		if code, ok := f.columns.CodeOf(q.Item); ok {
			if _, ok := f.item(code); ok {
				return nil
			}
		}
		what, name = "item", q.Item
		for _, e := range f.ledger.All() {
			if e.Kind == ledger.Submit {
				names = append(names, e.Item)
			}
		}
	}
	if slices.Contains(names, name) {
		return nil
	}
	if near, ok := spelling.Nearest(name, names); ok {
		return fmt.Errorf("the ledger has no %s %q; did you mean %q?", what, name, near)
	}
	return fmt.Errorf("the ledger has no %s %q", what, name)
}

// concerns returns what says whether an entry is about what is asked.
func (f *Frame) concerns(q Query) func(pos int32) bool {
	c := f.columns
	switch {
	case q.Entry != "":
		at, _ := f.ledger.Find(q.Entry)
		return func(pos int32) bool { return int(pos) == at }
	case q.Item != "":
		item, _ := c.CodeOf(q.Item)
		return func(pos int32) bool { return c.Code(int(pos), columns.FieldItem) == item }
	}
	unit, ok := c.CodeOf(q.Unit)
	return func(pos int32) bool { return ok && f.unitCode(pos) == unit }
}

// unitCode is the code of the unit that an entry names, or that of its item's submission; 0: none.
func (f *Frame) unitCode(pos int32) uint32 {
	if of := f.code(pos, columns.FieldUnit); of != 0 {
		return of
	}
	submit, ok := f.submission(f.code(pos, columns.FieldItem))
	if !ok {
		return 0
	}
	return f.code(submit, columns.FieldUnit)
}

// traceCases runs step 1 again, watched, on the cases that are asked about, and puts its notes on the changes.
func (f *Frame) traceCases(ctx context.Context, blocks []Credited, q Query) (*watch, error) {
	touched := map[int32]bool{}
	for _, b := range blocks {
		for _, c := range b.Changes {
			if q.Unit != "" && c.Unit == q.Unit {
				for _, pos := range c.Entries {
					touched[pos] = true
				}
			}
		}
	}
	var places []int32
	concerns, cases := f.concerns(q), f.Cases()
	about := func(pos int32) bool { return touched[pos] || concerns(pos) }
	for i := range cases {
		if c := &cases[i]; about(c.first) || slices.ContainsFunc(c.entries, about) {
			places = append(places, int32(i))
		}
	}
	again, w, err := f.watched(ctx, places)
	if err != nil {
		return nil, err
	}
	for _, b := range blocks {
		again.noteOn(b.Changes)
	}
	return w, nil
}

// watched runs step 1 on some cases, watched.
func (f *Frame) watched(ctx context.Context, places []int32) (Credited, *watch, error) {
	blocks := slices.Collect(slices.Chunk(places, len(places)/f.workers()+1))
	parts, watches := make([]Credited, len(blocks)), make([]watch, len(blocks))
	err := f.inBlocks(ctx, len(blocks), func(ctx context.Context, i int) error {
		e := newEvaluator(f)
		e.watch = &watches[i]
		for _, place := range blocks[i] {
			of := f.caseAt(place)
			if e.credit(&of, &parts[i]); e.failed != nil {
				return e.failed
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		return nil
	})
	var out Credited
	w := &watch{}
	for i := range parts {
		out.Changes, out.Refusals = append(out.Changes, parts[i].Changes...), append(out.Refusals, parts[i].Refusals...)
		w.candidates, w.tallies = append(w.candidates, watches[i].candidates...), append(w.tallies, watches[i].tallies...)
	}
	return out, w, err
}

// noteOn puts the notes of what was watched on the same changes.
func (w *Credited) noteOn(changes []Change) {
	type event struct{ position, first int32 }
	of := func(c *Change) event { return event{c.Position, c.Entries[0]} }
	last, before := make(map[event]int32, len(w.Changes)), make([]int32, len(w.Changes)) // the place of one of the event, plus one
	for i := range w.Changes {
		at := of(&w.Changes[i])
		before[i], last[at] = last[at], int32(i+1)
	}
	for i := range changes {
		c := &changes[i]
		c.note = nil
		for at := last[of(c)]; at > 0; at = before[at-1] {
			if is := &w.Changes[at-1]; is.key() == c.key() {
				c.note = is.note
				break
			}
		}
	}
}

// changeKey tells the changes of step 1 apart.
type changeKey struct {
	position, first int32
	unit            string
	item            uint32
	account, group  int
	rule            *scheme.Rule
	quota           *scheme.Quota
}

func (c *Change) key() changeKey {
	return changeKey{c.Position, c.Entries[0], c.Unit, c.Item, c.Account, c.group, c.Rule, c.Quota}
}

// traceUnit settles the unit again, watched.
func (f *Frame) traceUnit(unit string, all []UnitChanges, settled []Settled) {
	e := newEvaluator(f)
	e.watch = &watch{}
	i := slices.IndexFunc(all, func(u UnitChanges) bool { return u.Unit == unit })
	settled[i] = e.settleUnit(&all[i])
}

// asked says whether a posting belongs to the answer.
func (f *Frame) asked(q Query, p *Posting) bool {
	switch {
	case q.Unit != "":
		return p.Unit == q.Unit
	case q.Item != "":
		return p.Item == q.Item
	}
	return slices.Contains(p.Entries, q.Entry)
}

func (f *Frame) point(p Posting) Point {
	out := Point{Posting: p}
	for _, n := range p.notes {
		out.Quota = n.quota
		for _, s := range n.sources {
			out.Sources = append(out.Sources, Source{Entry: f.id(s.entry), Rule: s.credit.Name, Clause: s.credit.Clause, Title: s.credit.Title,
				Standard: s.standard.String(), Worth: s.worth.String(), Bonuses: s.bonuses, Share: s.share})
		}
		for _, b := range n.beaten {
			beaten := Beaten{Entry: f.id(b.entry), Rule: b.credit.Name, Worth: b.worth.String(), By: b.by}
			if !slices.Contains(out.Beaten, beaten) {
				out.Beaten = append(out.Beaten, beaten)
			}
		}
		for _, v := range n.values {
			if !slices.ContainsFunc(out.Values, func(o Value) bool { return o.Path == v.Path }) {
				out.Values = append(out.Values, observed(v))
			}
		}
	}
	return out
}

func observed(o rule.Observed) Value {
	if o.Absent {
		return Value{o.Path, "(absent)"}
	}
	return Value{o.Path, o.Value.String()}
}
