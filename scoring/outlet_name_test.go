package scoring_test

import "testing"

const outletNameScheme = `
scheme: outlet-name
accounts: {points: {places: 0}}
attrs: {submit: {source: string = ""}}
outlets: [{level: high, names: [{人民日报: [人民日报社]}]}]
numbers: {source: {each: submit, by: outletName(item.source)}}
credits:
  named: {each: submit, when: 'outletName(item.source) == "人民日报"', worth: 10}
  second: {each: submit, when: source.nth == 2, worth: 100}
  same: {each: adopt, when: outlet.name == outletName(item.source), worth: 1000}
tests:
  - name: a listed outlet, however it is written
    period: '2020' # 10 each; the second of one source 100
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: g, attrs: {source: 《人民日报》}}
      - {kind: submit, at: 2020-03-02, item: i2, unit: a, genre: g, attrs: {source: 人民日报社}}
      - {kind: submit, at: 2020-03-03, item: i3, unit: a, genre: g, attrs: {source: 人民 日报}}
    expect: {totals: {a: {points: 130}}}
  - name: one that is not listed, and none
    period: '2020' # the adoption 1000; nothing for an empty source
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: a, category: c}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: g, attrs: {source: 《某某报》}}
      - {kind: submit, at: 2020-03-02, item: i2, unit: a, genre: g}
      - {kind: adopt, at: 2020-03-03, item: i1, outlet: “某某报”, level: high}
      - {kind: adopt, at: 2020-03-03, item: i2, outlet: 某某报, level: high}
    expect: {totals: {a: {points: 1000}}}
`

// TestOutletName is outlets that expressions compare.
func TestOutletName(t *testing.T) {
	t.Parallel()
	worked(t, outletNameScheme)
}
