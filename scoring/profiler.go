package scoring

import (
	"context"
	"encoding/binary"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// profiler finds the profiles of entries, for one goroutine.
type profiler struct {
	*profiling
	e     *evaluator
	known wordTable // by what is watched of an entry
	found []profile
	words []uint32
	key   []byte
	codes map[ledger.Field]*[ledger.PartLength]uint32 // of the part in hand, of all fields that are watched

	asking *asking // nil: no cut was asked yet
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

// appendInstant adds an instant, and whether it was written as a date.
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
