package scoring_test

import "testing"

// Each rule asks one record for its fields, and is worth a bit, so that a total tells which of them did not see what
// the entries hold.
const recordsScheme = `
scheme: records
calendar: {timezone: Asia/Shanghai}
accounts: {points: {places: 0}}
attrs:
  submit: {pages: number = 0}
  adopt: {pages: number = 0}
  unit: {size: number = 7}
  outlet: {medium: string = "other"}
outlets: [{level: national, medium: paper, names: [甲报]}]
credits:
  item-1: {each: submit, when: 'item.id == "i1" && item.unit == "a" && item.genre == "news" && item.title == "T" &&
    item.topic == "t"', worth: 1}
  item-2: {each: submit, when: 'item.at == date("2020-03-01") && item.happened == date("2020-02-01") &&
    item.pages == 3', worth: 2}
  item-3: {each: submit, when: 'item.with == ["b", "a"] && item.shares["a"] == 0.25 && item.shares["b"] == 0.75 &&
    size(item.shares) == 2', worth: 4}
  item-4: {each: submit, when: 'item.commission.id == "c1" && item.commission.unit == "a" &&
    item.commission.title == "C"', worth: 8}
  adopt-1: {each: adopt, when: 'adopt.id == "e5" && adopt.placement == "front" && adopt.at == date("2020-03-02") &&
    adopt.pages == 4', worth: 16}
  adopt-2: {each: adopt, when: 'adopt.id == "e6" && adopt.placement == "" && adopt.pages == 0', worth: 32}
  outlet-1: {each: adopt, when: 'adopt.id == "e5" && outlet.name == "甲报" && outlet.level == "national" &&
    outlet.medium == "paper"', worth: 64}
  outlet-2: {each: adopt, when: 'adopt.id == "e6" && outlet.name == "乙报" && outlet.level == "city" &&
    outlet.medium == "other"', worth: 128}
  endorse: {each: endorse, when: 'endorse.id == "e7" && endorse.by == "boss" && endorse.at == date("2020-03-04")',
    worth: 256}
  grant: {each: grant, when: 'grant.id == "e8" && grant.unit == "a" && grant.account == "points" && grant.amount == 5 &&
    grant.reason == "r"', worth: 512}
  incident: {each: incident, when: 'incident.id == "e9" && incident.unit == "a" && incident.type == "late" &&
    incident.at == date("2020-03-06")', worth: 1024}
  unit-1: {each: endorse, when: 'unit.id == "a" && unit.name == "A" && unit.category == "county" && unit.of == "b" &&
    unit.size == 7', worth: 2048}
  unit-2: {each: incident, when: 'unit.id == "a" && unit.name == "AA" && unit.category == "city" && unit.of == "" &&
    unit.size == 9', worth: 4096}
  lists-1: {each: adopt, when: 'adopt.id == "e6" && item.adoptions.map(x, x.id) == ["e5", "e6"] &&
    item.endorsements.size() == 1', worth: 8192}
  lists-2: {each: endorse, when: 'item.adoptions[1].pages == 0 && item.adoptions[0].outlet.medium == "paper" &&
    item.endorsements[0].by == "boss"', worth: 16384}
tests:
  - name: each record has what its entry holds
    period: '2020'
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: A, category: county, of: b}
      - {kind: enroll, at: 2020-01-01, unit: b, name: B, category: county}
      - {kind: commission, at: 2020-02-01, commission: c1, unit: a, due: 2020-06-01, title: C}
      - {kind: submit, at: 2020-03-01, item: i1, unit: a, genre: news, title: T, topic: t, happened: 2020-02-01,
          commission: c1, with: [b, a], shares: {b: '0.75', a: '0.25'}, attrs: {pages: 3}}
      - {kind: adopt, at: 2020-03-02, item: i1, outlet: 《甲报》, placement: front, attrs: {pages: 4}}
      - {kind: adopt, at: 2020-03-03, item: i1, outlet: 乙报, level: city}
      - {kind: endorse, at: 2020-03-04, item: i1, by: boss}
      - {kind: grant, at: 2020-03-05, unit: a, account: points, amount: '5', reason: r, rule: grant}
      - {kind: incident, at: 2020-03-06, unit: a, type: late}
      - {kind: enroll, at: 2020-03-05, unit: a, name: AA, category: city, attrs: {size: 9}}
    expect: {totals: {a: {points: 32767}}}
`

// TestRecords asks each record for each of its fields.
func TestRecords(t *testing.T) {
	t.Parallel()
	worked(t, recordsScheme)
}
