package bulk

import (
	"sync"

	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// Class is an equivalence class of cases: those with one key. The key of a case is the row signatures of its entries
// in the order of effect, and the order of their times where expressions compare them. Step 1 runs for one case of a
// class; its results are added for each. The goroutine that meets a class first makes it, all read it.
type Class struct {
	ready   chan struct{} // closed when the rest is there
	Alone   bool          // each case is scored alone, since a result is no whole number
	Results []ClassResult // otherwise
	Notable bool          // a case has a refusal or a problem

	Representative *representativeCase // for an engine
}

// isReady says whether the class is made.
func (c *Class) isReady() bool {
	select {
	case <-c.ready:
		return true
	default:
		return false
	}
}

// classTable is the dictionary of the classes of all goroutines, by key.
type classTable struct {
	mu      sync.Mutex
	keys    sequence.Table
	Classes []*Class // by number of the key
}

// find returns the class of a key and its number. A new one is to be made by the caller.
func (t *classTable) find(key []uint32) (number int32, c *Class, isNew bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n, isNew := t.keys.Number(key)
	if isNew {
		t.Classes = append(t.Classes, &Class{ready: make(chan struct{})})
	}
	return int32(n), t.Classes[n], isNew
}

// representativeCase is the case for which step 1 ran, with its entries in the order of effect and their units.
type representativeCase struct {
	Case         frame.Case
	Order, Units []int32
}

// NoClass is the class number of a case that is scored alone.
const NoClass = ^uint32(0)
