package scoring_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/internal/worlds"
)

const deductionsScheme = `
scheme: deductions
accounts: {points: {places: 2}, fee: {places: 2}}
attrs: {submit: {late: bool = false}, adopt: {repost: bool = false}}
credits:
  adopted: {each: adopt, worth: {points: 10, fee: 33.33}, bonuses: sum}
  prize: {each: grant, worth: grant.amount}
bonuses:
  front: {of: adopted, when: 'adopt.placement == "front"', times: 2}
  praised: {of: adopted, when: item.endorsements.size() > 0, plus: 3}
deductions:
  late: {clause: '3', of: adopted, when: item.late, plus: -2}
  repost: {clause: '4', of: adopted, when: adopt.repost, times: 0.5}
  ten: {of: adopted, when: 'item.genre in ["ten", "heavy"]', plus: -10}
  heavy: {of: adopted, when: 'item.genre == "heavy"', plus: -10}
  nothing: {of: adopted, when: 'item.genre == "nothing"', times: 0}
  wrong: {of: adopted, when: 'item.genre == "wrong"', times: 1.01}
  gives: {of: adopted, when: 'item.genre == "gives"', plus: 0.01}
  negative: {of: adopted, when: 'item.genre == "negative"', times: -0.5}
  halved: {of: prize, times: 0.5}
tests:
  - name: half price, which is rounded once
    period: '2020' # 33.33 × 0.5 = 16.665
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: news}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: x, attrs: {repost: true}}
    expect: {totals: {a: {points: 5, fee: 16.67}}}
  - name: bonuses first, then factors, then amounts
    period: '2020' # (10 + 10 + 3) × 0.5 − 2; (33.33 + 33.33 + 3) × 0.5 − 2
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: news, attrs: {late: true}}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: x, placement: front, attrs: {repost: true}}
      - {kind: endorse, at: 2020-03-03, item: i1, by: boss}
    expect: {totals: {a: {points: 9.5, fee: 32.83}}}
  - name: to nothing, and not below
    period: '2020' # 10 − 10 and 33.33 − 10; 10 − 20 and 33.33 − 20; times 0
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: ten}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: x}
      - {kind: submit, at: 2020-03-01, item: i2, unit: a, genre: heavy}
      - {kind: adopt, at: 2020-03-02, item: i2, outlet: x}
      - {kind: submit, at: 2020-03-01, item: i3, unit: a, genre: nothing}
      - {kind: adopt, at: 2020-03-02, item: i3, outlet: x}
    expect: {totals: {a: {points: 0, fee: 36.66}}}
  - name: of what is negative it takes nothing
    period: '2020' # 4 × 0.5 − 4
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: grant, at: 2020-03-02, unit: a, account: points, amount: 4, rule: prize, reason: r}
      - {kind: grant, at: 2020-03-03, unit: a, account: points, amount: -4, rule: prize, reason: r}
    expect: {totals: {a: {points: -2}}}
  - name: what would give is a problem
    period: '2020'
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: wrong}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: x}
      - {kind: submit, at: 2020-03-01, item: i2, unit: a, genre: gives}
      - {kind: adopt, at: 2020-03-02, item: i2, outlet: x}
      - {kind: submit, at: 2020-03-01, item: i3, unit: a, genre: negative}
      - {kind: adopt, at: 2020-03-02, item: i3, outlet: x}
    expect: {totals: {a: {points: 0, fee: 0}}, problems: {e3: sign, e5: sign, e7: sign}}
`

// TestDeductionsOfCredits is what lines of deductions take of an entry's worth.
func TestDeductionsOfCredits(t *testing.T) {
	t.Parallel()
	books := worked(t, deductionsScheme)
	wrong := must(books["what would give is a problem"].Problems(t.Context()))
	require.Len(t, wrong, 3)
	assert.Equal(t, "found 1.01; a deduction may only take", wrong[0].Reason.String())
	assert.Equal(t, "negative", wrong[2].Rule)
	book := books["bonuses first, then factors, then amounts"]
	x, err := scoring.Explain(t.Context(), book.Scheme, book.Ledger, scoring.Options{Periods: worlds.Periods("2020")},
		scoring.Query{Item: "i1"})
	require.NoError(t, err)
	last := x.Points[len(x.Points)-1].Sources[0]
	var names []string
	for _, b := range last.Bonuses {
		names = append(names, b.Rule+" "+b.Clause)
	}
	assert.Equal(t, []string{"front ", "praised ", "late 3", "repost 4"}, names)
	assert.Equal(t, []string{"10", "9.5"}, []string{last.Standard.String(), last.Worth.String()})
}
