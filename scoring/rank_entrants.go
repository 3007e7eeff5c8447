package scoring

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
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
	fields  []columns.Field
	written sequence.Table
	entries []entry // by number of what is held
	words   []uint32
}

// newEntrants is nil where each unit is to be asked.
func (r *ranking) newEntrants(ranking *scheme.Ranking) *entrants {
	if r.watch != nil || r.tell != nil {
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

// enters says whether a unit is ranked, in which group and by what; known may be nil.
func (r *ranking) enters(ranking *scheme.Ranking, known *entrants, c *contender) bool {
	c.amount = c.figures.totals[ranking.Account]
	var like *entry
	if known != nil {
		if like = known.of(r.Frame, c.member); like.known {
			c.group, c.keys = like.group, like.keys
			return like.eligible
		}
	}
	r.bind(c)
	eligible, err := r.holds(ranking.Scope, ranking.Eligible)
	if err == nil && eligible && ranking.Group != nil {
		var v rule.Value
		v, err = r.eval(ranking.Scope, ranking.Group)
		c.group, _ = v.AsString()
	}
	for _, p := range ranking.Order {
		if err != nil || !eligible {
			break
		}
		var v rule.Value
		v, err = r.eval(ranking.Scope, p)
		n, _ := v.AsNumber()
		c.keys = append(c.keys, n)
	}
	if err != nil {
		r.problem(ranking.Name, c, err)
		return false
	}
	if like != nil {
		*like = entry{true, eligible, c.group, c.keys}
	}
	return eligible
}
