package steps

import (
	"cmp"
	"math/big"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Change is a result of steps 1 and 2: a difference of an amount of an account, or of a count of a quota, of a
// unit. It has the date of the entry that caused it, or of the end of a period.
type Change struct {
	At       time.Time
	Position int32 // of the entry that caused it; NoEntry: the end of a period did
	cause    int32 // the position of an entry of which a rule was asked later, or of a commission that is settled
	since    int64 // of what is laid over an item: when an entry first gave something for it, in nanoseconds
	Unit     string
	Item     uint32        // the code of its id in the ledger's columns; 0: none
	lead     bool          // its rule is that of the posting
	per      calendar.Kind // of the period that ended; 0: an entry caused it
	Rule     *scheme.Rule  // nil: a count
	Quota    *scheme.Quota // of a count
	Account  int
	Amount   decimal.Decimal
	beyond   *big.Rat       // what its exact share has beyond the amount; nil: nothing
	Entries  []int32        // the evidence, in recording order
	Group    int            // see Runner.Group
	capKey   string         // its keys in the caps with a key
	Note     any            // its provenance, by an observer
	Carried  *Carried       // nil: it is posted where it is dated
	Opening  *frame.Opening // nil: the ledger itself has it
	origin   string         // the unit that had it first, where this one has it from another; empty: this one
}

// Carried says of what a change is that is posted on the first open day, since its own period is closed.
type Carried struct {
	By       int32           // the position of the close
	Period   calendar.Period // that it closes
	Late     bool            // entries came late; else what counted was struck out, or changed otherwise
	Was, Now decimal.Decimal // what was posted of it so far, and what it comes to
}

// Cause is the position of the entry of which a rule was asked on a later day, or of a commission that is settled; 0:
// neither.
func (c *Change) Cause() int32 { return c.cause }

// belongsTo says whether a change that is dated in a period of a kind is part of its sums: a figure is of its own
// period alone, and an opening not of shorter ones. A run is of no kind.
func (c *Change) belongsTo(kind calendar.Kind) bool {
	if c.Opening != nil && !c.Opening.BelongsTo(kind) {
		return false
	}
	return c.Rule == nil || !c.Rule.Figure || c.per == kind
}

// NoEntry is the position of a change that no entry caused. It is greater than that of every entry.
const NoEntry = int32(1<<31 - 1)

// CompareChanges orders the changes of a unit by time, position, account, group, item, rule, cap key, cause and the
// unit that had them first, what is laid over items in the order of these; differences, which are postings of their own
// for each unit that had them first, by that before the rule.
func CompareChanges(a, b Change) int {
	index := func(c *Change) int {
		if c.Rule == nil {
			return -1
		}
		return c.Rule.Index
	}
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Position, b.Position),
		cmp.Compare(a.Account, b.Account), cmp.Compare(a.Group, b.Group),
		cmp.Compare(a.Item, b.Item), cmp.Compare(a.carriedOf(), b.carriedOf()), cmp.Compare(index(&a), index(&b)),
		cmp.Compare(a.capKey, b.capKey), cmp.Compare(a.since, b.since), cmp.Compare(a.cause, b.cause),
		cmp.Compare(a.First(), b.First()))
}

// Per is the kind of the period at whose end a change was settled; 0: an entry caused it.
func (c *Change) Per() calendar.Kind { return c.per }

// First is the unit that had a change first.
func (c *Change) First() string { return cmp.Or(c.origin, c.Unit) }

// carriedOf is the unit that had a difference first; empty of what is no difference.
func (c *Change) carriedOf() string {
	if c.Carried == nil {
		return ""
	}
	return c.First()
}
