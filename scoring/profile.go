package scoring

import (
	"context"
	"encoding/binary"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// A profile is all that the expressions of step 1 can see of an entry by itself: its kind, the values that they read of it
// and of its unit as it stood then, and which rules and parameters were in force. Entries of one profile are alike but for
// their place in time.

// profile numbers profiles; 0 is none: there are too many to keep apart.
type profile uint32

// maxProfiles bounds how many profiles are kept apart.
const maxProfiles = 1 << 18

// profiles are the numbers given out so far, for all goroutines.
type profiles struct {
	mu      sync.Mutex
	numbers map[string]profile
}

func (p *profiles) number(key []byte) profile {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n, ok := p.numbers[string(key)]; ok {
		return n
	}
	if len(p.numbers) == maxProfiles {
		return 0
	}
	n := profile(len(p.numbers) + 1)
	p.numbers[string(key)] = n
	return n
}

// profiling says how the entries of a scheme are told apart. It is read by all goroutines.
type profiling struct {
	*Frame
	reads    *reads
	asked    *reads // what those cuts read that are not asked of each entry
	cuts     [ledger.NumKinds][]cut
	submit   uint8 // the kind of submissions
	profiles *profiles
	watched  [ledger.NumKinds][]ledger.Field // fields that are looked at, by kind: entries equal in these have one profile
	timed    [ledger.NumKinds][]ledger.Field // and the times whose value is looked at
	epochs   []int64                         // instants at which rules or parameters change
	members  []uint32                        // by state of the roster: a number of what is read of the unit
	to       [ledger.NumKinds]bool           // a rule on the kind says who receives it
	roster   []int64                         // instants at which the roster changes; only where such a rule asks
	numbered [ledger.NumKinds][]int          // the numbers of the kind
	scores   [ledger.NumKinds]bool           // entries of the kind are in cases, and have a profile
	of       []profile                       // by position
}

func (f *Frame) newProfiling() *profiling {
	p := &profiling{Frame: f, submit: kindNumber(ledger.Submit), profiles: &profiles{numbers: map[string]profile{}}}
	r, cuts := entryReads(f.scheme)
	p.reads, p.asked = r, newReads(f.scheme.Vocabulary)
	for i, kind := range ledger.Kinds() {
		for _, c := range cuts[kind] {
			if p.cuts[i] = append(p.cuts[i], c); !c.timed {
				p.asked.addAll(c.program)
			}
		}
	}
	for i, kind := range ledger.Kinds() {
		_, later := f.scheme.TakesEffect[kind] // when it does, an expression says
		p.scores[i] = !later && !slices.Contains([]ledger.Kind{ledger.Enroll, ledger.Withdraw, ledger.Assign, ledger.Void}, kind)
		p.watched[i], p.timed[i] = p.fieldsOf(kind)
		for k := range f.scheme.Numbers {
			if f.scheme.Numbers[k].Each == kind {
				p.numbered[i] = append(p.numbered[i], k)
			}
		}
	}
	for _, r := range f.scheme.Rules {
		p.changes(r.From.IsZero(), nanoseconds(r.From))
		p.changes(r.Until.IsZero(), nanoseconds(r.Until))
	}
	for _, q := range f.scheme.Quotas {
		p.changes(q.From.IsZero(), nanoseconds(q.From))
		p.changes(q.Until.IsZero(), nanoseconds(q.Until))
	}
	for _, start := range f.scheme.Params.Starts() {
		p.changes(false, nanoseconds(start))
	}
	p.epochs = sortedInstants(p.epochs)
	for _, c := range f.scheme.Credits {
		if slices.ContainsFunc(c.Amounts, func(a scheme.Amount) bool { return a.To != nil }) {
			p.to[slices.Index(ledger.Kinds(), c.Each)] = true
		}
	}
	p.members = p.memberNumbers(newEvaluator(f), p.reads)
	for _, s := range f.units.states {
		p.roster = append(p.roster, s.from)
	}
	p.roster = sortedInstants(p.roster)
	return p
}

func (p *profiling) changes(never bool, at int64) {
	if !never {
		p.epochs = append(p.epochs, at)
	}
}

func sortedInstants(all []int64) []int64 {
	slices.Sort(all)
	return slices.Compact(all)
}

// memberNumbers gives each state of the roster a number of what is read of the unit in it.
func (f *Frame) memberNumbers(e *evaluator, r *reads) []uint32 {
	numbers := map[string]uint32{}
	out := make([]uint32, len(f.units.states))
	var key []byte
	for i, s := range f.units.states {
		if !s.on {
			continue
		}
		key = key[:0]
		_, unit, _ := e.unitRecord(s.member).AsRecord()
		for field, u := range r.fields[f.scheme.Vocabulary.Unit] {
			if u != unread {
				v, _ := unit.Field(field)
				key, _ = v.AppendKey(key)
			}
		}
		n, ok := numbers[string(key)]
		if !ok {
			n = uint32(len(numbers) + 1)
			numbers[string(key)] = n
		}
		out[i] = n
	}
	return out
}

// fieldsOf lists the fields of entries of a kind that their profile depends on: of those that are read, what they are made
// of; and of what the step itself looks at.
func (p *profiling) fieldsOf(kind ledger.Kind) (watched, timed []ledger.Field) {
	v := p.scheme.Vocabulary
	given := map[ledger.Field]bool{}
	look := func(record *rule.Record, fields map[int]ledger.Field, own int) {
		for field := range record.Fields {
			u := max(p.reads.of(record, field), min(p.asked.of(record, field), loosely))
			switch from, plain := fields[field]; {
			case u == unread:
			case !plain && field >= own:
				given[ledger.FieldAttrs] = true
			case plain:
				given[from] = true
				if u == exactly && slices.Contains([]ledger.Field{ledger.FieldAt, ledger.FieldHappened, ledger.FieldDue}, from) {
					timed = append(timed, from)
				}
			}
		}
	}
	switch kind {
	case ledger.Submit:
		look(v.Item, map[int]ledger.Field{scheme.ItemID: ledger.FieldItem, scheme.ItemUnit: ledger.FieldUnit, scheme.ItemGenre: ledger.FieldGenre, scheme.ItemTitle: ledger.FieldTitle,
			scheme.ItemAt: ledger.FieldAt, scheme.ItemHappened: ledger.FieldHappened, scheme.ItemTopic: ledger.FieldTopic, scheme.ItemWith: ledger.FieldWith,
			scheme.ItemShares: ledger.FieldShares, scheme.ItemCommission: ledger.FieldCommission}, scheme.ItemFields)
		look(v.Answer, map[int]ledger.Field{scheme.AnswerID: ledger.FieldItem, scheme.AnswerAt: ledger.FieldAt, scheme.AnswerGenre: ledger.FieldGenre,
			scheme.AnswerTitle: ledger.FieldTitle, scheme.AnswerHappened: ledger.FieldHappened}, scheme.AnswerFields)
	case ledger.Adopt:
		look(v.Adopt, map[int]ledger.Field{scheme.AdoptID: ledger.FieldID, scheme.AdoptAt: ledger.FieldAt, scheme.AdoptPlacement: ledger.FieldPlacement}, scheme.AdoptFields)
		look(v.Outlet, map[int]ledger.Field{scheme.OutletName: ledger.FieldOutlet, scheme.OutletLevel: ledger.FieldLevel}, scheme.OutletFields)
		given[ledger.FieldOutlet], given[ledger.FieldLevel] = true, true // it has a tier, or is refused
	case ledger.Endorse:
		look(v.Endorse, map[int]ledger.Field{scheme.EndorseID: ledger.FieldID, scheme.EndorseAt: ledger.FieldAt, scheme.EndorseBy: ledger.FieldBy}, scheme.EndorseFields)
	case ledger.Grant:
		look(v.Grant, map[int]ledger.Field{scheme.GrantID: ledger.FieldID, scheme.GrantAt: ledger.FieldAt, scheme.GrantUnit: ledger.FieldUnit, scheme.GrantReason: ledger.FieldReason}, scheme.GrantFields)
		given[ledger.FieldRule], given[ledger.FieldAccount], given[ledger.FieldAmount] = true, true, true // what it asks for
	case ledger.Incident:
		look(v.Incident, map[int]ledger.Field{scheme.IncidentID: ledger.FieldID, scheme.IncidentAt: ledger.FieldAt, scheme.IncidentUnit: ledger.FieldUnit, scheme.IncidentType: ledger.FieldType}, scheme.IncidentFields)
	case ledger.Commission:
		for _, record := range []*rule.Record{v.Commission, v.Asked} {
			look(record, map[int]ledger.Field{scheme.CommissionID: ledger.FieldCommission, scheme.CommissionUnit: ledger.FieldUnit, scheme.CommissionAt: ledger.FieldAt,
				scheme.CommissionDue: ledger.FieldDue, scheme.CommissionGenre: ledger.FieldGenre, scheme.CommissionTitle: ledger.FieldTitle}, scheme.CommissionFields)
		}
	}
	for field := range given {
		watched = append(watched, field)
	}
	slices.Sort(watched)
	slices.Sort(timed)
	return watched, slices.Compact(timed)
}

// profiler finds the profiles of entries, for one goroutine.
type profiler struct {
	*profiling
	e     *evaluator
	known wordTable // by what is watched of an entry
	found []profile
	words []uint32
	key   []byte
	codes map[ledger.Field]*[ledger.PartLength]uint32 // of the part in hand, of all fields that are watched
}

func (p *profiling) newProfiler() *profiler {
	w := &profiler{profiling: p, e: newEvaluator(p.Frame), codes: map[ledger.Field]*[ledger.PartLength]uint32{}}
	for _, fields := range p.watched {
		for _, field := range fields {
			if w.codes[field] == nil {
				w.codes[field] = new([ledger.PartLength]uint32)
			}
		}
	}
	return w
}

// profileAll finds the profiles of all entries that score, a part of the ledger at a time.
func (p *profiling) profileAll(ctx context.Context) error {
	p.of = make([]profile, len(p.kinds))
	workers := make(chan *profiler, p.workers())
	for range p.workers() {
		workers <- nil
	}
	return p.inBlocks(ctx, p.columns.Parts(), func(ctx context.Context, i int) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		w := <-workers
		if w == nil {
			w = p.newProfiler()
		}
		w.profilePart(p.columns.Part(i))
		workers <- w
		return w.e.failed
	})
}

func (p *profiler) profilePart(part ledger.Part) {
	for field, codes := range p.codes {
		part.Codes(field, codes[:])
	}
	var columns [ledger.NumKinds][]*[ledger.PartLength]uint32
	for kind, fields := range p.watched {
		for _, field := range fields {
			columns[kind] = append(columns[kind], p.codes[field])
		}
	}
	for i := range min(part.Len(), len(p.kinds)-part.First()) {
		pos := int32(part.First() + i)
		if kind := p.kinds[pos]; kind != uncounted && p.scores[kind] {
			p.of[pos] = p.profile(pos, i, columns[kind])
		}
	}
}

// profile is the profile of an entry, of which the columns hold the codes that are watched.
func (p *profiler) profile(pos int32, place int, columns []*[ledger.PartLength]uint32) profile {
	kind, at, unit := p.kinds[pos], p.at[pos], p.unit[pos]
	state := noState
	if unit >= 0 {
		state = p.units.at(unit, at)
	}
	w := append(p.words[:0], uint32(kind), 0, epochOf(p.epochs, at))
	if state != noState {
		w[1] = p.members[state]
	}
	for _, codes := range columns {
		w = append(w, codes[place])
	}
	for _, field := range p.timed[kind] {
		w = appendInstant(w, p.columns, p.view.Zone(), int(pos), field)
	}
	for _, n := range p.numbered[kind] {
		w = append(w, uint32(p.numbers[n].nth[pos]))
	}
	if p.to[kind] {
		w = append(w, uint32(unit), epochOf(p.roster, at))
	}
	w, ok := p.ask(w, pos, kind, true)
	if !ok {
		return 0
	}
	p.words = w
	n, fresh := p.known.number(w)
	if fresh {
		p.found = append(p.found, p.describe(pos, unit, kind, w))
	}
	return p.found[n]
}

// cutBy says whether a cut reads one of the parameters, so that under other values entries may have other profiles.
func (p *profiling) cutBy(params []scheme.Param) bool {
	for _, cuts := range p.cuts {
		for _, c := range cuts {
			if readParam([]*rule.Program{c.program}, params) {
				return true
			}
		}
	}
	return false
}

// timedCuts counts the cuts that are asked of each entry of a kind.
func (p *profiling) timedCuts(kind uint8) int {
	n := 0
	for _, c := range p.cuts[kind] {
		n += int(bit(c.timed))
	}
	return n
}

// What a cut gives.
const (
	cutFalse uint32 = iota
	cutTrue
	cutAbsent
	cutWrong
)

// ask adds what cuts give for an entry: those that are asked of each entry, or the others; false: one passed a limit.
func (p *profiler) ask(w []uint32, pos int32, kind uint8, timed bool) (answers []uint32, ok bool) {
	bound := false
	for _, c := range p.cuts[kind] {
		if c.timed != timed {
			continue
		}
		if !bound {
			p.bind(pos, kind)
			bound = true
		}
		p.e.scope = c.scope
		v, err := c.program.Eval(p.e)
		met, _ := v.AsBool()
		answer := bit(met)
		var limit *rule.LimitError
		switch {
		case errors.As(err, &limit):
			return nil, false // whether that ends the run, the step itself will see
		case rule.IsAbsent(err):
			answer = cutAbsent
		case err != nil:
			answer = cutWrong
		}
		w = append(w, answer)
	}
	return w, true
}

// bind sets what cuts may name for an entry.
func (p *profiler) bind(pos int32, kind uint8) {
	e, v := p.e, p.scheme.Vocabulary
	e.dated(time.Unix(0, p.at[pos]))
	item := pos
	if kind != p.submit {
		item = -1
		if of, ok := p.items.get(p.itemCode[pos]); ok {
			item = p.cases[of].first
		}
	}
	e.slots[scheme.SlotItem] = rule.Value{}
	if item >= 0 {
		e.slots[scheme.SlotItem] = v.Item.Value(&lateItem{e: e, pos: item})
	}
	if item == pos {
		return
	}
	en := p.ledger.Entry(int(pos))
	ft := &fact{position: pos, entry: en}
	switch en.Kind {
	case ledger.Adopt:
		ft.outlet = e.outletRecord(&en)
		e.slots[scheme.SlotAdopt], e.slots[scheme.SlotOutlet] = e.record(ft), ft.outlet
	case ledger.Endorse:
		e.slots[scheme.SlotEndorse] = e.record(ft)
	case ledger.Grant:
		e.slots[scheme.SlotGrant] = e.record(ft)
	case ledger.Incident:
		e.slots[scheme.SlotIncident] = e.record(ft)
	case ledger.Commission:
		e.slots[scheme.SlotCommission] = e.commissionRecord(&en, nil)
	}
}

// lateItem is an item by itself, whose entry is made only if something else than its times is asked.
type lateItem struct {
	e    *evaluator
	pos  int32
	view *itemView
	seen []seenField // of the other fields: what they hold
}

type seenField struct {
	value       rule.Value
	there, seen bool
}

// Field is the value of field i; see rule.Fields.
func (v *lateItem) Field(i int) (rule.Value, bool) {
	switch i {
	case scheme.ItemAt:
		return v.e.time(v.e.columns.Time(int(v.pos), ledger.FieldAt)), true
	case scheme.ItemHappened:
		return v.e.optionalTime(v.e.columns.Time(int(v.pos), ledger.FieldHappened))
	}
	if v.view == nil {
		en := v.e.ledger.Entry(int(v.pos))
		v.view = &itemView{v.e, &en, nil}
		v.seen = make([]seenField, len(v.e.scheme.Vocabulary.Item.Fields))
	}
	if f := &v.seen[i]; !f.seen { // several cuts ask for the same
		f.value, f.there = v.view.Field(i)
		f.seen = true
	}
	return v.seen[i].value, v.seen[i].there
}

// epochOf counts the changes up to an instant.
func epochOf(changes []int64, at int64) uint32 {
	if len(changes) == 0 {
		return 0
	}
	n, found := slices.BinarySearch(changes, at)
	if found {
		n++
	}
	return uint32(n)
}

func appendInstant(w []uint32, c ledger.Columns, z *ledger.Zone, pos int, field ledger.Field) []uint32 {
	t := c.Time(pos, field)
	seconds, nano, ok := z.Seconds(t)
	flags := uint32(0)
	if ok {
		flags = 1
	}
	if t.IsDate() {
		flags |= 2
	}
	return append(w, uint32(seconds), uint32(seconds>>32), nano, flags)
}

// describe numbers what the expressions can see of an entry, which may be the same for entries with different words.
func (p *profiler) describe(pos, unit int32, kind uint8, w []uint32) profile {
	key := p.key[:0]
	for _, word := range w[:3] {
		key = binary.AppendUvarint(key, uint64(word))
	}
	answers, ok := p.ask(w[len(w)-p.timedCuts(kind):len(w):len(w)], pos, kind, false)
	if !ok {
		return 0
	}
	for _, answer := range answers {
		key = append(key, byte(answer))
	}
	for _, n := range p.numbered[kind] {
		key = binary.AppendUvarint(key, uint64(p.numbers[n].nth[pos]))
	}
	if p.to[kind] {
		key = binary.AppendUvarint(key, uint64(unit+1))
		key = binary.AppendUvarint(key, uint64(epochOf(p.roster, p.at[pos])))
	}
	en, v := p.ledger.Entry(int(pos)), p.scheme.Vocabulary
	ft := &fact{position: pos, entry: en}
	switch en.Kind {
	case ledger.Submit:
		key = p.see(key, v.Item, &itemView{p.e, &en, nil})
		key = p.see(key, v.Answer, answerView{p.e, &en})
		if code := p.columns.Code(int(pos), ledger.FieldCommission); p.reads.of(v.Item, scheme.ItemCommission) != unread {
			if asked, ok := p.commissions[code]; ok {
				asking := p.ledger.Entry(int(asked))
				key = p.see(append(key, 1), v.Asked, &commissionView{p.e, &asking, nil})
			} else {
				key = append(key, 0)
			}
		}
	case ledger.Adopt:
		_, outlet, _ := p.e.outletRecord(&en).AsRecord()
		key = p.see(key, v.Adopt, factView{p.e, ft})
		key = p.see(key, v.Outlet, outlet)
	case ledger.Endorse:
		key = p.see(key, v.Endorse, factView{p.e, ft})
	case ledger.Grant:
		key = p.see(key, v.Grant, factView{p.e, ft})
		for _, text := range []string{en.Rule, en.Account, en.Amount.Decimal.String()} {
			key, _ = rule.String(text).AppendKey(key)
		}
	case ledger.Incident:
		key = p.see(key, v.Incident, factView{p.e, ft})
	case ledger.Commission:
		key = p.see(key, v.Commission, &commissionView{p.e, &en, nil})
	}
	p.key = key
	return p.profiles.number(key)
}

// see appends what is read of a record: values, or whether they are there. What other entries say is left to them.
func (p *profiler) see(key []byte, record *rule.Record, view rule.Fields) []byte {
	for field, u := range p.reads.fields[record] {
		if u == unread || p.reads.inner(record, field) != nil || record == p.scheme.Vocabulary.Adopt && field == scheme.AdoptTier {
			continue
		}
		v, there := view.Field(field)
		switch {
		case !there:
			key = append(key, 0)
		case u == loosely:
			key = append(key, 1)
		default:
			key, _ = v.AppendKey(key)
		}
	}
	return key
}
