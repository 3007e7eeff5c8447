package scoring_test

import "testing"

const groupScheme = `
scheme: group
accounts: {points: {places: 2}, share: {places: 2}, net: {places: 2}}
attrs: {unit: {barred: bool = false}}
params: {first: 2}
credits:
  given: {each: grant, worth: grant.amount}
derived:
  share: {account: share, per: year, group: unit.category, worth: 'div(group_total["points"], group_size, 2)'}
  net: {account: net, per: year, group: unit.category, worth: 'total["points"] - worst["points"]'}
rankings: {board: {per: year, group: unit.category}}
honours:
  plain: {of: board, first: params.first, eligible: '!unit.barred'}
  filled: {of: board, first: params.first, eligible: '!unit.barred', fill: true}
tests:
  - name: the average and the worst of a group, those without a point included
    period: '2020' # c: 5, −2 and 0: the average 1; d alone: 7
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: enroll, at: 2020-01-01, unit: b, name: b, category: c}
      - {kind: enroll, at: 2020-01-01, unit: z, name: z, category: c}
      - {kind: enroll, at: 2020-01-01, unit: d, name: d, category: d}
      - {kind: grant, at: 2020-03-01, unit: a, account: points, amount: 5, rule: given, reason: r}
      - {kind: grant, at: 2020-03-01, unit: b, account: points, amount: -2, rule: given, reason: r}
      - {kind: grant, at: 2020-03-01, unit: d, account: points, amount: 7, rule: given, reason: r}
    expect:
      totals: {a: {share: 1, net: 7}, b: {share: 1, net: 0}, z: {share: 1, net: 2}, d: {share: 7, net: 0}}
  - name: the place of the first goes to the third, and a tie at the last place is all in
    period: '2020' # 5, 4, 3 and 3; without a the places are 1, 2, 2
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c, attrs: {barred: true}}
      - {kind: enroll, at: 2020-01-01, unit: b, name: b, category: c}
      - {kind: enroll, at: 2020-01-01, unit: x, name: x, category: c}
      - {kind: enroll, at: 2020-01-01, unit: z, name: z, category: c}
      - {kind: grant, at: 2020-03-01, unit: a, account: points, amount: 5, rule: given, reason: r}
      - {kind: grant, at: 2020-03-01, unit: b, account: points, amount: 4, rule: given, reason: r}
      - {kind: grant, at: 2020-03-01, unit: x, account: points, amount: 3, rule: given, reason: r}
      - {kind: grant, at: 2020-03-01, unit: z, account: points, amount: 3, rule: given, reason: r}
    expect:
      ranks: {a: {points: 1}, b: {points: 2}, x: {points: 3}, z: {points: 3}}
      honours: {plain: [b], filled: [b, x, z]}
  - name: one of a tie that is not eligible leaves the place to the other, not to the next
    period: '2020' # 5, 4 and 4, 3: among the eligible 1, 2, 3
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: enroll, at: 2020-01-01, unit: b, name: b, category: c, attrs: {barred: true}}
      - {kind: enroll, at: 2020-01-01, unit: x, name: x, category: c}
      - {kind: enroll, at: 2020-01-01, unit: z, name: z, category: c}
      - {kind: grant, at: 2020-03-01, unit: a, account: points, amount: 5, rule: given, reason: r}
      - {kind: grant, at: 2020-03-01, unit: b, account: points, amount: 4, rule: given, reason: r}
      - {kind: grant, at: 2020-03-01, unit: x, account: points, amount: 4, rule: given, reason: r}
      - {kind: grant, at: 2020-03-01, unit: z, account: points, amount: 3, rule: given, reason: r}
    expect: {honours: {plain: [a, x], filled: [a, x]}}
  - name: each group by itself, and places that nobody fills
    period: '2020'
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c, attrs: {barred: true}}
      - {kind: enroll, at: 2020-01-01, unit: b, name: b, category: c, attrs: {barred: true}}
      - {kind: enroll, at: 2020-01-01, unit: x, name: x, category: c}
      - {kind: enroll, at: 2020-01-01, unit: z, name: z, category: d}
      - {kind: grant, at: 2020-03-01, unit: a, account: points, amount: 5, rule: given, reason: r}
      - {kind: grant, at: 2020-03-01, unit: b, account: points, amount: 4, rule: given, reason: r}
    expect: {honours: {plain: [z], filled: [x, z]}}
`

// TestGroups is what a derived amount reads of its group, and to whom the place of one who is not eligible goes.
func TestGroups(t *testing.T) {
	t.Parallel()
	worked(t, groupScheme)
}
