package steps

import (
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// mostOfCase is how many entries about one item, or answers to one commission, are scored. What they are worth is asked
// anew after each of them: where a rule on adoptions reads the list of adoptions, n adoptions are n²/2 worths, and the
// evidence of each change is all adoptions so far, so that the result itself grows with n². Of 2,000 adoptions that is
// 0.2 s where the rule asks of nothing but the item (see asTwin), 5 s where each adoption is compared with the others.
const mostOfCase = 2000

// tooLong says whether a case has more entries than are scored: then its first entry is refused, and a problem.
func (e *Runner) tooLong(c *frame.Case, first *frame.Fact, out *Credited) bool {
	n := len(c.Entries)
	if n <= mostOfCase {
		return false
	}
	why := reason.New("limit.item", "found {found} entries about the item; at most {most} are scored", n, mostOfCase)
	if c.Kind == frame.CommissionCase {
		why = reason.New("limit.commission", "found {found} answers; at most {most} are scored", n, mostOfCase)
	}
	out.Problems = append(out.Problems, frame.Problem{Position: c.First, Rule: "case", Code: "limit", Reason: why,
		Lasting: frame.Lasting{Since: first.At}})
	out.Refusals = append(out.Refusals, frame.Refusal{Position: c.First, Code: "limit", Reason: why})
	return true
}
