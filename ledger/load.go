package ledger

import (
	"iter"
	"runtime"

	"github.com/gongguo/gongguo/ledger/internal/store"
)

// loading is how a file is loaded. What comes out does not depend on it.
type loading struct {
	workers int // that read chunks; 0: none beside the one that puts them together
	size    int // of a chunk in bytes, about
}

// defaultLoading is the usual one.
func defaultLoading() loading {
	m := loading{workers: runtime.GOMAXPROCS(0), size: 1 << 18}
	if m.workers == 1 {
		m.workers = 0
	}
	return m
}

// chunkReader reads chunks of a file, each without the rest.
type chunkReader interface {
	// parse reads a chunk; false if something in it is wrong, or can only be read in the order of the file.
	parse(p *chunk) (regular bool)
	// entries are those of the chunk that was read.
	entries() *staging
}

// loader puts together what is read in chunks. Several chunks are read at the same time, and taken in the
// order of the file. All that is not as usual - a chunk with anything wrong in it, an entry that
// refers to what has not come yet, strikes out another or came before - is read again in the order of
// the file, by the same code that reads entries that come one by one. So what is said of a file
// depends neither on the chunks nor on who read them.
type loader struct {
	*builder
	loading
	split  func(*chunk) bool
	reader func() chunkReader
	one    func(*chunk, *stagedRow) // reads an entry in the order of the file

	pool pool[*chunk]
}

func (p *chunk) read() { p.irregular = !p.reader.parse(p) }

// chunks gives the chunks in the order of the file, until the context ends. Of a regular one the entries were taken
// already.
func (l *loader) chunks() iter.Seq[*chunk] {
	return func(yield func(*chunk) bool) {
		l.pool.workers = l.workers
		defer l.pool.end()
		var free []*chunk
		for more := true; ; {
			for more && !l.pool.full() {
				if len(free) == 0 {
					free = append(free, &chunk{reader: l.reader()})
				}
				p := free[len(free)-1]
				if more = l.split(p); more {
					free = free[:len(free)-1]
					l.pool.put(p)
				}
			}
			p, ok := l.pool.next()
			if !ok || l.ctx.Err() != nil {
				return
			}
			if !p.irregular {
				l.takeStaged(p.reader.entries(), func(row *stagedRow) { l.one(p, row) })
			}
			if !yield(p) {
				return
			}
			free = append(free, p)
		}
	}
}

// takeStaged takes the entries of a run that is regular; one reads an entry in the order of the whole.
func (b *builder) takeStaged(p *staging, one func(*stagedRow)) {
	b.ledger.translate(p)
	for i := range p.rows {
		if row := &p.rows[i]; !b.takeStagedRow(p, row) {
			one(row)
		}
	}
}

// takeStagedRow takes an entry if the indexes of what came before are enough to check it. It does then what
// builder.take does.
func (b *builder) takeStagedRow(p *staging, row *stagedRow) bool {
	t, v, past := b.ledger.store, &b.ledger.store.Scratch, &b.history
	v.Kind, v.ID, v.Set = row.kind, 0, 0
	kind := kinds[row.kind-1]
	cells := p.cells[row.cell:]
	for set := row.has & textFields; set != 0; set &= set - 1 {
		f, code := set.First(), p.textCodes[cells[0]-1]
		cells = cells[1:]
		if f == store.FieldID {
			v.ID = code
		} else {
			v.Put(f, code)
		}
	}
	if v.ID <= t.Greatest || kind == Void {
		return false
	}
	for set := row.has & timeFields; set != 0; set &= set - 1 {
		f, at := set.First(), p.times[cells[0]-1]
		cells = cells[1:]
		if f == store.FieldRecorded && past.recorded > 0 &&
			at.before(Time(t.Time(past.recorded-1, store.FieldRecorded))) {
			return false
		}
		v.PutTime(f, store.Time(at), t.Forms.Code(store.Time(at)))
	}
	for set := row.has & numberFields; set != 0; set &= set - 1 {
		v.Put(set.First(), p.numberCodes[cells[0]-1])
		cells = cells[1:]
	}
	for set := row.has & flagFields; set != 0; set &= set - 1 {
		v.Put(set.First(), 1)
	}
	for set := row.has & listFields; set != 0; set &= set - 1 {
		v.Put(set.First(), b.ledger.translateList(p, set.First(), cells[0]))
		cells = cells[1:]
	}
	unit, item, commission := v.Text(store.FieldUnit), v.Text(store.FieldItem), v.Text(store.FieldCommission)
	past.introduce(row.kind, unit, item, commission)
	if !past.hasRole(unit, roleUnit) || !past.hasRole(v.Text(store.FieldOf), roleUnit) ||
		!past.hasRole(item, roleItem) || !past.hasRole(commission, roleCommission) ||
		!b.haveUnits(v, store.FieldWith, 1) || !b.haveUnits(v, store.FieldShares, 2) ||
		!b.haveUnits(v, store.FieldSucceeds, 2) {
		return false
	}
	if kind == Submit || kind == Commission {
		names, f := past.standing(kind)
		if names.Get(v.Text(f)) > 0 {
			return false
		}
		names.Set(v.Text(f), int32(t.Length+1))
	}
	b.lines = append(b.lines, row.line)
	at := t.Append(v)
	if row.has.Has(store.FieldRecorded) {
		past.recorded = at + 1
	}
	return true
}

// hasRole reports whether a name has a role; "" is no name.
func (h *history) hasRole(name uint32, r role) bool { return name == 0 || h.roles.Get(name)&r != 0 }

// haveUnits reports whether each unit in a list has come, which stands in each step-th place.
func (b *builder) haveUnits(v *store.RowValues, f store.Field, step int) bool {
	if !v.Set.Has(f) {
		return true
	}
	list := b.ledger.store.List(uint32(v.Slot[f]))
	for i := 0; i < list.Len(); i += step {
		if !b.history.hasRole(list.At(i), roleUnit) {
			return false
		}
	}
	return true
}
