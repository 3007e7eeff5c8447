package signature

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// onlyItem says whether a condition reads nothing but a submission and parameters.
func onlyItem(p *rule.Program) bool {
	return !slices.ContainsFunc(p.Reads(), func(r rule.Read) bool {
		return r.Path[0].Name != "item" && r.Path[0].Name != "params"
	})
}

// predicate is a part of an expression, a condition, whose answer is part of a row signature in place of what it
// reads.
type predicate struct {
	scope   *scheme.Scope
	Program *rule.Program
	// it reads a time or another entry, so it is evaluated for each entry; else once for a list of attributes
	perEntry  bool
	element   bool // it is a condition on an element of a list of the item
	ReadsTier bool // it reads the tier of an adoption
}

// numPerEntry is the number of predicates that are evaluated for each entry of a kind.
func (s *Signatures) numPerEntry(kind uint8) int {
	n := 0
	for _, c := range s.ReadSet.Predicates[kind] {
		n += int(Bit(c.perEntry))
	}
	return n
}

// The answers of a predicate.
const (
	answerFalse uint32 = iota
	answerTrue
	answerAbsent
	answerFailed
	answerOpen // without exact times it is undecided
	answerDear // it costs more than MostOfPredicate
)

// Bounds of the cost of what entries of one signature are taken to be alike in. Their texts, numbers and times may
// differ where a predicate stands for them, and so may what an evaluation of the predicate costs. An entry of which a
// predicate costs more than MostOfPredicate has no signature. An expression that costs no more than MostShared for a
// case evaluates no more predicates than that, and so stays within its limit for all cases of the class.
const (
	MostOfPredicate = 1000
	MostShared      = rule.DefaultCost / (MostOfPredicate + 1)
)
