package rule

import "strconv"

// Limits bound what an expression may be and what it may do. A zero field takes the default, which
// is pinned: it does not change within a major version, so what runs today runs tomorrow.
type Limits struct {
	// Source is the longest expression, in characters. Default 10,000.
	Source int
	// Nodes is the largest syntax tree, macros written out. Default 10,000.
	Nodes int
	// Depth is the deepest nesting of parentheses, operators and calls. Default 100, and never more than 250.
	Depth int
	// Cost bounds one evaluation, as if it were run alone and without a memo: each operator, call, field, index and
	// step of a loop costs one, and what looks at more costs more: an element of a list one, a text one for 16 bytes
	// that are walked, compared, copied or read, a map what its keys cost to sort, a regular expression one for 16 of
	// its steps at each byte, arithmetic beyond 64 bits and every division four. Default 1,000,000.
	Cost int64
	// Constants bounds what the parts of one expression cost that are worked out when it is compiled, and so the
	// memory that their values keep: at most some 200 bytes for one. Default 20,000, and never more than Cost.
	Constants int64
	// Text is the longest text that an expression may make, in bytes. Default 65,536.
	Text int
	// List is the longest list that an expression may make. Default 100,000.
	List int
	// Pattern is the longest regular expression of matches(), in bytes. Default 500.
	Pattern int
}

const maxDepth = 250

// DefaultCost is what an evaluation may cost where [Limits] do not say otherwise.
const DefaultCost = 1_000_000

// withDefaults fills in what is zero or negative.
func (l Limits) withDefaults() Limits {
	set := func(field *int, value int) {
		if *field <= 0 {
			*field = value
		}
	}
	set(&l.Source, 10_000)
	set(&l.Nodes, 10_000)
	set(&l.Depth, 100)
	l.Depth = min(l.Depth, maxDepth)
	set(&l.Text, 1<<16)
	set(&l.List, 100_000)
	set(&l.Pattern, 500)
	if l.Cost <= 0 {
		l.Cost = DefaultCost
	}
	if l.Constants <= 0 {
		l.Constants = 20_000
	}
	l.Constants = min(l.Constants, l.Cost)
	return l
}

// ofConstants are the limits of the constant parts of an expression.
func (l Limits) ofConstants() Limits {
	l.Cost = l.Constants
	return l
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
