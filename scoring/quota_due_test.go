package scoring_test

import "testing"

const dueScheme = `
scheme: due
accounts: {points: {places: 0}}
quotas:
  kept: {per: month, each: commission, at: due, count: 'commission.answers.exists(s, s.at <= commission.due)',
    required: 1}
  asked: {per: month, each: commission, count: 1}
  answered: {per: quarter, each: commission, at: due, count: commission.answers.size()}
  late-rule: {per: month, each: commission, at: due, from: 2020-05-01, count: 1}
deductions:
  broken: {of: kept, when: quota.required > 0, worth: -quota.missing}
tests:
  - name: counted in the month in which it is due, not in that in which it was asked for
    period: 2020-02
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: commission, at: 2020-01-10, commission: c1, unit: a, due: 2020-02-29}
      - {kind: submit, at: '2020-02-29T23:59:59+08:00', item: i1, unit: a, genre: g, commission: c1}
    expect: {done: {a: {kept: 1, asked: 0}}, totals: {a: {points: 0}}}
  - name: not in the month before
    period: 2020-01
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: commission, at: 2020-01-10, commission: c1, unit: a, due: 2020-02-29}
      - {kind: submit, at: 2020-01-11, item: i1, unit: a, genre: g, commission: c1}
    expect: {done: {a: {kept: 0, asked: 1}}, missing: {a: {kept: 1}}, totals: {a: {points: -1}}}
  - name: what comes after the end of the period counts no more
    period: '2020' # kept in February, not in March; of the first quarter two answers came before its end
    until: 2020-06-30
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: commission, at: 2020-01-10, commission: c1, unit: a, due: 2020-02-10}
      - {kind: commission, at: 2020-01-10, commission: c2, unit: a, due: 2020-03-10}
      - {kind: commission, at: 2020-01-10, commission: c3, unit: a, due: 2020-05-31}
      - {kind: submit, at: 2020-02-10, item: i1, unit: a, genre: g, commission: c1}
      - {kind: submit, at: 2020-03-31, item: i2, unit: a, genre: g, commission: c2}
      - {kind: submit, at: 2020-04-01, item: i3, unit: a, genre: g, commission: c2}
    expect: {done: {a: {kept: 1, answered: 2, late-rule: 1}}, missing: {a: {kept: 5}}}
  - name: a period that has not ended, and a unit that has left
    period: '2020'
    until: 2020-03-30
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: enroll, at: 2020-01-01, unit: b, name: b, category: c}
      - {kind: commission, at: 2020-01-10, commission: c1, unit: a, due: 2020-03-10}
      - {kind: commission, at: 2020-01-10, commission: c2, unit: b, due: 2020-01-20}
      - {kind: submit, at: 2020-01-11, item: i1, unit: a, genre: g, commission: c1}
      - {kind: submit, at: 2020-01-11, item: i2, unit: b, genre: g, commission: c2}
      - {kind: withdraw, at: 2020-01-31, unit: b}
    expect: {done: {a: {kept: 0}, b: {kept: 0}}, missing: {a: {kept: 2}, b: {kept: 0}}}
`

// TestQuotaAtDue is commissions that count for a quota when they are due.
func TestQuotaAtDue(t *testing.T) {
	t.Parallel()
	worked(t, dueScheme)
}
