package steps

// places are the ranks of a group. They are given out in the order of the ranking.
type places struct {
	ties  string // how a tie is ranked, see [scheme.Ranking]
	taken int    // how many have a place
	last  *Contender
	place int // of the last
}

// next is the place of the contender that comes next.
func (p *places) next(c *Contender) int {
	switch {
	case p.ties == "ordinal" || p.last == nil:
		return p.taken + 1
	case tied(p.last, c):
		return p.place
	case p.ties == "dense":
		return p.place + 1
	}
	return p.taken + 1
}

// take gives a contender the place that is next for it.
func (p *places) take(c *Contender, place int) {
	p.taken++
	p.last, p.place = c, place
}

// tied says whether amount and keys leave two contenders of a group equal.
func tied(a, b *Contender) bool {
	return a.Amount.cmp(&b.Amount) == 0 && compareKeys(a.Keys, b.Keys) == 0
}
