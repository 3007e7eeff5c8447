package scoring

import "github.com/gongguo/gongguo/ledger"

// Most items need not be described to find their class: the ledger numbers what their entries hold and how their times stand to
// each other, their pattern; and where all depends on that, on how their unit stood and on what was in force, what one item
// gives is what all give.

// patterned adds what items give by their patterns, for one goroutine.
type patterned struct {
	*classifier
	patterns *ledger.Patterns
	of       []pattern // by number
	known    []known   // by pattern, number of the unit as it stood, and epoch; see index
	gains    []dueGain // of all that are known
	sums     *sums
	run      unitRun
}

// pattern is what is seen of one.
type pattern struct {
	state       patternState
	first, last uint8 // which of its entries is the earliest, and the latest
}

type patternState uint8

const (
	unseen patternState = iota
	telling
	silent // what an item gives depends on more
)

// known is what an item gives: gains[start:end].
type known struct {
	start, end uint32
	is, tells  bool // it is known; something is refused or reported
}

// dueGain is a gain of the item's unit, dated by one of its entries, in little room.
type dueGain struct {
	whole int32
	slot  uint16
	entry uint8
}

// unitRun is the unit whose items are in hand.
type unitRun struct {
	code   uint32
	unit   int32
	sums   *unitSums
	steady bool // it is on the roster from an instant on, and never anything else
	since  int64
	member uint32 // as what
}

// maxPatterned bounds the table of what is known.
const maxPatterned = 1 << 21

// newPatterned returns nil where patterns do not tell what items give.
func (c *classifier) newPatterned(patterns *ledger.Patterns, s *sums) *patterned {
	size := (patterns.Len() + 1) * c.standings * (len(c.epochs) + 1)
	if c.none || c.ordered[itemCase] || c.plain == nil || patterns.Len() == 0 || size > maxPatterned {
		return nil
	}
	return &patterned{classifier: c, patterns: patterns, of: make([]pattern, patterns.Len()+1), known: make([]known, size), sums: s}
}

// add adds what the items from n on give, up to one of which the pattern does not tell it, or not yet: it returns that one, or
// end. Items of which something is refused or reported are added to telling.
func (p *patterned) add(n, end int, telling *[]Case) int {
	var here cellRun
	for begin := n; ; n++ {
		if n == end || p.items[n] != wholeItem {
			p.tried += n - begin
			return n
		}
		if code := p.arranged.Unit(n); code != p.run.code {
			p.run, here = p.runOf(code), cellRun{}
		}
		number, start := p.patterns.Of(n), p.arranged.First(n)
		at, ok := p.index(number, start)
		if !ok || !p.known[at].is {
			p.tried += n - begin
			return n
		}
		known := &p.known[at]
		handedIn := p.when.At(start) // the submission comes first
		for i := range p.gains[known.start:known.end] {
			g := &p.gains[int(known.start)+i]
			if g.entry > 0 {
				p.sums.add(p.run.unit, p.cells.of(max(handedIn, p.when.At(start+int(g.entry)))), int32(g.slot), int64(g.whole))
				continue
			}
			if handedIn < here.low || handedIn >= here.high { // seldom: items of a unit come in the order of time
				here = p.cellAt(handedIn)
			}
			p.run.sums.values[here.row+int(g.slot)] += int64(g.whole)
		}
		if known.tells {
			of, _ := p.itemCase(n)
			*telling = append(*telling, of)
		}
	}
}

// cellRun is a cell of time [low, high), and where the sums of the unit in hand stand for it.
type cellRun struct {
	low, high int64
	row       int
}

// cellAt is the cell of an instant.
func (p *patterned) cellAt(at int64) cellRun {
	cell := p.cells.of(at)
	low, high := p.cells.span(cell)
	return cellRun{low, high, p.sums.start(p.run.unit, cell)}
}

// runOf is the unit of that code.
func (p *patterned) runOf(code uint32) unitRun {
	r := unitRun{code: code}
	r.unit, _ = p.units.of(code)
	if r.unit < 0 {
		return r
	}
	r.sums = &p.sums.units[r.unit]
	if states := p.units.states[p.units.first[r.unit]:p.units.first[r.unit+1]]; len(states) == 1 && states[0].on {
		r.steady, r.since, r.member = true, states[0].from, p.members[p.units.first[r.unit]]
	}
	return r
}

// index is the place among those that are known of a whole item of the unit in hand, by its pattern and where its entries begin;
// false if the pattern tells nothing, or if the unit or what is in force changes between the entries.
func (p *patterned) index(number, start int) (int, bool) {
	of := p.of[number]
	if of.state != telling {
		return 0, false
	}
	first, member, epoch := p.when.At(start+int(of.first)), p.run.member, uint32(0)
	if !p.run.steady || first < p.run.since || len(p.epochs) > 0 {
		last, unit := p.when.At(start+int(of.last)), p.run.unit
		if epoch = epochOf(p.epochs, first); epoch != epochOf(p.epochs, last) {
			return 0, false
		}
		member = 0
		if unit >= 0 {
			if p.units.until(unit, first) != p.units.until(unit, last) {
				return 0, false
			}
			if state := p.units.at(unit, first); state != noState {
				member = p.members[state]
			}
		}
	}
	return (number*p.standings+int(member))*(len(p.epochs)+1) + int(epoch), true
}

// learn takes over what item n gives, of which the classifier has just found the class, after add came to it.
func (p *patterned) learn(n int, c *class) {
	number, start := p.patterns.Of(n), p.arranged.First(n)
	if number == 0 || p.items[n] != wholeItem || c.apart {
		return
	}
	if p.of[number].state == unseen {
		p.of[number] = p.study(start)
	}
	at, ok := p.index(number, start)
	if !ok {
		return
	}
	known := known{start: uint32(len(p.gains)), is: true, tells: c.tells}
	for _, g := range c.gains {
		if g.unit != 0 || g.entry == settlementOnly || int64(int32(g.whole)) != g.whole || int32(uint16(g.slot)) != g.slot {
			p.gains, p.of[number].state = p.gains[:known.start], silent
			return
		}
		p.gains = append(p.gains, dueGain{int32(g.whole), uint16(g.slot), uint8(p.placeFrom(start, p.dated[g.entry].pos) - start)})
	}
	known.end = uint32(len(p.gains))
	p.known[at] = known
}

// study finds whether the pattern of an item, which the classifier has just described, tells all that it gives but for the unit
// and what is in force: its entries are about the item alone, and nothing else is looked at.
func (p *patterned) study(start int) pattern {
	of := pattern{state: telling}
	for _, d := range p.dated {
		kind := p.kindOf[d.number]
		if kind != p.submit && !p.about[kind] || p.hasMore(d.number) {
			return pattern{state: silent}
		}
		k := p.placeFrom(start, d.pos) - start
		if d.at < p.when.At(start+int(of.first)) {
			of.first = uint8(k)
		}
		if d.at > p.when.At(start+int(of.last)) {
			of.last = uint8(k)
		}
	}
	return of
}
