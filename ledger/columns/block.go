package columns

import "github.com/gongguo/gongguo/ledger/internal/store"

// Block is a run of entries in the order of recording, for work that reads fields of many entries: it gives what
// [Columns] gives, for all its entries at once. Blocks are small, immutable and safe for concurrent use.
type Block struct {
	store *store.Store
	block *store.Block
	first int
}

// BlockLength is the number of entries of a block; the last one may have fewer.
const BlockLength = store.BlockLength

// NumKinds is how many kinds of entry there are.
const NumKinds = store.NumKinds

// Blocks is the number of blocks of the ledger.
func (c Columns) Blocks() int { return len(c.store.Blocks) }

// Block is the block of the entries from n × BlockLength on. It requires 0 ≤ n < Blocks.
func (c Columns) Block(n int) Block { return Block{c.store, c.store.Blocks[n], n * store.BlockLength} }

// First is the position of its first entry.
func (p Block) First() int { return p.first }

// Len is how many entries it has.
func (p Block) Len() int { return len(p.block.Kinds) }

// Kinds puts the places of the kinds in [ledger.Kinds], counted from 0, into out, by entry. It requires len(out) ≥ Len.
func (p Block) Kinds(out []uint8) {
	for i, k := range p.block.Kinds {
		out[i] = uint8(k&store.KindMask) - 1
	}
}

// Codes puts what the entries hold of a field into out, as [Columns.Code] gives it. It requires len(out) ≥ Len and a
// field that is neither the id nor the kind.
func (p Block) Codes(f Field, out []uint32) {
	p.block.Codes(store.Field(f), out)
}

// Nanoseconds puts the instants of a time of the entries into out, as nanoseconds since 1970-01-01T00:00:00Z: those
// that [Columns.Seconds] gives in the zone. Of an entry without the time it is 0, and of one beyond what nanoseconds
// can hold, before 1678 or after 2262, the least or the greatest number. It requires len(out) ≥ Len and a field of a
// time.
func (p Block) Nanoseconds(f Field, z *Zone, out []int64) {
	p.block.Nanoseconds(&p.store.Forms, store.Field(f), (*store.Zone)(z), out)
}

// Nanoseconds is an instant as nanoseconds since 1970-01-01T00:00:00Z; of one that they cannot hold, before 1678 or
// after 2262, the least or the greatest number.
func Nanoseconds(seconds int64, nano uint32) int64 { return store.Nanoseconds(seconds, nano) }
