package signature

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
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Signer finds the profiles of entries, for one goroutine.
type Signer struct {
	f     *frame.Frame
	of    *Signatures
	e     *steps.Runner
	known sequence.Table
	found []Signature // by number of known
	words []uint32
	key   []byte

	predicates *predicates // nil: no cut was asked yet
}

// What stands for a profile in a table: it has not been looked for, or the entry has more to it than the table is by. Others
// are one profile each, two less.
const (
	unknown Signature = iota
	byWords
	FirstPlain
)

// maxPlain bounds the table of those profiles that need no words.
const maxPlain = 1 << 21

// NewSigner returns a signer for one goroutine, which evaluates by a runner of its own.
func (p *Signatures) NewSigner(e *steps.Runner) *Signer {
	return &Signer{f: p.F, of: p, e: e}
}

// Signature is the profile of an entry of a unit.
func (p *Signer) Signature(d *Entry, unit int32) Signature {
	number := d.Key
	kind := p.of.KindOf[number]
	switch {
	case !p.of.ReadSet.Scores[kind]:
		return 0
	case p.of.ahead != nil && p.of.ReadSet.more[kind]:
		return p.of.ahead[d.Pos]
	}
	member, epoch := uint32(0), EpochOf(p.of.Epochs, d.At)
	if unit >= 0 {
		if state := p.f.Units.At(unit, d.At); state != columns.NoState {
			member = p.of.Members[state]
		}
	}
	if p.of.Plain == nil {
		return p.worded(d, unit, member, epoch)
	}
	known := p.of.PlainOf(number, member, epoch)
	switch is := Signature(known.Load()); {
	case is >= FirstPlain:
		return is - FirstPlain
	case is == byWords || p.HasMore(number):
		known.Store(uint32(byWords))
		return p.worded(d, unit, member, epoch)
	}
	n := p.worded(d, unit, member, epoch)
	known.Store(uint32(n + FirstPlain))
	return n
}

// PlainOf is what is known of the profile of entries of a number, of a unit that stood so, in an epoch. It requires p.plain.
func (p *Signatures) PlainOf(number, member, epoch uint32) *atomic.Uint32 {
	return &p.Plain[(int(number)*p.Standings+int(member))*(len(p.Epochs)+1)+int(epoch)]
}

// SignAhead finds the profiles of the entries of which more is looked at than what they share with all of their combination,
// in the order of recording, in which the ledger has them; a case has them from all over it.
func (p *Signatures) SignAhead(ctx context.Context) error {
	if !slices.Contains(p.ReadSet.more[:], true) {
		return nil
	}
	of := make([]Signature, p.F.Counts.Known())
	workers := make(chan *Signer, p.F.Workers())
	for range p.F.Workers() {
		workers <- nil
	}
	err := p.F.InBlocks(ctx, p.F.Columns.Blocks(), func(ctx context.Context, i int) error {
		w := <-workers
		if w == nil {
			w = p.NewSigner(steps.NewRunner(p.F))
		}
		first := i * columns.BlockLength
		for pos := first; pos < min(first+columns.BlockLength, p.F.Counts.Known()); pos++ {
			if kind := p.F.Kind(int32(pos)); kind != columns.NotSelected && p.ReadSet.Scores[kind] && p.ReadSet.more[kind] {
				place := p.F.Arranged.Place(pos)
				at := p.F.ItemInstants.At(place)
				of[pos] = w.Signature(&Entry{int32(pos), p.Groups.Key(place), at, at}, p.F.UnitOf(int32(pos)))
			}
		}
		workers <- w
		return cmp.Or(w.e.Failed, ctx.Err())
	})
	p.ahead = of
	return err
}

// HasMore says whether more of an entry is looked at than what it shares with all of its combination.
func (p *Signer) HasMore(number uint32) bool {
	kind, pos := p.of.KindOf[number], int32(p.of.Groups.Representative(number))
	if p.of.ReadSet.more[kind] {
		return true
	}
	for _, field := range p.of.ReadSet.fields[kind] {
		if field.IsIdentifier() && p.f.Code(pos, field) > 0 {
			return true
		}
	}
	return false
}

// worded finds the profile by all that is looked at, as words.
func (p *Signer) worded(d *Entry, unit int32, member, epoch uint32) Signature {
	number, pos, kind := d.Key, d.Pos, p.of.KindOf[d.Key]
	w := append(p.words[:0], number, member, epoch)
	for _, field := range p.of.ReadSet.fields[kind] {
		if field.IsIdentifier() {
			w = append(w, p.f.Code(pos, field))
		}
	}
	for _, field := range p.of.ReadSet.timed[kind] {
		w = appendInstant(w, p.f.Columns, columns.ZoneOf(p.f.View), int(pos), field)
	}
	for _, n := range p.of.ReadSet.numbered[kind] {
		w = append(w, uint32(p.f.Numbers[n].Nth[pos]))
	}
	if p.of.ReadSet.To[kind] {
		w = append(w, uint32(unit), EpochOf(p.of.Turnover, d.At))
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
func (p *Signer) describe(d *Entry, unit int32, w []uint32) Signature {
	kind := p.of.KindOf[d.Key]
	key := binary.AppendUvarint(p.key[:0], uint64(w[1]))
	key = binary.AppendUvarint(key, uint64(w[2]))
	key, ok := p.seen(key, d, unit, w[len(w)-p.of.timedPredicates(kind):len(w):len(w)])
	if p.key = key; !ok {
		return 0
	}
	return p.of.table.number(key)
}

// SeenOf is what the expressions can see of all entries of a number, but for how a unit stands and what is in force. Empty: that
// is not the same of all.
func (p *Signer) SeenOf(number uint32) string {
	if !p.of.ReadSet.Scores[p.of.KindOf[number]] || p.HasMore(number) {
		return ""
	}
	key, ok := p.seen(p.key[:0], &Entry{Pos: int32(p.of.Groups.Representative(number)), Key: number}, columns.NoState, nil)
	if p.key = key; !ok {
		return ""
	}
	return string(key)
}

// seen appends what the expressions can see of an entry, but for how its unit stands and what is in force, with what timed cuts
// answered; false: an expression passed a limit.
func (p *Signer) seen(key []byte, d *Entry, unit int32, timed []uint32) ([]byte, bool) {
	pos, kind := d.Pos, p.of.KindOf[d.Key]
	key = append(key, kind)
	answers, ok := p.ask(timed, pos, kind, false)
	if !ok {
		return key, false
	}
	for _, answer := range answers {
		key = append(key, byte(answer))
	}
	for _, n := range p.of.ReadSet.numbered[kind] {
		key = binary.AppendUvarint(key, uint64(p.f.Numbers[n].Nth[pos]))
	}
	if p.of.ReadSet.To[kind] {
		key = binary.AppendUvarint(key, uint64(unit+1))
		key = binary.AppendUvarint(key, uint64(EpochOf(p.of.Turnover, d.At)))
	}
	ft, v := &frame.Fact{Position: pos}, p.f.Scheme.Vocabulary
	row := &ft.Row
	p.f.Columns.Read(int(pos), row)
	switch row.Kind() {
	case ledger.Submit:
		key = p.see(key, v.Item, &frame.ItemView{E: p.e.Evaluator, Row: row})
		key = p.see(key, v.Answer, frame.AnswerView{E: p.e.Evaluator, Row: row})
		if code := p.f.Columns.Code(int(pos), columns.FieldCommission); p.of.ReadSet.Reads.Of(v.Item, scheme.ItemCommission) != Unread {
			if asked, ok := p.f.Index.Commission(code); ok {
				key = p.see(append(key, 1), v.Asked, &frame.CommissionView{E: p.e.Evaluator, Row: p.f.Columns.Row(int(asked)), Answers: nil})
			} else {
				key = append(key, 0)
			}
		}
	case ledger.Adopt:
		_, outlet, _ := p.e.OutletRecord(row).AsRecord()
		key = p.see(key, v.Adopt, frame.FactView{E: p.e.Evaluator, F: ft})
		key = p.see(key, v.Outlet, outlet)
	case ledger.Endorse:
		key = p.see(key, v.Endorse, frame.FactView{E: p.e.Evaluator, F: ft})
	case ledger.Grant:
		key = p.see(key, v.Grant, frame.FactView{E: p.e.Evaluator, F: ft})
		for _, text := range []string{row.Text(columns.FieldRule), row.Text(columns.FieldAccount), row.Number(columns.FieldAmount).Decimal.String()} {
			key, _ = rule.String(text).AppendKey(key)
		}
	case ledger.Incident:
		key = p.see(key, v.Incident, frame.FactView{E: p.e.Evaluator, F: ft})
	case ledger.Commission:
		key = p.see(key, v.Commission, &frame.CommissionView{E: p.e.Evaluator, Row: row, Answers: nil})
	}
	return key, true
}

// see appends what is read of a record: values, or whether they are there. What other entries say is left to them.
func (p *Signer) see(key []byte, record *rule.Record, view rule.Fields) []byte {
	for field, u := range p.of.ReadSet.Reads.Fields[record] {
		if u == Unread || p.of.ReadSet.Reads.Inner(record, field) != nil || record == p.f.Scheme.Vocabulary.Adopt && field == scheme.AdoptTier {
			continue
		}
		v, there := view.Field(field)
		switch {
		case !there:
			key = append(key, 0)
		case u == Loosely:
			key = append(key, 1)
		default:
			key, _ = v.AppendKey(key)
		}
	}
	return key
}

// Entry is an entry with the number that stands for its own in the combination, when it was, and when it takes effect.
type Entry struct {
	Pos      int32
	Key      uint32
	At, From int64
}

// Bit is 1 for true, 0 for false.
func Bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
