package scoring

import (
	"cmp"
	"context"
	"encoding/binary"
	"slices"
	"sync/atomic"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// profiler finds the profiles of entries, for one goroutine.
type profiler struct {
	*profiling
	e     *evaluator
	known sequence.Table
	found []profile // by number of known
	words []uint32
	key   []byte

	asking *asking // nil: no cut was asked yet
}

// What stands for a profile in a table: it has not been looked for, or the entry has more to it than the table is by. Others
// are one profile each, two less.
const (
	unknown profile = iota
	byWords
	firstPlain
)

// maxPlain bounds the table of those profiles that need no words.
const maxPlain = 1 << 21

func (p *profiling) newProfiler(e *evaluator) *profiler {
	return &profiler{profiling: p, e: e}
}

// profile is the profile of an entry of a unit.
func (p *profiler) profile(d *dated, unit int32) profile {
	number := d.number
	kind := p.kindOf[number]
	switch {
	case !p.scores[kind]:
		return 0
	case p.beforehand != nil && p.more[kind]:
		return p.beforehand[d.pos]
	}
	member, epoch := uint32(0), epochOf(p.epochs, d.at)
	if unit >= 0 {
		if state := p.units.At(unit, d.at); state != columns.NoState {
			member = p.members[state]
		}
	}
	if p.plain == nil {
		return p.worded(d, unit, member, epoch)
	}
	known := p.plainOf(number, member, epoch)
	switch is := profile(known.Load()); {
	case is >= firstPlain:
		return is - firstPlain
	case is == byWords || p.hasMore(number):
		known.Store(uint32(byWords))
		return p.worded(d, unit, member, epoch)
	}
	n := p.worded(d, unit, member, epoch)
	known.Store(uint32(n + firstPlain))
	return n
}

// plainOf is what is known of the profile of entries of a number, of a unit that stood so, in an epoch. It requires p.plain.
func (p *profiling) plainOf(number, member, epoch uint32) *atomic.Uint32 {
	return &p.plain[(int(number)*p.standings+int(member))*(len(p.epochs)+1)+int(epoch)]
}

// profileMore finds the profiles of the entries of which more is looked at than what they share with all of their combination,
// in the order of recording, in which the ledger has them; a case has them from all over it.
func (p *profiling) profileMore(ctx context.Context) error {
	if !slices.Contains(p.more[:], true) {
		return nil
	}
	of := make([]profile, p.counts.Known())
	workers := make(chan *profiler, p.workers())
	for range p.workers() {
		workers <- nil
	}
	err := p.inBlocks(ctx, p.columns.Blocks(), func(ctx context.Context, i int) error {
		w := <-workers
		if w == nil {
			w = p.newProfiler(newEvaluator(p.Frame))
		}
		first := i * columns.BlockLength
		for pos := first; pos < min(first+columns.BlockLength, p.counts.Known()); pos++ {
			if kind := p.kind(int32(pos)); kind != columns.NotSelected && p.scores[kind] && p.more[kind] {
				place := p.arranged.Place(pos)
				at := p.when.At(place)
				of[pos] = w.profile(&dated{int32(pos), p.combined.Key(place), at, at}, p.unitOf(int32(pos)))
			}
		}
		workers <- w
		return cmp.Or(w.e.failed, ctx.Err())
	})
	p.beforehand = of
	return err
}

// hasMore says whether more of an entry is looked at than what it shares with all of its combination.
func (p *profiler) hasMore(number uint32) bool {
	kind, pos := p.kindOf[number], int32(p.combined.Representative(number))
	if p.more[kind] {
		return true
	}
	for _, field := range p.fields[kind] {
		if field.IsIdentifier() && p.code(pos, field) > 0 {
			return true
		}
	}
	return false
}

// worded finds the profile by all that is looked at, as words.
func (p *profiler) worded(d *dated, unit int32, member, epoch uint32) profile {
	number, pos, kind := d.number, d.pos, p.kindOf[d.number]
	w := append(p.words[:0], number, member, epoch)
	for _, field := range p.fields[kind] {
		if field.IsIdentifier() {
			w = append(w, p.code(pos, field))
		}
	}
	for _, field := range p.timed[kind] {
		w = appendInstant(w, p.columns, columns.ZoneOf(p.view), int(pos), field)
	}
	for _, n := range p.numbered[kind] {
		w = append(w, uint32(p.numbers[n].nth[pos]))
	}
	if p.to[kind] {
		w = append(w, uint32(unit), epochOf(p.turnover, d.at))
	}
	w, ok := p.ask(w, pos, kind, true)
	if p.words = w; !ok {
		return 0
	}
	n, fresh := p.known.Number(w)
	if fresh {
		p.found = append(p.found, p.describe(d, unit, w))
	}
	return p.found[n]
}

// appendInstant adds an instant, and whether it was written as a date.
func appendInstant(w []uint32, c columns.Columns, z *columns.Zone, pos int, field columns.Field) []uint32 {
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
func (p *profiler) describe(d *dated, unit int32, w []uint32) profile {
	kind := p.kindOf[d.number]
	key := binary.AppendUvarint(p.key[:0], uint64(w[1]))
	key = binary.AppendUvarint(key, uint64(w[2]))
	key, ok := p.seen(key, d, unit, w[len(w)-p.timedCuts(kind):len(w):len(w)])
	if p.key = key; !ok {
		return 0
	}
	return p.profiles.number(key)
}

// seenOf is what the expressions can see of all entries of a number, but for how a unit stands and what is in force. Empty: that
// is not the same of all.
func (p *profiler) seenOf(number uint32) string {
	if !p.scores[p.kindOf[number]] || p.hasMore(number) {
		return ""
	}
	key, ok := p.seen(p.key[:0], &dated{pos: int32(p.combined.Representative(number)), number: number}, columns.NoState, nil)
	if p.key = key; !ok {
		return ""
	}
	return string(key)
}

// seen appends what the expressions can see of an entry, but for how its unit stands and what is in force, with what timed cuts
// answered; false: an expression passed a limit.
func (p *profiler) seen(key []byte, d *dated, unit int32, timed []uint32) ([]byte, bool) {
	pos, kind := d.pos, p.kindOf[d.number]
	key = append(key, kind)
	answers, ok := p.ask(timed, pos, kind, false)
	if !ok {
		return key, false
	}
	for _, answer := range answers {
		key = append(key, byte(answer))
	}
	for _, n := range p.numbered[kind] {
		key = binary.AppendUvarint(key, uint64(p.numbers[n].nth[pos]))
	}
	if p.to[kind] {
		key = binary.AppendUvarint(key, uint64(unit+1))
		key = binary.AppendUvarint(key, uint64(epochOf(p.turnover, d.at)))
	}
	ft, v := &fact{position: pos}, p.scheme.Vocabulary
	row := &ft.row
	p.columns.Read(int(pos), row)
	switch row.Kind() {
	case ledger.Submit:
		key = p.see(key, v.Item, &itemView{e: p.e, row: row})
		key = p.see(key, v.Answer, answerView{p.e, row})
		if code := p.columns.Code(int(pos), columns.FieldCommission); p.reads.of(v.Item, scheme.ItemCommission) != unread {
			if asked, ok := p.commission(code); ok {
				key = p.see(append(key, 1), v.Asked, &commissionView{p.e, p.columns.Row(int(asked)), nil})
			} else {
				key = append(key, 0)
			}
		}
	case ledger.Adopt:
		_, outlet, _ := p.e.outletRecord(row).AsRecord()
		key = p.see(key, v.Adopt, factView{p.e, ft})
		key = p.see(key, v.Outlet, outlet)
	case ledger.Endorse:
		key = p.see(key, v.Endorse, factView{p.e, ft})
	case ledger.Grant:
		key = p.see(key, v.Grant, factView{p.e, ft})
		for _, text := range []string{row.Text(columns.FieldRule), row.Text(columns.FieldAccount), row.Number(columns.FieldAmount).Decimal.String()} {
			key, _ = rule.String(text).AppendKey(key)
		}
	case ledger.Incident:
		key = p.see(key, v.Incident, factView{p.e, ft})
	case ledger.Commission:
		key = p.see(key, v.Commission, &commissionView{p.e, row, nil})
	}
	return key, true
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
