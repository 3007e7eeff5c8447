package review_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/review"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// base has nothing to find.
const base = `scheme: base

accounts: {points: {title: 得分}, fee: {title: 稿酬}}
attrs:
  submit: {late: bool = false, words: number = 0, report: string = ""}
  unit: {lead: bool = false}
  outlet: {medium: string = "other"}
tiers: [national, city]
outlets:
  - {level: national, medium: newspaper, names: [人民日报]}
  - {level: city, names: [赤峰日报]}
params:
  standard: {national: {brief: 20, research: 40}, city: {brief: 5, research: 10}}
  endorsers: [市委]
  doubled: 2
credits:
  adopted: {clause: 四2, each: adopt, worth: 'params.standard[tier][item.genre]'}
bonuses:
  endorsed: {clause: 四3, of: adopted, when: 'item.endorsements.exists(e, e.by in params.endorsers)',
    times: params.doubled}
quotas:
  weekly: {clause: 三1, per: week, when: 'unit.category == "county"', count: '!item.late', required: 1}
deductions:
  shortfall: {clause: 四4, of: weekly, worth: -1 * quota.missing}
`

func load(t testing.TB, content string) *scheme.Scheme {
	t.Helper()
	s, err := scheme.Load(t.Context(), "base.yaml", []byte(content))
	require.NoError(t, err)
	require.NoError(t, s.CheckReadings(t.Context()))
	return s
}

func reviewed(t testing.TB, s *scheme.Scheme) *review.Report {
	t.Helper()
	r, err := review.Review(t.Context(), s)
	require.NoError(t, err)
	return r
}

func TestFindings(t *testing.T) {
	t.Parallel()
	for _, row := range rows() {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			content := row.content(t)
			s := load(t, content)
			found := reviewed(t, s).Findings
			if row.kind == "" {
				require.Empty(t, found, "%v", found)
				return
			}
			require.Len(t, found, 1, "%v", found)
			f := found[0]
			assert.Equal(t, row.kind, f.Kind)
			line := []rune(strings.Split(content, "\n")[f.Line-1])
			assert.True(t, strings.HasPrefix(string(line[f.Column-1:]), row.at), "points at %s",
				string(line[f.Column-1:]))
			if row.says != "" {
				assert.Equal(t, row.says, f.Reason.String())
			}
			if row.shows != "" {
				assert.Equal(t, row.shows, f.Shows.String())
			}
			var cells []string
			for _, c := range f.Cells {
				cells = append(cells, c.String())
			}
			assert.Equal(t, row.cells, cells)
			if row.lines > 0 {
				assert.Equal(t, row.lines, f.Witness.Len())
			}
			shown(t, s, f)
		})
	}
}

// shown scores a witness and holds it to the finding.
func shown(t *testing.T, s *scheme.Scheme, f review.Finding) {
	t.Helper()
	var text strings.Builder
	require.NoError(t, ledger.WriteJSONL(t.Context(), &text, f.Witness))
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(text.String()), "witness.jsonl")
	require.NoError(t, err, "a witness can be put into a file")
	book, err := scoring.Score(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	owes := func(p scoring.Posting) bool { return p.Rule == "shortfall" } // a unit owes whatever it is
	postings := slices.DeleteFunc(must(book.Postings(t.Context())), owes)
	switch f.Kind {
	case review.Unread:
		require.NotEmpty(t, postings)
		name, _, _ := strings.Cut(strings.TrimPrefix(f.Reason.String(), "parameter "), " ")
		// a list has no value to set
		if varied, err := s.With(t.Context(),
			scheme.Variant{Params: []scheme.Param{{Path: name, Value: "7"}}}); err == nil {
			other, err := scoring.Score(t.Context(), varied, l, scoring.Options{})
			require.NoError(t, err)
			was, is := must(book.Postings(t.Context())), must(other.Postings(t.Context()))
			require.Equal(t, len(was), len(is))
			for i, p := range is {
				assert.Equal(t, was[i].Amount.String(), p.Amount.String())
			}
		}
	case review.Never:
		_, name, _ := strings.Cut(f.Reason.String(), `"`)
		name, _, _ = strings.Cut(name, `"`)
		for _, p := range postings {
			assert.NotEqual(t, name, p.Rule)
		}
		for _, q := range must(book.Quotas(t.Context())) {
			assert.True(t, q.Quota != name || q.Done.IsZero())
		}
	case review.Shadowed:
		last := l.Entry(l.Len() - 1)
		require.Equal(t, ledger.Adopt, last.Kind)
		x, err := scoring.Explain(t.Context(), s, l, scoring.Options{}, scoring.Query{Entry: last.ID})
		require.NoError(t, err)
		var tier string
		for _, p := range x.Points {
			for _, v := range p.Values {
				if v.Path == "tier" {
					tier = strings.Trim(v.Value, `"`)
				}
			}
		}
		_, below, _ := strings.Cut(f.Reason.String(), `"`)
		below, _, _ = strings.Cut(below, `"`)
		if tier != "" {
			assert.NotEqual(t, below, tier)
			assert.Contains(t, f.Shows.String(), tier)
		}
	case review.Sign:
		problems := must(book.Problems(t.Context()))
		assert.True(t, slices.ContainsFunc(problems, func(p scoring.Problem) bool {
			return p.Code == "sign"
		}), "%v", problems)
	case review.Unpriced:
		problems := must(book.Problems(t.Context()))
		says := func(p scoring.Problem) bool { return strings.HasSuffix(f.Reason.String(), p.Reason.String()) }
		assert.True(t, slices.ContainsFunc(problems, says), "%s: %v", f.Reason.String(), problems)
	case review.Twice:
		pairs := 0
		for i, p := range postings {
			for _, q := range postings[:i] {
				if p.Cause == q.Cause && p.Account == q.Account && p.Unit == q.Unit && p.Rule != q.Rule {
					assert.Contains(t, f.Reason.String(), strconv.Quote(p.Rule))
					pairs++
				}
			}
		}
		assert.NotZero(t, pairs, "%v", f.Error)
	case review.Uncited:
		require.NotEmpty(t, postings)
		for _, p := range postings {
			assert.NotContains(t, f.Reason.String(), "clause "+p.Clause+" ")
		}
	}
}
