package incremental

import (
	"sync"

	"github.com/gongguo/gongguo/scoring/internal/bulk"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// locator finds cases and placements of a frame, for all states that were made of it.
type locator struct {
	f          *frame.Frame
	signatures *signature.Signatures
	mu         sync.Mutex
	creditor   *bulk.Creditor

	once      sync.Once
	outside   []int32
	outsideOf map[uint32][]int32 // by code of the unit
	cases     [][]int32          // by unit: the places of its own cases
}

// index finds, once, the entries outside of cases, and the cases of each unit.
func (d *locator) index() {
	d.once.Do(func() {
		all, in := d.f.AllCases().Cases, make([]bool, d.f.Ledger.Len())
		sizes := make([]int32, len(d.f.Roster.Units()))
		for i := range all {
			c := &all[i]
			in[c.First] = true
			for _, pos := range c.Entries {
				in[pos] = true
			}
			if c.Unit >= 0 {
				sizes[c.Unit]++
			}
		}
		d.outsideOf = map[uint32][]int32{}
		for pos, is := range in {
			if !is {
				d.outside = append(d.outside, int32(pos))
				unit := d.f.UnitCode(int32(pos))
				d.outsideOf[unit] = append(d.outsideOf[unit], int32(pos))
			}
		}
		d.cases = make([][]int32, len(sizes))
		for unit, size := range sizes {
			d.cases[unit] = make([]int32, 0, size)
		}
		for i := range all {
			if unit := all[i].Unit; unit >= 0 {
				d.cases[unit] = append(d.cases[unit], int32(i))
			}
		}
	})
}

// outsideCases are the positions of the entries in no case: of a unit, or of all if it is empty.
func (d *locator) outsideCases(unit string) []int32 {
	d.index()
	if unit == "" {
		return d.outside
	}
	if unit, ok := d.f.Columns.CodeOf(unit); ok {
		return d.outsideOf[unit]
	}
	return nil
}

// casesOf are the places of the cases of a unit, ascending.
func (d *locator) casesOf(unit int32) []int32 {
	d.index()
	return d.cases[unit]
}

// placement is the placement of a case in its class.
func (d *locator) placement(place int32) []int32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.creditor == nil {
		d.creditor = bulk.NewCreditor(d.signatures, steps.NewRunner(d.f))
	}
	d.creditor.Classifier.BuildKey(&d.f.AllCases().Cases[place])
	return d.creditor.AppendPlacement(nil, place)
}
