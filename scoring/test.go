package scoring

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Failure is a figure of a scheme's test that did not come out.
type Failure struct {
	Test     string
	Position document.Position // of the figure in the scheme
	Message  string
}

// String is "file:line:col: test: message".
func (f Failure) String() string { return fmt.Sprintf("%s: %s: %s", f.Position, f.Test, f.Message) }

// RunTests runs the worked cases inside a scheme and returns what did not come out; none means that all pass. The error is
// Score's.
func RunTests(ctx context.Context, s *scheme.Scheme) ([]Failure, error) {
	var out []Failure
	for _, t := range s.Tests {
		failures, err := runTest(ctx, s, t)
		if err != nil {
			return nil, fmt.Errorf("test %q: %w", t.Name, err)
		}
		out = append(out, failures...)
	}
	return out, nil
}

func runTest(ctx context.Context, s *scheme.Scheme, t scheme.Test) ([]Failure, error) {
	book, err := Score(ctx, s, t.Ledger, frame.Options{Period: t.Period, Until: t.Until, Known: t.Known, Params: t.Params, Readings: t.Readings})
	if err != nil {
		return nil, err
	}
	var out []Failure
	fail := func(e scheme.Expected, format string, args ...any) {
		out = append(out, Failure{Test: t.Name, Position: e.Position, Message: fmt.Sprintf(format, args...)})
	}
	lists := map[string][]string{} // what must be named whole: found, less what was expected
	for _, u := range book.Unscored() {
		lists["unscored"] = append(lists["unscored"], u.Entry+": "+u.Code)
	}
	for _, p := range book.Problems() {
		who := p.Unit
		if p.Position >= 0 {
			who = book.Ledger.Entry(int(p.Position)).ID
		}
		lists["problems"] = append(lists["problems"], who+": "+p.Code)
	}
	for _, h := range book.Honours {
		lists["honours"] = append(lists["honours"], h.Honour.Name+": "+h.Unit)
	}
	whole := map[string]scheme.Expected{}
	for _, e := range t.Expect {
		switch e.Of {
		case "unscored", "problems", "honours":
			if whole[e.Of] = e; e.Want == "" {
				continue
			}
			line := e.Who + ": " + e.Want
			i := slices.Index(lists[e.Of], line)
			if i < 0 {
				fail(e, "%s: expected %s; found %s", e.Of, line, listed(lists[e.Of]))
				continue
			}
			lists[e.Of] = slices.Delete(lists[e.Of], i, i+1)
		default:
			got, ok := book.figure(e)
			if !ok {
				fail(e, "%s: no figure of %s for %s", e.Of, e.What, e.Who)
			} else if want, err := decimal.NewFromString(e.Want); err != nil || !want.Equal(got) {
				fail(e, "%s of %s, %s: expected %s; found %s", e.Of, e.Who, e.What, e.Want, got)
			}
		}
	}
	for _, of := range []string{"unscored", "problems", "honours"} {
		e, named := whole[of]
		switch {
		case named && len(lists[of]) > 0:
			fail(e, "%s: found more than expected: %s", of, listed(lists[of]))
		case of == "problems" && len(lists[of]) > 0: // a rule that missed a fact is not what a test means to show
			fail(scheme.Expected{Position: t.Position}, "problems: expected none; found %s", listed(lists[of]))
		}
	}
	return out, nil
}

func listed(lines []string) string {
	if len(lines) == 0 {
		return "none"
	}
	return strings.Join(lines, ", ")
}

// figure is the figure that a test names: a total, a rank, or the done or missing of a quota, summed over the period; 0 for
// a unit of the period that owed nothing.
func (b *Scorebook) figure(e scheme.Expected) (decimal.Decimal, bool) {
	if e.Of == "totals" || e.Of == "ranks" {
		for _, t := range b.Totals {
			if t.Unit == e.Who && b.Scheme.Accounts[t.Account].Name == e.What {
				if e.Of == "ranks" {
					return decimal.RequireFromString(strconv.Itoa(t.Rank)), true
				}
				return t.Amount, true
			}
		}
		return decimal.Decimal{}, false
	}
	sum, found := decimal.Decimal{}, false
	for _, q := range b.Quotas() {
		if q.Unit == e.Who && q.Quota.Name == e.What {
			found = true
			if e.Of == "done" {
				sum = sum.Add(q.Done)
			} else {
				sum = sum.Add(q.Missing)
			}
		}
	}
	if !found { // nothing was owed
		found = slices.ContainsFunc(b.Totals, func(t steps.Total) bool { return t.Unit == e.Who })
	}
	return sum, found
}
