package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// documented is the example of the ledger format: what the score's JSON must look like.
const documented = `{"scheme":"chifeng-2020","period":"2020","options":{"until":null,"known":null,"params":{},"readings":[]},
 "scheme_digest":"…","ledger_digest":"…","engine":"…",
 "totals":[{"unit":"linxi","category":"county","account":"points","amount":"37.5","rank":1,"group":"county"}],
 "quotas":[{"unit":"linxi","quota":"weekly","period":"2020-W07","done":"1","required":"2","missing":"1","extra":"0"}],
 "postings":[{"at":"2020-03-08","unit":"linxi","item":"i1","account":"points","rule":"adopted","clause":"四(三)2","amount":"5","entries":["e3"]}],
 "honours":[{"ranking":"year","unit":"linxi","rank":1,"title":"…"}],
 "unscored":[{"entry":"e9","code":"no-tier","why":"outlet 某某网 matches no tier"}],
 "problems":[{"unit":"linxi","rule":"monthly","field":"monthly_quota","code":"absent","why":"…"}],
 "notes":[{"code":"note.provisional","args":[{"name":"ends","value":"2020-12-25"}],"text":"…"}],
 "strangers":[{"kind":"incident","field":"type","word":"criticized","count":1,"entries":["e7"],"nearest":"criticised",
 "one_of":true,"code":"…","why":"…"}]}`

// keys are the keys of an object in the order in which they are written, and the type of each value.
func keys(t *testing.T, object json.RawMessage) (names []string, types map[string]string) {
	d := json.NewDecoder(strings.NewReader(string(object)))
	start, err := d.Token()
	require.NoError(t, err)
	require.Equal(t, json.Delim('{'), start)
	types = map[string]string{}
	for d.More() {
		name, err := d.Token()
		require.NoError(t, err)
		var value json.RawMessage
		require.NoError(t, d.Decode(&value))
		names = append(names, name.(string))
		types[name.(string)] = map[byte]string{'"': "string", '{': "object", '[': "list", 'n': "null", 't': "bool"}[value[0]]
	}
	return names, types
}

// TestTheJSONHasTheDocumentedShape holds the keys, their order and types against the example of the ledger format, for
// every section and for each scheme's sample.
func TestTheJSONHasTheDocumentedShape(t *testing.T) {
	t.Parallel()
	var want map[string]json.RawMessage
	require.NoError(t, json.Unmarshal([]byte(documented), &want))
	top, topTypes := keys(t, json.RawMessage(documented))
	optional := map[string][]string{
		"totals":    {"rank", "group"},                // where it is ranked
		"quotas":    {"required", "missing", "extra"}, // not in a tally
		"postings":  {"item"},                         // not of a settlement
		"problems":  {"unit", "entry"},                // one of the two
		"honours":   {"provisional"},                  // where the period is not over
		"strangers": {"nearest", "one_of"},
	}
	seen := map[string]int{}
	for _, args := range []string{"score", "score --scheme bazhou-2022", "score --scheme street-2022",
		"score --scheme xihu-2021 --until 2021-06-30 --known 2021-08-01 --reading fee-any-valid --param extra=1",
		"score --period 2018-03" + open} {
		got := runWith("", append(strings.Fields(args), "--sample", "--format", "json")...)
		require.True(t, json.Valid([]byte(got.out)), got.err)
		names, types := keys(t, json.RawMessage(got.out))
		if !slices.Contains(names, "strangers") { // where there are some
			names, types["strangers"] = append(names, "strangers"), "list"
		}
		require.Equal(t, top, names)
		require.Equal(t, topTypes, types)
		var book map[string]json.RawMessage
		require.NoError(t, json.Unmarshal([]byte(got.out), &book))
		options, _ := keys(t, book["options"])
		wantOptions, _ := keys(t, want["options"])
		require.Equal(t, wantOptions, options)
		for section := range want {
			var example, rows []json.RawMessage
			if json.Unmarshal(want[section], &example) != nil {
				continue // no list
			}
			if section == "strangers" && book[section] == nil {
				continue
			}
			require.NoError(t, json.Unmarshal(book[section], &rows))
			wantNames, wantTypes := keys(t, example[0])
			if section == "problems" {
				wantNames, wantTypes["entry"] = append([]string{"entry"}, wantNames...), "string"
			}
			seen[section] += len(rows)
			for _, row := range rows {
				rowNames, rowTypes := keys(t, row)
				rest := slices.DeleteFunc(slices.Clone(wantNames), func(n string) bool {
					return !slices.Contains(rowNames, n) && slices.Contains(optional[section], n)
				})
				require.Equal(t, rest, rowNames, "%s of %s", section, args)
				for name, typ := range rowTypes {
					require.Equal(t, wantTypes[name], typ, "%s.%s of %s", section, name, args)
				}
			}
		}
	}
	for section, n := range seen {
		assert.NotZero(t, n, "no row of %s was looked at", section)
	}
	assert.Len(t, seen, 8)
}

func TestTheJSONOfAnExplanation(t *testing.T) {
	t.Parallel()
	got := runWith("", strings.Fields("explain --item i1 --ledger testdata/march.jsonl --format json")...)
	require.Equal(t, exitGood, got.code, got.err)
	var x struct {
		Points []struct {
			Amount string
			Counts []map[string]any
			Beats  []map[string]any
		}
	}
	require.NoError(t, json.Unmarshal([]byte(got.out), &x))
	require.Len(t, x.Points, 2)
	assert.Equal(t, "20", x.Points[0].Amount)
	assert.Equal(t, "20", x.Points[1].Amount)
	assert.Equal(t, []map[string]any{
		{"entry": "e11", "rule": "adopted", "clause": "四(三)2", "standard": "20", "bonuses": []any{"endorsed"},
			"worth": "40"}}, x.Points[1].Counts)
	assert.Equal(t, []map[string]any{
		{"entry": "e6", "rule": "adopted", "worth": "20", "by": "once", "clause": "四(三)5"}}, x.Points[1].Beats)
}
