package scoring

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
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
	fields  []ledger.Field
	written sequence.Table
	entries []entry // by number of what is held
	words   []uint32
}

// newEntrants is nil where each unit is to be asked.
func newEntrants(r *ranking, ranking *scheme.Ranking) *entrants {
	if r.observer != nil {
		return nil
	}
	read := newReads(r.scheme.Vocabulary)
	for _, p := range append([]*rule.Program{ranking.Eligible, ranking.Group}, ranking.Order...) {
		if p != nil && slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return !slices.Contains([]string{"unit", "period", "params"}, r.Path[0].Name) }) {
			return nil
		}
		read.addAll(p)
	}
	if read.anything {
		return nil
	}
	return &entrants{fields: read.unitFields()}
}

// of is what is known of units like one.
func (k *entrants) of(f *Frame, m *ledger.Member) *entry {
	k.words = f.written(k.words[:0], m, k.fields)
	n, fresh := k.written.Number(k.words)
	if fresh {
		k.entries = append(k.entries, entry{})
	}
	return &k.entries[n]
}

// bulkOrderer asks once of units that stand alike on the roster whether and how they enter a ranking.
type bulkOrderer struct{}

func (bulkOrderer) order(r *ranking, n int, shown bool) ([]contender, bool) {
	ranking := r.scheme.Rankings[n]
	known := newEntrants(r, ranking)
	if known == nil {
		return nil, false
	}
	all := r.field(shown)
	in := all[:0]
	for i := range all {
		if c := &all[i]; entersBy(r, ranking, known, c) {
			in = append(in, *c)
		}
	}
	return inRank(in), true
}

// entersBy says whether a unit is ranked, in which group and by what; known may be nil.
func entersBy(r *ranking, ranking *scheme.Ranking, known *entrants, c *contender) bool {
	if known == nil {
		return r.enters(ranking, c)
	}
	like := known.of(r.Frame, c.member)
	if like.known {
		c.amount, c.group, c.keys = c.figures.totals[ranking.Account], like.group, like.keys
		return like.eligible
	}
	eligible, ok := r.entry(ranking, c)
	if ok {
		*like = entry{true, eligible, c.group, c.keys}
	}
	return eligible
}
