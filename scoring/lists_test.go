package scoring_test

import "testing"

// TestWhatOnlyOneExpressionReads: a figure that nothing but a requirement of a settlement reads, or an entry at which
// nothing but the receiver of the rest looks, changes what is given all the same.
func TestWhatOnlyOneExpressionReads(t *testing.T) {
	t.Parallel()
	t.Run("a requirement at the end of a period", func(t *testing.T) {
		t.Parallel()
		worked(t, `
scheme: requirement
accounts: {points: {places: 0}, seen: {places: 0}}
credits:
  a: {clause: '1', each: grant, worth: grant.amount}
  b: {clause: '2', each: grant, account: seen, worth: grant.amount}
bonuses: {end: {clause: '3', per: year, account: points, require: {'sum.b >= 2': 须满二}, worth: 100}}
tests:
  - name: 两单位只差一项
    period: '2020'
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: u, name: 甲, category: c}
      - {kind: enroll, at: 2020-01-01, unit: v, name: 乙, category: c}
      - {kind: grant, at: 2020-02-01, unit: u, account: points, rule: a, amount: '1', reason: r}
      - {kind: grant, at: 2020-02-01, unit: v, account: points, rule: a, amount: '1', reason: r}
      - {kind: grant, at: 2020-02-01, unit: u, account: seen, rule: b, amount: '1', reason: r}
      - {kind: grant, at: 2020-02-01, unit: v, account: seen, rule: b, amount: '2', reason: r}
    expect: {totals: {u: {points: 1, seen: 1}, v: {points: 101, seen: 2}}}
`)
	})
	t.Run("who has the rest", func(t *testing.T) {
		t.Parallel()
		worked(t, `
scheme: rest
accounts: {points: {places: 0}}
credits:
  adopted: {clause: '1', each: adopt, worth: 10, to: '{"a": 1, "b": 1, "c": 1}',
    rest: 'item.endorsements.size() > 0 ? "b" : "a"'}
tests:
  - name: 批示之前余数归甲
    period: 2020-02
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: 甲, category: c}
      - {kind: enroll, at: 2020-01-01, unit: b, name: 乙, category: c}
      - {kind: enroll, at: 2020-01-01, unit: c, name: 丙, category: c}
      - {kind: submit, at: 2020-02-01, item: i, unit: a, genre: g}
      - {kind: adopt, at: 2020-02-02, item: i, outlet: 某报}
    expect: {totals: {a: {points: 4}, b: {points: 3}, c: {points: 3}}}
  - name: 批示之后余数归乙
    period: '2020'
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: 甲, category: c}
      - {kind: enroll, at: 2020-01-01, unit: b, name: 乙, category: c}
      - {kind: enroll, at: 2020-01-01, unit: c, name: 丙, category: c}
      - {kind: submit, at: 2020-02-01, item: i, unit: a, genre: g}
      - {kind: adopt, at: 2020-02-02, item: i, outlet: 某报}
      - {kind: endorse, at: 2020-03-03, item: i, by: 某领导}
    expect: {totals: {a: {points: 3}, b: {points: 4}, c: {points: 3}}}
`)
	})
}
