package scoring

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Failure is a figure of a scheme's test that differs from the expected one.
type Failure struct {
	Test     string
	Position document.Position // of the figure in the scheme
	Reason   reason.Reason
}

// String is "file:line:col: test: message".
func (f Failure) String() string { return fmt.Sprintf("%s: %s: %s", f.Position, f.Test, f.Reason) }

// RunTests runs the tests of a scheme and returns the failures; none: all pass. The scheme is built once for all tests
// that take the same readings and figures. Requires s not to be nil. The error is that of [Score].
func RunTests(ctx context.Context, s *scheme.Scheme) ([]Failure, error) {
	failures, entries := make([][]Failure, len(s.Tests)), 0
	for _, t := range s.Tests {
		entries += t.Ledger.Len()
	}
	ctx = frame.SharingWork(ctx, entries)
	for _, alike := range scheme.TestsByVariant(s.Tests) {
		varied, wrong, err := frame.Apply(ctx, s,
			frame.Options{Params: s.Tests[alike[0]].Params, Readings: s.Tests[alike[0]].Readings})
		if err == nil && len(wrong) > 0 {
			err = faced(&frame.OptionsError{Wrong: wrong})
		}
		for _, i := range alike {
			if err == nil {
				failures[i], err = runTest(ctx, varied, s.Tests[i])
			}
			if err != nil {
				return nil, fmt.Errorf("test %q: %w", s.Tests[i].Name, err)
			}
		}
	}
	return slices.Concat(failures...), nil
}

// runTest runs a test on the scheme as the test varies it.
func runTest(ctx context.Context, s *scheme.Scheme, t scheme.Test) ([]Failure, error) {
	o, err := ParseOptions(t.Period, t.Until, t.Known)
	if err != nil {
		return nil, err
	}
	o.Internal = true // of lists only ids and codes are compared and said
	book, err := Score(ctx, s, t.Ledger, o)
	if err != nil {
		return nil, err
	}
	rows, err := rowsOf(ctx, book)
	if err != nil {
		return nil, err
	}
	if err := rows.audit(ctx, t.Expect); err != nil {
		return nil, err
	}
	var out []Failure
	fail := func(e scheme.Expected, r reason.Reason) {
		out = append(out, Failure{Test: t.Name, Position: e.Position, Reason: r})
	}
	lists := rows.lists
	expected := map[string]scheme.Expected{}
	for _, e := range t.Expect {
		switch e.Of {
		case "unscored", "problems", "honours", "results", "unmet", "suspects":
			if expected[e.Of] = e; e.Want == "" {
				continue
			}
			line := strings.TrimPrefix(e.Who+": "+e.Want, ": ")
			i := slices.Index(lists[e.Of], line)
			if i < 0 {
				fail(e, reason.New("test.list", "{list}: expected {expected}; found {found}", e.Of, line,
					joinLines(lists[e.Of])))
				continue
			}
			lists[e.Of] = slices.Delete(lists[e.Of], i, i+1)
			if e.Of != "honours" && e.Of != "results" { // several rules may say the same
				lists[e.Of] = slices.DeleteFunc(lists[e.Of], func(l string) bool { return l == line })
			}
		case "grades":
			if got, ok := rows.grade(e); !ok {
				fail(e, reason.New("test.no-figure", "{list}: no figure of {of} for {unit}", e.Of, e.What, e.Who))
			} else if got != e.Want {
				fail(e, reason.New("test.figure", "{list} of {unit}, {of}: expected {expected}; found {found}",
					e.Of, e.Who, e.What, e.Want, got))
			}
		default:
			got, ok := rows.figure(e)
			if e.Of == "totals" && e.Want == scheme.NoFigure && rows.noFigure(e) {
				continue
			}
			if !ok {
				fail(e, reason.New("test.no-figure", "{list}: no figure of {of} for {unit}", e.Of, e.What, e.Who))
			} else if want, err := decimal.NewFromString(e.Want); err != nil || !want.Equal(got) {
				fail(e, reason.New("test.figure", "{list} of {unit}, {of}: expected {expected}; found {found}",
					e.Of, e.Who, e.What, e.Want, got.String()))
			}
		}
	}
	for _, list := range strings.Fields(namedWhole) {
		e, named := expected[list]
		switch {
		case named && len(lists[list]) > 0:
			fail(e, reason.New("test.more", "{list}: found more than expected: {found}", list, joinLines(lists[list])))
		case list == "problems" && len(lists[list]) > 0: // a rule that missed a fact is a failure
			fail(scheme.Expected{Position: t.Position}, reason.New("test.problems",
				"problems: expected none; found {found}", joinLines(lists[list])))
		}
	}
	return out, nil
}

// namedWhole are the lists of which a test names all that there is, once it names one.
const namedWhole = "unscored problems honours results unmet suspects"

func joinLines(lines []string) string {
	if len(lines) == 0 {
		return "none"
	}
	return strings.Join(lines, ", ")
}

// foundRows are the rows of a score that a test may name.
type foundRows struct {
	book   *Scorebook
	totals []Total
	quotas []QuotaRow
	lists  map[string][]string // lists that a test names whole, without the expected lines
}

func rowsOf(ctx context.Context, book *Scorebook) (*foundRows, error) {
	out := &foundRows{book: book, totals: slices.Concat(book.Totals(), book.Helpers()), lists: map[string][]string{}}
	var err error
	if out.quotas, err = book.Quotas(ctx); err != nil {
		return nil, err
	}
	unscored, err := book.Unscored(ctx)
	if err != nil {
		return nil, err
	}
	for _, u := range unscored {
		out.lists["unscored"] = append(out.lists["unscored"], u.Entry+": "+u.Code)
	}
	problems, err := book.Problems(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range problems {
		who := p.Unit
		if p.Entry != "" {
			who = p.Entry
		}
		out.lists["problems"] = append(out.lists["problems"], who+": "+p.Code)
	}
	for _, h := range book.Honours() {
		out.lists["honours"] = append(out.lists["honours"], h.Honour+": "+h.Unit)
	}
	for _, o := range book.Outcomes() {
		if row := o.Result + ": " + o.Unit; !slices.Contains(out.lists["results"], row) { // in several own periods
			out.lists["results"] = append(out.lists["results"], row)
		}
	}
	return out, nil
}

// audit adds what a score says of entries when somebody asks, if it is expected.
func (rows *foundRows) audit(ctx context.Context, expected []scheme.Expected) error {
	of := func(list string) bool {
		return slices.ContainsFunc(expected, func(e scheme.Expected) bool { return e.Of == list })
	}
	if of("unmet") {
		unmet, err := rows.book.Unmet(ctx)
		if err != nil {
			return err
		}
		for _, one := range unmet {
			rows.lists["unmet"] = append(rows.lists["unmet"], one.Entry)
		}
	}
	if of("suspects") {
		suspects, err := rows.book.suspects(ctx, rows.book.scored.Frame.Apart()) // as without internal
		if err != nil {
			return err
		}
		for _, s := range suspects {
			var entries []string
			for _, one := range s.Submissions {
				entries = append(entries, one.Entry)
			}
			rows.lists["suspects"] = append(rows.lists["suspects"], strings.Join(entries, " "))
		}
	}
	return nil
}

// noFigure says whether a unit of the period has no figure of the account that a test names.
func (rows *foundRows) noFigure(e scheme.Expected) bool {
	return slices.ContainsFunc(rows.totals, func(t Total) bool {
		return t.Unit == e.Who && t.Account == e.What && t.Absent
	})
}

// grade is the grade that a test names; [scheme.NoFigure]: the unit has none. False: there is no such unit in the
// period.
func (rows *foundRows) grade(e scheme.Expected) (name string, ok bool) {
	name = scheme.NoFigure
	for _, t := range rows.totals {
		if t.Unit != e.Who {
			continue
		}
		if ok = true; t.Grades[e.What] != "" {
			name = t.Grades[e.What]
		}
	}
	return name, ok
}

// figure is the figure that a test names: a total, a rank, or the done or missing of a quota, summed over the
// period. It is 0 of a unit of the period without the quota; false: there is no such unit, or no amount.
func (rows *foundRows) figure(e scheme.Expected) (decimal.Decimal, bool) {
	if e.Of == "totals" || e.Of == "ranks" {
		account, s := e.What, rows.book.Scheme
		var ranking *scheme.Ranking
		if e.Of == "ranks" {
			if ranking, _ = s.RankingNamed(e.What, rows.book.Period.Kind); ranking != nil {
				account = s.Accounts[ranking.Account].Name
			}
		}
		for _, t := range rows.totals {
			switch {
			case t.Unit != e.Who || t.Account != account:
			case e.Of == "totals":
				return t.Amount, !t.Absent
			case ranking != nil && len(s.RankingsOf(ranking.Account, rows.book.Period.Kind)) > 1:
				return decimal.NewFromInt(int64(t.Ranks[ranking.Name].Rank)), true
			default:
				return decimal.NewFromInt(int64(t.Rank)), true
			}
		}
		return decimal.Decimal{}, false
	}
	sum, owed := decimal.Decimal{}, false
	for _, q := range rows.quotas {
		if q.Unit == e.Who && q.Quota == e.What {
			owed = true
			if e.Of == "done" {
				sum = sum.Add(q.Done)
			} else {
				sum = sum.Add(q.Missing)
			}
		}
	}
	if !owed {
		owed = slices.ContainsFunc(rows.totals, func(t Total) bool { return t.Unit == e.Who })
	}
	return sum, owed
}
