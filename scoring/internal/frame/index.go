package frame

import (
	"sync"

	"github.com/gongguo/gongguo/ledger/columns"
)

// Index finds cases, and the submissions and commissions that they begin with. A case goes by its place.
type Index interface {
	Cases() []Case                                           // all; not to be changed
	Size() int                                               // the number of cases
	CaseAt(place int32) Case                                 // by place
	Item(item uint32) (place int32, ok bool)                 // the case of an item; false: there is none
	Submission(item uint32) (pos int32, ok bool)             // the submission of an item; false: there is none
	CommissionCase(commission uint32) (place int32, ok bool) // the case of a commission; false: none counts
	Commission(commission uint32) (pos int32, ok bool)       // its position; false: none counts, or it is refused
}

// caseList is the cases of a frame as a list, which is made when first used.
type caseList struct {
	once    sync.Once
	Cases   []Case
	placeOf []int32 // by number of an item: the place of its case plus one
}

// Cases are the entries that score, grouped. Their order has no effect on a score.
func (f *Frame) Cases() []Case { return f.Index.Cases() }

// frameIndex is the index of a frame that was made from the beginning.
type frameIndex struct{ f *Frame }

func (x frameIndex) Cases() []Case { return x.f.AllCases().Cases }

func (x frameIndex) Size() int { return x.f.Selection.Submitted() + len(x.f.OtherCases) }

func (x frameIndex) CaseAt(place int32) Case { return x.f.AllCases().Cases[place] }

// AllCases are the cases of a frame that was made from the beginning: those of items, then the others.
func (f *Frame) AllCases() *caseList {
	l := f.list
	l.once.Do(func() {
		l.Cases, l.placeOf = make([]Case, 0, f.Selection.Submitted()+len(f.OtherCases)),
			make([]int32, f.ItemIndex.Items())
		for n := range f.ItemIndex.Items() {
			if c, ok := f.ItemCase(n); ok {
				l.Cases = append(l.Cases, c)
				l.placeOf[n] = int32(len(l.Cases))
			}
		}
		l.Cases = append(l.Cases, f.OtherCases...)
	})
	return l
}

func (x frameIndex) Submission(item uint32) (int32, bool) {
	n, ok := x.f.ItemIndex.ItemOf(item)
	switch {
	case !ok || x.f.Selection.Item(n) == columns.NotSubmitted:
		return 0, false
	case x.f.Selection.Item(n) == columns.Whole:
		return x.f.ItemIndex.Item(n)[0], true
	}
	c, _ := x.f.ItemCase(n)
	return c.First, true
}

func (x frameIndex) Item(item uint32) (int32, bool) {
	if n, ok := x.f.ItemIndex.ItemOf(item); ok && x.f.AllCases().placeOf[n] > 0 {
		return x.f.AllCases().placeOf[n] - 1, true
	}
	return 0, false
}

func (x frameIndex) CommissionCase(code uint32) (place int32, ok bool) {
	n, ok := x.f.Selection.Commission(code)
	return int32(x.f.Selection.Submitted() + len(x.f.OtherCases) - len(x.f.offRoster) + n), ok
}

// Commission refuses a commission of a unit that was off the roster. To items it is none either.
func (x frameIndex) Commission(code uint32) (pos int32, ok bool) {
	if n, ok := x.f.Selection.Commission(code); ok {
		return x.f.Selection.Commissions()[n].Position, !x.f.offRoster[n]
	}
	return 0, false
}
