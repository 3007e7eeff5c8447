package scoring_test

import "testing"

const sameScheme = `
scheme: same
accounts: {points: {places: 0}}
numbers:
  items: {each: adopt, when: 'outlet.name != "skip"', by: item.unit, per: month, same: item.id}
  clues: {each: submit, same: 'item.topic != "" ? item.topic : item.id'}
  apart: {each: adopt, by: outlet.name, same: item.id}
credits:
  nth: {each: adopt, when: 'item.genre == "nth"', worth: items.nth}
  before: {each: adopt, when: 'item.genre == "before"',
    worth: '(item.unit in items.before ? items.before[item.unit] : 0) * 10'}
  clue: {each: submit, when: 'item.genre == "clue"', worth: clues.nth}
  apart: {each: adopt, when: 'item.genre == "apart"', worth: apart.nth * 100}
tests:
  - name: one item has one number, that of its first entry that is numbered
    period: '2020' # i1: 1 and 1; i2: 0, 2; i3: 3; i2 again in April: 2; i4 the first of April: 1
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: nth}
      - {kind: submit, at: 2020-03-01, item: i2, unit: a, genre: nth}
      - {kind: submit, at: 2020-03-01, item: i3, unit: a, genre: nth}
      - {kind: submit, at: 2020-03-01, item: i4, unit: a, genre: nth}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: x}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: y}
      - {kind: adopt, at: 2020-03-03, item: i2, outlet: skip}
      - {kind: adopt, at: 2020-03-04, item: i2, outlet: x}
      - {kind: adopt, at: 2020-03-05, item: i3, outlet: x}
      - {kind: adopt, at: 2020-04-01, item: i2, outlet: y}
      - {kind: adopt, at: 2020-04-02, item: i4, outlet: y}
    expect: {totals: {a: {points: 10}}}
  - name: before counts each once
    period: '2020' # i1 once so far: 10, 10; i2: 20; in April i1 counts no more: 0
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: before}
      - {kind: submit, at: 2020-03-01, item: i2, unit: a, genre: before}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: x}
      - {kind: adopt, at: 2020-03-03, item: i1, outlet: y}
      - {kind: adopt, at: 2020-03-04, item: i2, outlet: x}
      - {kind: adopt, at: 2020-04-01, item: i1, outlet: z}
    expect: {totals: {a: {points: 40}}}
  - name: the first is the earliest, not the first recorded; a void lets the next be first
    period: '2020' # by time: s (struck out), r 1, q 2, p 1 with r
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: submit, at: 2020-03-04, item: p, unit: a, genre: clue, topic: t}
      - {kind: submit, at: 2020-03-03, item: q, unit: a, genre: clue}
      - {kind: submit, at: 2020-03-02, item: r, unit: a, genre: clue, topic: t}
      - {kind: submit, at: 2020-03-01, item: s, unit: a, genre: clue, topic: u}
      - {kind: void, at: 2020-03-05, ref: e5, reason: r}
    expect: {totals: {a: {points: 4}}, unscored: {e5: struck-out}}
  - name: apart for each value of by
    period: '2020' # x: i1 1, i2 2; y: i2 1, i2 1
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: apart}
      - {kind: submit, at: 2020-03-01, item: i2, unit: a, genre: apart}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: x}
      - {kind: adopt, at: 2020-03-03, item: i2, outlet: x}
      - {kind: adopt, at: 2020-03-04, item: i2, outlet: y}
      - {kind: adopt, at: 2020-03-05, item: i2, outlet: y}
    expect: {totals: {a: {points: 500}}}
`

// TestNumbersShared is entries that share the number of the first of them.
func TestNumbersShared(t *testing.T) {
	t.Parallel()
	worked(t, sameScheme)
}
