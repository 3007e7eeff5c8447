package signature

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// onlyItem says whether a condition reads nothing but a submission and parameters.
func onlyItem(p *rule.Program) bool {
	return !slices.ContainsFunc(p.Reads(), func(r rule.Read) bool {
		return r.Path[0].Name != "item" && r.Path[0].Name != "params"
	})
}

func readsItem(p *rule.Program) bool {
	return slices.ContainsFunc(p.Reads(), func(r rule.Read) bool { return r.Path[0].Name == "item" })
}

// predicate is a part of an expression, a condition, whose answer is part of a row signature in place of what it
// reads.
type predicate struct {
	scope   *scheme.Scope
	Program *rule.Program
	// it reads a time or another entry, so it is evaluated for each entry; else once for a list of attributes
	perEntry  bool
	element   bool          // it is a condition on an element of a list of the item
	ReadsTier bool          // it reads the tier of an adoption
	asked     []frame.Guard // one of which fails where no expression asks it
}

// predicateIndex finds the predicates of a kind that are evaluated for an entry, of those that are per entry, or of the
// others. Of those that it leaves out the answer is false, or no expression asks it.
type predicateIndex struct {
	of    []int32 // places among those of the kind, ascending
	index *frame.Guarded
}

// minPredicates is how many predicates a text must select among, where it is read for each entry or for each group.
const (
	minPerEntry = 16
	minPerGroup = 4
)

func newPredicateIndex(all []predicate, perEntry bool) (out predicateIndex) {
	var guards [][]frame.Guard
	for i, c := range all {
		if c.perEntry == perEntry {
			out.of = append(out.of, int32(i))
			guards = append(guards, slices.Concat(frame.GuardsOf(c.scope, c.Program), c.asked))
		}
	}
	least := minPerGroup
	if perEntry {
		least = minPerEntry
	}
	out.index = frame.NewGuarded(guards, least)
	return out
}

// The answers of a predicate.
const (
	answerFalse uint32 = iota
	answerTrue
	answerAbsent
	answerFailed
	answerOpen // without exact times it is undecided
	answerDear // it costs more than MostOfPredicate
	numAnswers
)

// Bounds of the cost of what entries of one signature are taken to be alike in. Their texts, numbers and times may
// differ where a predicate stands for them, and so may what an evaluation of the predicate costs. An entry of which a
// predicate costs more than MostOfPredicate has no signature. An expression that costs no more than MostShared for a
// case evaluates no more predicates than that, and so stays within its limit for all cases of the class.
const (
	MostOfPredicate = 1000
	MostShared      = rule.DefaultCost / (MostOfPredicate + 1)
)
