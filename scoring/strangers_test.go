package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// strangersRow is the lines of a scheme, entries, and the words that must be listed: kind, field, word, how many
// entries, and after ~ the word that is near; after ! the scheme allows certain words only.
type strangersRow struct{ name, lines, ledger, want string }

// incidents, units … are entries, one a word.
func incidents(types ...string) string {
	return entriesOf(`"kind":"incident","unit":"a","type":%q`, types)
}

func units(categories ...string) string {
	return entriesOf(`"kind":"enroll","unit":"a","name":"甲","category":%q`, categories)
}

func items(genres ...string) string {
	return entriesOf(`"kind":"submit","unit":"a","item":"%[2]s-%[3]d","genre":%[1]q`, genres)
}

func endorsements(by ...string) string {
	return items("brief") + entriesOf(`"kind":"endorse","item":"brief-0","by":%q`, by)
}

func placements(words ...string) string {
	return items("brief") + entriesOf(`"kind":"adopt","item":"brief-0","outlet":"某报","placement":%q`, words)
}

func levels(words ...string) string {
	return items("brief") + entriesOf(`"kind":"adopt","item":"brief-0","outlet":"某报","level":%q`, words)
}

// entriesOf writes an entry for each word; the verbs are the word quoted, as it is, and its number.
func entriesOf(fields string, words []string) string {
	var b strings.Builder
	for i, word := range words {
		if !strings.Contains(fields, "[1]") {
			fmt.Fprintf(&b, "{"+fields+"}\n", word)
			continue
		}
		fmt.Fprintf(&b, "{"+fields+"}\n", word, word, i)
	}
	return b.String()
}

const losing = "deductions: {loss: {each: incident, when: 'incident.type == \"criticised\"', worth: -5}}\n"

var strangersRows = []strangersRow{
	{"a slip of a constant", losing, incidents("criticised", "criticized", "criticized"),
		"incident type criticized 2 ~criticised"},
	{"no slip of it", losing, incidents("criticised", "late"), "incident type late 1"},
	{"in a list", "deductions: {loss: {each: incident, when: 'incident.type in [\"late\", \"missed\"]', worth: -5}}\n",
		incidents("late", "missed", "mised", "other"), "incident type mised 1 ~missed; incident type other 1"},
	{"in a list of parameters", "params: {bad: [late, missed]}\n" +
		"deductions: {loss: {each: incident, when: 'incident.type in params.bad', worth: -5}}\n",
		incidents("late", "Missed"), "incident type Missed 1 ~missed"},
	{"a key of parameters", "params: {bad: {late: -1, missed: -2}}\n" +
		"deductions: {loss: {each: incident, worth: 'default(params.bad[incident.type], 0)'}}\n",
		incidents("late", "mised", "rude"), "incident type mised 1 ~missed; incident type rude 1"},
	{"a key with a figure for all others", "params: {bad: {late: -1, missed: -2}}\n" +
		"deductions: {loss: {each: incident, worth: 'default(params.bad[incident.type], -3)'}}\n",
		incidents("late", "mised", "rude"), "incident type mised 1 ~missed"},
	{"a key of a later figure", "params: {bad: {2000-01-01: {late: -1}, 2022-01-01: {late: -1, missed: -2}}}\n" +
		"deductions: {loss: {each: incident, worth: 'default(params.bad[incident.type], 0)'}}\n",
		incidents("late", "missed", "misssed"), "incident type misssed 1 ~missed"},
	{"none of these", "deductions: {loss: {each: incident, when: 'incident.type != \"praised\"', worth: -5}}\n",
		incidents("praised", "late", "praissed"), "incident type praissed 1 ~praised"},
	{"another amount for all others", "deductions: {loss: {each: incident, worth: 'incident.type == \"late\" ? -1 : -5'}}\n",
		incidents("rude", "lates"), "incident type lates 1 ~late"},
	{"nothing for all others", "deductions: {loss: {each: incident, worth: 'incident.type == \"late\" ? -1 : 0'}}\n",
		incidents("rude", "late"), "incident type rude 1"},
	{"excluded by the condition before", "deductions: {loss: {each: incident, when: 'incident.type in [\"late\", \"rude\"]', " +
		"worth: 'incident.type == \"late\" ? -1 : -5'}}\n",
		incidents("rude", "absent"), "incident type absent 1"},
	{"matched in part", "deductions: {loss: {each: incident, when: 'incident.type == \"late\" || " +
		"incident.type.contains(\"criticis\")', worth: -5}}\n", incidents("criticized", "lat"), ""},
	{"by a pattern", "deductions: {loss: {each: incident, when: 'incident.type.matches(\"^criticis\") || " +
		"incident.type == \"late\"', worth: -5}}\n", incidents("criticized", "lat"), ""},
	{"in no expression", "deductions: {loss: {each: incident, worth: -5}}\n", incidents("criticized", "lat"), ""},
	{"by a define", "define: {bad: 'incident.type == \"criticised\"'}\n" +
		"deductions: {loss: {each: incident, when: bad, worth: -5}}\n",
		incidents("criticized"), "incident type criticized 1 ~criticised"},
	{"by a number", "numbers: {faults: {each: incident, by: incident.type}}\n" +
		"deductions: {loss: {each: incident, when: 'faults.before[\"criticised\"] > 1', worth: -5}}\n",
		incidents("criticised", "criticized", "late"), "incident type criticized 1 ~criticised"},
	{"by a list of the item", "credits: {calm: {each: submit, " +
		"when: '!item.incidents.exists(i, i.type == \"criticised\")', worth: 1}}\n",
		incidents("criticized", "late"), "incident type criticized 1 ~criticised"},
	{"a text of the caller", "params: {bad: late}\n" +
		"deductions: {loss: {each: incident, when: 'incident.type == params.bad', worth: -5}}\n",
		incidents("late", "lates"), "incident type lates 1 ~late"},

	{"a category that no quota knows", "params: {weekly: {county: 2, town: 1}}\n" +
		"quotas: {weekly: {per: week, when: 'unit.category in params.weekly', count: 'true', " +
		"required: 'params.weekly[unit.category]'}}\nrankings: {year: {per: year, group: unit.category}}\n",
		units("county", "couty", "office"), "enroll category couty 1 ~county; enroll category office 1"},
	{"with an exception", "params: {weekly: {county: 2, town: 1}}\n" +
		"quotas: {weekly: {per: week, when: 'unit.category in params.weekly && unit.category != \"town\"', count: 'true', " +
		"required: 2}}\n", units("county", "office"), "enroll category office 1"},
	{"a category that is only a group", "rankings: {year: {per: year, group: unit.category}}\n", units("county", "couty"), ""},
	{"a group that honours know", "params: {first: {county: 3, town: 1}}\n" +
		"rankings: {year: {per: year, group: unit.category}}\n" +
		"honours: {best: {of: year, first: 'default(params.first[group], 0)'}}\n",
		units("county", "couty", "office"), "enroll category couty 1 ~county; enroll category office 1"},
	{"the unit that handed it in", "credits: {ours: {each: submit, when: 'sender.category == \"county\"', worth: 1}}\n",
		units("county", "couty"), "enroll category couty 1 ~county"},
	{"compared with another fact", "credits: {ours: {each: submit, " +
		"when: 'sender.category == item.genre || sender.category == \"county\"', worth: 1}}\n", units("couty"), ""},

	{"a genre that only another reading knows", "credits: {all: {each: submit, when: 'item.genre == \"brief\"', worth: 1}}\n" +
		"readings: {q: {one: {taken: true}, two: {patch: {credits: {all: {when: 'item.genre == \"research\"'}}}}}}\n",
		items("brief", "research", "reserch"), "submit genre reserch 1 ~research"},
	{"a key of a number", "numbers: {nth: {each: submit, by: item.genre}}\n" +
		"credits: {all: {each: submit, when: 'nth.nth == 1 && item.genre == \"brief\"', worth: 1}}\n",
		items("brief", "other", "breif"), "submit genre breif 1 ~brief"},
	{"a commission asks for it, and it is the answer", "deductions: {late: {each: commission, per: month, " +
		"when: '!commission.answers.exists(a, a.genre == \"research\")', worth: -1}}\n",
		items("research", "reserch"), "submit genre reserch 1 ~research"},
	{"the genre of a commission", "deductions: {late: {each: commission, per: month, " +
		"when: 'commission.genre == \"research\"', worth: -1}}\n",
		`{"kind":"commission","unit":"a","commission":"c1","due":"2020-01-01","genre":"reserch"}` + "\n" +
			`{"kind":"commission","unit":"a","commission":"c2","due":"2020-01-01"}` + "\n",
		"commission genre reserch 1 ~research"},

	{"who endorses", "params: {leaders: [县委, 县政府]}\ncredits: {noted: {each: submit, " +
		"when: 'item.endorsements.exists(e, e.by in params.leaders)', worth: 1}}\n",
		endorsements("县委", "县人大", "县政府", "县正府"), "endorse by 县人大 1; endorse by 县正府 1 ~县政府"},
	{"who endorses, each once", "params: {leaders: [县委, 县政府]}\ncredits: {noted: {each: endorse, worth: 1}}\n" +
		"bonuses: {double: {of: noted, when: 'endorse.by in params.leaders', times: 2}}\n" +
		"collapses: {once: {of: noted, per: endorse.by, best: all}}\n",
		endorsements("县人大", "县正府"), "endorse by 县正府 1 ~县政府"},
	{"where it is placed", "credits: {front: {each: adopt, when: 'adopt.placement == \"headline\"', worth: 1}}\n",
		placements("headline", "Headline", "inside", ""), "adopt placement Headline 1 ~headline; adopt placement inside 1"},
	{"of how many it is so", "credits: {front: {each: submit, " +
		"when: 'item.adoptions.count(a, a.placement == \"headline\") >= 2', worth: 1}}\n",
		placements("headline", "inside"), "adopt placement inside 1"},
	{"whether none is so", "credits: {front: {each: submit, " +
		"when: 'item.adoptions.count(a, a.placement == \"headline\") == 0', worth: 1}}\n",
		placements("headlines", "inside"), "adopt placement headlines 1 ~headline"},
	{"a level", "tiers: [national, city]\ncredits: {all: {each: adopt, worth: 1}}\n", levels("city", "City", "town"),
		"adopt level City 1 ~city; adopt level town 1"},
	{"a level that is not read, since the outlet is listed", "tiers: [national, city]\n" +
		"outlets: [{level: city, names: [某报]}]\ncredits: {all: {each: adopt, worth: 1}}\n", levels("City", "town"), ""},
	{"a level that a list of outlets has", "tiers: {national: {}, all: {when: 'true'}}\n" +
		"outlets: [{level: club, names: [社报]}]\ncredits: {all: {each: adopt, worth: 1}}\n", levels("club", "clubb"),
		"adopt level clubb 1 ~club"},

	{"the name of an attribute", "attrs: {submit: {late: bool = false}}\ncredits: {all: {each: submit, when: '!item.late', worth: 1}}\n",
		`{"kind":"submit","unit":"a","item":"i1","genre":"x","attrs":{"Late":true}}` + "\n" +
			`{"kind":"submit","unit":"a","item":"i2","genre":"x","attrs":{"late":true,"pages":3}}` + "\n" +
			`{"kind":"submit","unit":"a","item":"i3","genre":"x","attrs":{"Late":true}}` + "\n",
		"submit attrs Late 2 ~late; submit attrs pages 1"},
	{"an attribute that a reading declares", "credits: {all: {each: submit, worth: 1}}\n" +
		"readings: {q: {one: {taken: true}, two: {patch: {attrs: {submit: {late: bool = false}}, " +
		"credits: {all: {when: '!item.late'}}}}}}\n",
		`{"kind":"submit","unit":"a","item":"i1","genre":"x","attrs":{"late":true}}` + "\n", ""},
	{"the words of an attribute", "attrs: {submit: {class: string = \"plain\", words: number = 0}}\n" +
		"credits: {all: {each: submit, when: 'item.class == \"meeting\" && item.words > 3', worth: 1}}\n",
		`{"kind":"submit","unit":"a","item":"i1","genre":"x","attrs":{"class":"meetting","words":7}}` + "\n" +
			`{"kind":"submit","unit":"a","item":"i2","genre":"x","attrs":{"class":"plain"}}` + "\n" +
			`{"kind":"submit","unit":"a","item":"i3","genre":"x","attrs":{"class":""}}` + "\n",
		"submit attrs.class meetting 1 ~meeting"},
	{"an attribute with few words", "attrs: {submit: {form: {type: string, default: '\"text\"', one_of: [text, audio]}}}\n" +
		"credits: {all: {each: submit, when: 'item.form.contains(\"t\")', worth: 1}}\n",
		`{"kind":"submit","unit":"a","item":"i1","genre":"x","attrs":{"form":"video"}}` + "\n" +
			`{"kind":"submit","unit":"a","item":"i2","genre":"x","attrs":{"form":"audio"}}` + "\n",
		"submit attrs.form video 1 !"},
	{"an attribute that is a receiver", "attrs: {submit: {by: string = \"\"}}\n" +
		"credits: {all: {each: submit, when: 'item.by != \"\"', worth: 1, to: 'item.by == \"a\" ? item.unit : item.by'}}\n",
		`{"kind":"submit","unit":"a","item":"i1","genre":"x","attrs":{"by":"b"}}` + "\n", ""},
	{"an attribute of an outlet", "attrs: {outlet: {stream: string = \"\"}}\noutlets: [{stream: web, names: [网]}]\n" +
		"credits: {all: {each: adopt, when: 'outlet.stream == \"press\"', worth: 1}}\n",
		items("x") + `{"kind":"adopt","item":"x-0","outlet":"某报","attrs":{"stream":"pres"}}` + "\n" +
			`{"kind":"adopt","item":"x-0","outlet":"某报","attrs":{"stream":"web"}}` + "\n" +
			`{"kind":"adopt","item":"x-0","outlet":"网","attrs":{"stream":"tv"}}` + "\n",
		"adopt attrs.stream pres 1 ~press"},
	{"an attribute of a unit", "attrs: {unit: {rank: string = \"\"}}\n" +
		"rankings: {year: {per: year, eligible: 'unit.rank == \"full\"'}}\n",
		`{"kind":"enroll","unit":"a","name":"甲","category":"x","attrs":{"rank":"ful"}}` + "\n", "enroll attrs.rank ful 1 ~full"},
	{"why it is granted", "credits: {talk: {each: grant, when: 'grant.reason == \"表态发言\"', worth: grant.amount}}\n",
		`{"kind":"grant","unit":"a","account":"points","amount":"1","reason":"表态讲话"}` + "\n" +
			`{"kind":"grant","unit":"a","account":"points","amount":"1","reason":"表态发言人"}` + "\n",
		"grant reason 表态发言人 1 ~表态发言; grant reason 表态讲话 1"},
}

// TestStrangers is which words are listed; a struck-out one never is.
func TestStrangers(t *testing.T) {
	t.Parallel()
	for _, row := range strangersRows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, err := scheme.Load(t.Context(), "x", []byte("scheme: x\naccounts: {points: {}}\n"+row.lines))
			require.NoError(t, err)
			l := numbered(t, row.ledger)
			found, err := scoring.Strangers(t.Context(), s, l, scoring.Options{})
			require.NoError(t, err)
			assert.Equal(t, row.want, strangersText(found))
			book, err := scoring.Score(t.Context(), s, l, scoring.Options{})
			require.NoError(t, err)
			again, err := book.Strangers(t.Context())
			require.NoError(t, err)
			assert.Equal(t, found, again)
			for _, one := range found {
				read := thereAndBack(t, one)
				assert.Equal(t, one.Reason.String(), read.Reason.String())
				one.Reason, read.Reason = reason.Reason{}, reason.Reason{}
				assert.Equal(t, one, read)
			}

			void := ""
			for i := range l.Len() {
				if l.Entry(i).Kind != ledger.Enroll {
					void = fmt.Sprintf(`{"kind":"void","ref":%q,"reason":"x"}`+"\n", l.Entry(i).ID) + void
				}
			}
			found, err = scoring.Strangers(t.Context(), s, numbered(t, row.ledger+void), scoring.Options{})
			require.NoError(t, err)
			for _, one := range found {
				assert.Equal(t, ledger.Enroll, one.Kind)
			}
		})
	}
}

// TestStrangersOfAView is what the options leave: what was known, up to a day, and under figures of the caller.
func TestStrangersOfAView(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "x", []byte(`
scheme: x
accounts: {points: {}}
params: {bad: late, figure: {required: number}}
deductions: {loss: {each: incident, when: 'incident.type == params.bad', worth: -params.figure}}
`))
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
		`{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"a","name":"甲","category":"county"}
{"id":"e2","kind":"incident","at":"2020-03-01","unit":"a","type":"rude"}
{"id":"e3","kind":"incident","at":"2020-05-01","unit":"a","type":"rude"}
{"id":"e4","kind":"incident","at":"2020-04-01","unit":"a","type":"rude"}
{"id":"e5","kind":"incident","at":"2020-06-01","unit":"a","type":"rude"}
{"id":"e6","kind":"incident","at":"2020-06-02","unit":"a","type":"rude"}
`), "x")
	require.NoError(t, err)
	for _, row := range []struct {
		name, until, known, bad, want string
		entries                       []string
	}{
		{"all", "", "", "", "incident type rude 5", []string{"e2", "e3", "e4"}},
		{"up to a day", "2020-04-01", "", "", "incident type rude 2", []string{"e2", "e4"}},
		{"as it was known", "", "2020-05-01", "", "incident type rude 3", []string{"e2", "e3", "e4"}},
		{"by a figure of the caller", "", "", "rude", "", nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			o, err := scoring.ParseOptions("2020", row.until, row.known)
			require.NoError(t, err)
			if row.bad != "" {
				o.Params = []scheme.Param{{Path: "bad", Value: row.bad}}
			}
			found, err := scoring.Strangers(t.Context(), s, l, o)
			require.NoError(t, err)
			assert.Equal(t, row.want, strangersText(found))
			if len(found) > 0 {
				assert.Equal(t, row.entries, found[0].Entries)
				assert.False(t, found[0].Slip())
			}
		})
	}
	none, err := ledger.Of(t.Context())
	require.NoError(t, err)
	found, err := scoring.Strangers(t.Context(), s, none, scoring.Options{})
	require.NoError(t, err)
	assert.Empty(t, found)
}

// numbered reads entries without id and time: e1, e2 … of one day. A unit is enrolled.
func numbered(t *testing.T, lines string) *ledger.Ledger {
	t.Helper()
	if !strings.Contains(lines, `"enroll"`) {
		lines = `{"kind":"enroll","unit":"a","name":"甲","category":"county"}` + "\n" + lines
	}
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		fmt.Fprintf(&b, `{"id":"e%d","at":"2020-03-02",%s`+"\n", i+1, line[1:])
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(b.String()), "x")
	require.NoError(t, err)
	return l
}

func strangersText(found []scoring.Stranger) string {
	var all []string
	for _, s := range found {
		text := fmt.Sprintf("%s %s %s %d", s.Kind, s.Field, s.Word, s.Count)
		if s.Nearest != "" {
			text += " ~" + s.Nearest
		}
		if s.OneOf {
			text += " !"
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ")
}

// TestStrangersOfBoundedFields is the words of fields that a scheme bounds: all others are strangers, and slips.
func TestStrangersOfBoundedFields(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "x", []byte(`
scheme: x
accounts: {points: {}}
attrs: {submit: {genre: {type: string, one_of: [brief, research]}}, unit: {category: {type: string, one_of: [county]}}}
credits: {all: {each: submit, when: 'item.genre.contains("b")', worth: 1}}
`))
	require.NoError(t, err)
	l := numbered(t, units("county", "couty")+items("brief", "breif", "essay"))
	found, err := scoring.Strangers(t.Context(), s, l, scoring.Options{})
	require.NoError(t, err)
	assert.Equal(t, "enroll category couty 1 ~county !; submit genre breif 1 ~brief !; submit genre essay 1 !",
		strangersText(found))
	for _, one := range found {
		assert.True(t, one.Slip())
	}
}
