package scoring

import "github.com/gongguo/gongguo/ledger"

// Most items need not be described to find their class: the ledger numbers what their entries hold and how their times stand to
// each other, their pattern; and where all depends on that and on how their unit stood, the class of one item is that of all.

// patterned are the classes by pattern, for one goroutine.
type patterned struct {
	*classifier
	patterns *ledger.Patterns
	of       []pattern // by number
	classes  []int32   // by pattern, number of the unit as it stood, and epoch: the class as the classifier numbers it, plus one
}

// pattern is what is known of one.
type pattern struct {
	state       patternState
	first, last uint8   // which of its entries is the earliest, and the latest
	order       []uint8 // which of its entries is where in the order of effect
}

type patternState uint8

const (
	unseen patternState = iota
	telling
	silent // its class depends on more
)

// maxPatterned bounds the table of classes.
const maxPatterned = 1 << 21

// newPatterned returns nil where patterns tell no class.
func (c *classifier) newPatterned(patterns *ledger.Patterns) *patterned {
	size := (patterns.Len() + 1) * c.standings * (len(c.epochs) + 1)
	if c.none || c.ordered[itemCase] || c.plain == nil || patterns.Len() == 0 || size > maxPatterned {
		return nil
	}
	return &patterned{classifier: c, patterns: patterns, of: make([]pattern, patterns.Len()+1), classes: make([]int32, size)}
}

// class is the class of item n, which is whole, of a unit; false if its pattern does not tell it, or not yet.
func (p *patterned) class(n int, unit int32) (class int32, of *pattern, ok bool) {
	number := p.patterns.Of(n)
	if of = &p.of[number]; of.state != telling {
		return 0, nil, false
	}
	at, ok := p.index(n, number, unit)
	if !ok || p.classes[at] == 0 {
		return 0, nil, false
	}
	return p.classes[at] - 1, of, true
}

// index is the place among the classes of item n, a whole one, of a unit; false if the unit or what is in force changes between
// its entries.
func (p *patterned) index(n, number int, unit int32) (int, bool) {
	of, start := &p.of[number], p.arranged.First(n)
	first, last := p.when.At(start+int(of.first)), p.when.At(start+int(of.last))
	epoch := epochOf(p.epochs, first)
	if epoch != epochOf(p.epochs, last) {
		return 0, false
	}
	member := uint32(0)
	if unit >= 0 {
		if p.units.until(unit, first) != p.units.until(unit, last) {
			return 0, false
		}
		if state := p.units.at(unit, first); state != noState {
			member = p.members[state]
		}
	}
	return (number*p.standings+int(member))*(len(p.epochs)+1) + int(epoch), true
}

// learn takes over the class of item n, a whole one, of a unit, which the classifier has just described.
func (p *patterned) learn(n int, unit int32, class uint32) {
	number := p.patterns.Of(n)
	if number == 0 {
		return
	}
	of := &p.of[number]
	if of.state == unseen {
		*of = p.study(n)
	}
	if of.state == telling {
		if at, ok := p.index(n, number, unit); ok {
			p.classes[at] = int32(class) + 1
		}
	}
}

// study finds whether the pattern of item n, which the classifier has just described, tells all that its class depends on but
// for the unit and what is in force.
func (p *patterned) study(n int) pattern {
	of, start := pattern{state: telling}, p.arranged.First(n)
	for _, d := range p.dated {
		kind := p.kindOf[d.number]
		if kind != p.submit && !p.about[kind] || p.hasMore(d.number) {
			return pattern{state: silent}
		}
		k := p.placeFrom(start, d.pos) - start
		of.order = append(of.order, uint8(k))
		if d.at < p.when.At(start+int(of.first)) {
			of.first = uint8(k)
		}
		if d.at > p.when.At(start+int(of.last)) {
			of.last = uint8(k)
		}
	}
	return of
}

// from is when an entry of item n, a whole one, takes effect.
func (p *patterned) from(n int, entry uint8) int64 {
	start := p.arranged.First(n)
	return max(p.when.At(start+int(entry)), p.when.At(start)) // the submission comes first
}
