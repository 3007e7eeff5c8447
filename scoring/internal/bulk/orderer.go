package bulk

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// entry is how a unit enters a ranking.
type entry struct {
	known    bool
	eligible bool
	group    string
	keys     []decimal.Decimal
}

// entrants are how units enter a ranking whose expressions look at nothing but the unit as it stands on the roster: asked once
// for units of which the ledger holds the same in what is read.
type entrants struct {
	fields  []columns.Field
	written sequence.Table
	entries []entry // by number of what is held
	words   []uint32
}

// NewEntrants is nil where each unit is to be asked.
func NewEntrants(r *steps.Ranking, ranking *scheme.Ranking) *entrants {
	if r.Observed() {
		return nil
	}
	read := signature.NewReads(r.Frame().Scheme.Vocabulary)
	for _, p := range ranking.Programs().But() {
		if p != nil && slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return !slices.Contains([]string{"unit", "period", "params"}, r.Path[0].Name) }) {
			return nil
		}
		read.Add(p)
	}
	if read.WholeRecord {
		return nil
	}
	return &entrants{fields: read.UnitFields()}
}

// of is what is known of units like one.
func (k *entrants) of(f *frame.Frame, m *ledger.Member) *entry {
	k.words = signature.AppendMember(f, k.words[:0], m, k.fields)
	n, fresh := k.written.Number(k.words)
	if fresh {
		k.entries = append(k.entries, entry{})
	}
	return &k.entries[n]
}

// Orderer asks once of units that stand alike on the roster whether and how they enter a ranking.
type Orderer struct{}

// Order implements steps.Orderer.
func (Orderer) Order(r *steps.Ranking, n int, shown bool) ([]steps.Contender, bool) {
	ranking := r.Frame().Scheme.Rankings[n]
	known := NewEntrants(r, ranking)
	if known == nil {
		return nil, false
	}
	all := r.Field(shown)
	in := all[:0]
	for i := range all {
		if c := &all[i]; EntersBy(r, ranking, known, c) {
			in = append(in, *c)
		}
	}
	return steps.InRank(in), true
}

// EntersBy says whether a unit is ranked, in which group and by what; known may be nil.
func EntersBy(r *steps.Ranking, ranking *scheme.Ranking, known *entrants, c *steps.Contender) bool {
	if known == nil {
		return r.Enters(ranking, c)
	}
	like := known.of(r.Frame(), c.Member)
	if like.known {
		c.Amount, c.Group, c.Keys = c.Figures.Totals[ranking.Account], like.group, like.keys
		return like.eligible
	}
	eligible, ok := r.Entry(ranking, c)
	if ok {
		*like = entry{true, eligible, c.Group, c.Keys}
	}
	return eligible
}
