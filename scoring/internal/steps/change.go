package steps

import (
	"cmp"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// Change is what step 1 and step 2 give: an amount of an account, or a count of a quota, for a unit, by a rule, dated by
// the entry that caused it or by the end of a period.
type Change struct {
	At       time.Time
	Position int32 // of the entry that caused it; settled for the end of a period
	cause    int32 // of a commission that was settled at the end of a period: its position
	Unit     string
	Item     uint32        // the code of its id in the ledger's columns; 0: none
	lead     bool          // its rule is the one under which the posting of its event stands
	Rule     *scheme.Rule  // nil: a count
	Quota    *scheme.Quota // of a count
	Account  int
	Amount   decimal.Decimal
	Entries  []int32 // the evidence, in recording order
	Group    int     // changes of one event and group are one posting
	capKey   string  // for caps that limit apart by a value of the entry
	Note     any     // how it came about; an observer of the steps may put it there
}

// NoEntry is the position of what no entry caused: it comes after all entries.
const NoEntry = int32(1<<31 - 1)

// CompareChanges orders the changes of a unit: by time, cause, account, group, item, rule and label.
func CompareChanges(a, b Change) int {
	index := func(c *Change) int {
		if c.Rule == nil {
			return -1
		}
		return c.Rule.Index
	}
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Position, b.Position),
		cmp.Compare(a.Account, b.Account), cmp.Compare(a.Group, b.Group),
		cmp.Compare(a.Item, b.Item), cmp.Compare(index(&a), index(&b)),
		cmp.Compare(a.capKey, b.capKey), cmp.Compare(a.cause, b.cause))
}
