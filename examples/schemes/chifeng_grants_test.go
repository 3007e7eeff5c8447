package schemes

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// TestChifengGreatValue is the grant of 四(三)3 for every outlet and genre, granted before, after and without the
// adoption.
func TestChifengGreatValue(t *testing.T) {
	t.Parallel()
	type row struct {
		name, item, at, amount string
		counts                 bool
	}
	var rows []row
	entries := []ledger.Entry{enroll("2019-12-26", "u", "department")}
	for _, o := range chifengOutlets() {
		for _, genre := range []string{"brief", "research"} {
			for _, order := range []string{"granted after", "granted before", "granted with", "never adopted"} {
				for _, amount := range []string{"15", "0.25"} {
					item := fmt.Sprintf("i%d", len(rows))
					fits := genre == "research" && (o.tier == "national" || o.tier == "region") &&
						(o.medium == "newspaper" || o.medium == "journal")
					entries = append(entries, submit("2020-03-01", item, "u", genre))
					if order != "never adopted" {
						entries = append(entries, o.adopt("2020-03-10", item, ""))
					}
					at := map[string]string{"granted after": "2020-04-10", "granted before": "2020-03-05",
						"granted with": "2020-03-10", "never adopted": "2020-04-10"}[order]
					entries = append(entries,
						grant(at, "u", "points", amount, "great-value", about(item), id("grant "+item)))
					rows = append(rows, row{fmt.Sprintf("%s %s %s %s", o.name, genre, order, amount), item,
						max(at, "2020-03-10"), amount, fits && order != "never adopted"})
				}
			}
		}
	}
	r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			var got []string
			for _, p := range r.Postings {
				if p.Item == row.item && p.Rule == "great-value" {
					got = append(got, p.At+" "+p.Amount)
				}
			}
			if row.counts {
				assert.Equal(t, []string{row.at + " " + row.amount}, got)
				assert.Empty(t, r.refusals["grant "+row.item])
			} else {
				assert.Empty(t, got)
				assert.Equal(t, []string{"refused"}, r.refusals["grant "+row.item])
			}
		})
	}
}

func TestChifengGrants(t *testing.T) {
	t.Parallel()
	item := []ledger.Entry{enroll("2019-12-26", "u", "department"), submit("2020-03-01", "i", "u", "research"),
		adopt("2020-03-10", "i", "内蒙古日报", id("a"))}
	for _, row := range []struct {
		name    string
		more    []ledger.Entry
		want    []string
		refused bool
	}{
		{"adds to the adoption", []ledger.Entry{
			grant("2020-04-01", "u", "points", "15", "great-value", about("i"), id("g"))},
			[]string{"2020-03-10 points adopted 20", "2020-04-01 points great-value 15"}, false},
		{"is not doubled", []ledger.Entry{grant("2020-04-01", "u", "points", "15", "great-value", about("i"), id("g")),
			endorse("2020-04-02", "i", "市委")},
			[]string{"2020-03-10 points adopted 20", "2020-04-01 points great-value 15",
				"2020-04-02 points adopted 20"}, false},
		{"is not collapsed", []ledger.Entry{
			grant("2020-04-01", "u", "points", "100", "great-value", about("i"), id("g")),
			adopt("2020-04-02", "i", "人民日报")},
			[]string{"2020-03-10 points adopted 20", "2020-04-01 points great-value 100",
				"2020-04-02 points adopted 20"}, false},
		{"another account", []ledger.Entry{grant("2020-04-01", "u", "fee", "15", "great-value", about("i"), id("g"))},
			[]string{"2020-03-10 points adopted 20"}, true},
		{"another rule", []ledger.Entry{grant("2020-04-01", "u", "points", "15", "media", about("i"), id("g"))},
			[]string{"2020-03-10 points adopted 20"}, true},
		{"a rule that takes no grant",
			[]ledger.Entry{grant("2020-04-01", "u", "points", "15", "adopted", about("i"), id("g"))},
			[]string{"2020-03-10 points adopted 20"}, true},
		{"no rule, and one takes it", []ledger.Entry{grant("2020-04-01", "u", "points", "15", "", about("i"), id("g"))},
			[]string{"2020-03-10 points adopted 20", "2020-04-01 points great-value 15"}, false},
		{"no rule, and the one that takes it refuses it", []ledger.Entry{grant("2020-04-01", "u", "points", "15", "", id("g"))},
			[]string{"2020-03-10 points adopted 20"}, true},
		{"the adoption struck out",
			[]ledger.Entry{grant("2020-04-01", "u", "points", "15", "great-value", about("i"), id("g")),
				void("2020-05-01", "a")}, nil, true},
		{"the adoption struck out, another stands",
			[]ledger.Entry{grant("2020-04-01", "u", "points", "15", "great-value", about("i"), id("g")),
				void("2020-05-01", "a"), adopt("2020-06-01", "i", "中国扶贫")},
			[]string{"2020-06-01 points adopted 40", "2020-06-01 points great-value 15"}, false},
		{"the grant struck out", []ledger.Entry{
			grant("2020-04-01", "u", "points", "15", "great-value", about("i"), id("g")), void("2020-05-01", "g")},
			[]string{"2020-03-10 points adopted 20"}, true},
		{"about no item", []ledger.Entry{grant("2020-04-01", "u", "points", "15", "great-value", id("g"))},
			[]string{"2020-03-10 points adopted 20"}, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := score(t, chifeng, scoring.Options{Periods: periodsOf("2020")}, slices.Concat(item, row.more)...)
			assert.ElementsMatch(t, row.want, r.units["u"])
			assert.Equal(t, row.refused, len(r.refusals["g"]) > 0, "grant refused: %v", r.refusals["g"])
		})
	}
}
