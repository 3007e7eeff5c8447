package bulk

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// rankingEntry is whether and how a unit enters a ranking.
type rankingEntry struct {
	known    bool
	eligible bool
	group    string
	keys     []steps.Key
}

// entryCache is how units enter a ranking whose expressions read nothing but the roster state of the unit, the period
// and parameters. Units with equal columns in what is read share an entry.
type entryCache struct {
	fields  []columns.Field
	keys    sequence.Table
	entries []rankingEntry // by number of the key
	key     []uint32
}

// NewEntrants returns a cache for a ranking; nil: its expressions read more, so each unit is evaluated.
func NewEntrants(r *steps.Ranking, ranking *scheme.Ranking) *entryCache {
	if r.Observed() {
		return nil
	}
	read := signature.NewReads(r.Frame().Scheme.Vocabulary)
	for _, p := range ranking.Programs().But() {
		if p != nil && slices.ContainsFunc(p.Reads(), func(r rule.Read) bool {
			return !slices.Contains([]string{"unit", "period", "params"}, r.Path[0].Name)
		}) {
			return nil
		}
		read.Add(p)
	}
	if read.WholeRecord {
		return nil
	}
	return &entryCache{fields: read.UnitFields()}
}

// at is the entry of a roster state.
func (c *entryCache) at(f *frame.Frame, m *ledger.Member) *rankingEntry {
	c.key = signature.AppendMember(f, c.key[:0], m, c.fields)
	n, isNew := c.keys.Number(c.key)
	if isNew {
		c.entries = append(c.entries, rankingEntry{})
	}
	return &c.entries[n]
}

// Orderer orders a ranking, and evaluates its expressions once for units with equal roster states.
type Orderer struct{}

// Order implements steps.Orderer.
func (Orderer) Order(r *steps.Ranking, n int, reported bool) ([]steps.Contender, bool) {
	ranking := r.Frame().Scheme.Rankings[n]
	cache := NewEntrants(r, ranking)
	if cache == nil {
		return nil, false
	}
	all := r.Field(reported)
	ranked := all[:0]
	for i := range all {
		if c := &all[i]; Enters(r, ranking, cache, c) {
			ranked = append(ranked, *c)
		}
	}
	return steps.InRank(ranked), true
}

// Enters says whether a unit enters a ranking, and sets its group and keys. The cache may be nil.
func Enters(r *steps.Ranking, ranking *scheme.Ranking, cache *entryCache, c *steps.Contender) bool {
	if cache == nil {
		return r.Enters(ranking, c)
	}
	if !r.Has(c, ranking.Account) {
		return false
	}
	found := cache.at(r.Frame(), c.Member)
	if found.known {
		c.Amount, c.Group, c.Keys = c.Figures.Totals[ranking.Account], found.group, found.keys
		return found.eligible
	}
	eligible, ok := r.Entry(ranking, c)
	if ok {
		*found = rankingEntry{true, eligible, c.Group, c.Keys}
	}
	return eligible
}
