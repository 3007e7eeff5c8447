package schemes

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

const street = "street-2022"

// streetOutlet is an outlet of 5(2)1–4 and where in it the item stands.
type streetOutlet struct{ name, level, tier, place string }

var (
	streetTiers  = []string{"district", "city", "province", "national"} // lowest first
	streetPlaces = []string{"", "front", "page", "inside"}
)

// streetOutlets are the four that the text lists and one of each level, at every place.
func streetOutlets() []streetOutlet {
	var out []streetOutlet
	for _, place := range streetPlaces {
		for name, tier := range map[string]string{"中央电视台": "national", "人民日报": "national", "山东电视台": "province",
			"大众日报": "province"} {
			out = append(out, streetOutlet{name, "", tier, place})
		}
		for _, tier := range streetTiers {
			out = append(out, streetOutlet{"某" + tier + "网", tier, tier, place})
		}
	}
	slices.SortFunc(out, func(a, b streetOutlet) int { return strings.Compare(a.name+a.place, b.name+b.place) })
	return out
}

func (o streetOutlet) adopt(at, item string, mods ...mod) ledger.Entry {
	return adopt(at, item, o.name, append(mods, level(o.level), placement(o.place))...)
}

// streetWorth is 5(2)1–4 with its headlines.
func streetWorth(tier, genre, place, taken string) int {
	long := map[string]int{"national": 101, "province": 80, "city": 60, "district": 40}[tier]
	if taken == "national-long-100" && tier == "national" {
		long = 100
	}
	brief := map[string]int{"national": 50, "province": 40, "city": 30, "district": 20}[tier]
	front := map[string]int{"national": 40, "province": 30, "city": 20, "district": 10}[tier]
	switch place {
	case "front":
		long, brief = long+front, brief+front
	case "page":
		long, brief = long+front/2, brief+front/2
	}
	if genre == "long" {
		return long
	}
	return brief
}

var streetReadings = []string{"", "highest-tier", "highest-amount", "national-long-101", "national-long-100"}

func TestStreetAdopted(t *testing.T) {
	t.Parallel()
	for _, taken := range streetReadings {
		for _, category := range []string{"section", "community"} {
			wants := map[string][]string{}
			entries := []ledger.Entry{enroll("2022-01-10", "u", category)}
			for _, o := range streetOutlets() {
				for _, genre := range []string{"long", "brief"} {
					item := fmt.Sprintf("%s %s %v %s", taken, category, o, genre)
					entries = append(entries, submit("2022-02-10", item, "u", genre), o.adopt("2022-02-11", item))
					wants[item] = posting("2022-02-11", "points", "adopted", streetWorth(o.tier, genre, o.place, taken))
				}
			}
			r := score(t, street, reading(taken, "2022-02"), entries...)
			assert.Empty(t, r.refusals)
			assert.Empty(t, r.Problems)
			for item, want := range wants {
				t.Run(item, func(t *testing.T) { assert.Equal(t, want, r.items[item]) })
			}
		}
	}
}

// TestStreetCollapse is 5(2)6 for every three adoptions in every order: the highest tier counts, within it the better
// headline.
func TestStreetCollapse(t *testing.T) {
	t.Parallel()
	var outlets []streetOutlet
	for _, tier := range streetTiers {
		for _, place := range []string{"", "front", "page"} {
			outlets = append(outlets, streetOutlet{"某" + tier + "报", tier, tier, place})
		}
	}
	for _, taken := range []string{"", "highest-amount", "national-long-100"} {
		wants := map[string][]string{}
		entries := []ledger.Entry{enroll("2022-01-10", "u", "section")}
		for _, genre := range []string{"long", "brief"} {
			for i, a := range outlets {
				for j, b := range outlets {
					for k, c := range outlets {
						if k > 0 && k != i && k < 9 {
							// the third: a plain one of the lowest and of the highest tier, headlines of the highest,
							// and the first again
							continue
						}
						item := fmt.Sprintf("%s %s %d %d %d", taken, genre, i, j, k)
						entries = append(entries, submit("2022-02-10", item, "u", genre))
						tier, worth := -1, 0
						var states []state
						for n, o := range []streetOutlet{a, b, c} {
							at := day("2022-02-11", n)
							entries = append(entries, o.adopt(at, item))
							high, amount := slices.Index(streetTiers, o.tier),
								streetWorth(o.tier, genre, o.place, taken)
							if taken == "highest-amount" {
								worth = max(worth, amount)
							} else if high > tier || high == tier && amount > worth {
								tier, worth = high, amount
							}
							states = append(states, state{at, worth})
						}
						wants[item] = differences("points", "adopted", states...)
					}
				}
			}
		}
		r := score(t, street, reading(taken, "2022-02"), entries...)
		for item, want := range wants {
			if !assert.Equal(t, want, r.items[item], item) {
				break
			}
		}
	}
}

// TestStreetRefused: what no tier takes is reported; the briefing takes opinion items only.
func TestStreetRefused(t *testing.T) {
	t.Parallel()
	rows := []struct {
		genre, outlet, level string
		refused              bool
		want                 []string
	}{
		{"long", "某网", "", true, nil},
		{"long", "某网", "county", true, nil},
		{"long", "宣传信息简报", "", true, nil},
		{"brief", "宣传信息简报", "", true, nil},
		{"brief", "宣传信息简报", "national", true, nil},
		{"brief", "某简报", "briefing", true, nil},
		{"opinion", "宣传信息简报", "", false, []string{"2022-02-11 opinion opinion-adopted 15"}},
		{"opinion", "《宣传信息简报》", "", false, []string{"2022-02-11 opinion opinion-adopted 15"}},
		{"opinion", "某简报", "briefing", false, []string{"2022-02-11 opinion opinion-adopted 15"}},
		{"opinion", "某网", "", true, nil},
		{"opinion", "人民日报", "", false, nil}, // 舆情 is counted apart
		{"opinion", "某报", "city", false, nil},
		{"long", "人民日报", "district", false, []string{"2022-02-11 points adopted 101"}},
		{"long", "《大众日报》", "national", false, []string{"2022-02-11 points adopted 80"}},
	}
	entries := []ledger.Entry{enroll("2022-02-02", "u", "community")}
	for i, row := range rows {
		item := fmt.Sprint("i", i)
		entries = append(entries, submit("2022-02-10T10:00:00", item, "u", row.genre),
			adopt("2022-02-11", item, row.outlet, level(row.level), id("a"+item)))
	}
	r := score(t, street, scoring.Options{Periods: periodsOf("2022-02")}, entries...)
	assert.Empty(t, r.Problems)
	for i, row := range rows {
		t.Run(fmt.Sprintf("%s %s %q", row.genre, row.outlet, row.level), func(t *testing.T) {
			item := fmt.Sprint("i", i)
			assert.Equal(t, row.want, r.items[item])
			assert.Equal(t, row.refused, slices.Contains(r.refusals["a"+item], "no-tier"))
		})
	}
}

// TestStreetCreditedUnit is 谁完成谁加分: with `completed_by` and no material supplied the points go there; task and opinion
// stay.
func TestStreetCreditedUnit(t *testing.T) {
	t.Parallel()
	type row struct {
		name, item, to string // "" nobody
		want           []string
	}
	var rows []row
	entries := []ledger.Entry{enroll("2022-01-01", "sender", "community"), enroll("2022-01-01", "other", "section"),
		enroll("2022-01-01", "left", "section"), withdraw("2022-02-11", "left"),
		enroll("2022-02-12", "later", "section"), enroll("2022-02-11", "just", "section")}
	for _, by := range []string{"absent", "", "other", "sender", "left", "later", "just", "nobody"} {
		for _, supplied := range []any{"absent", true, false} {
			for _, genre := range []string{"long", "opinion"} {
				item := fmt.Sprintf("i%d", len(rows))
				entries = append(entries,
					submit("2022-02-10T08:00:00", item, "sender", genre, optional("completed_by", by),
						optional("material_supplied", supplied)))
				to, want := "sender", []string(nil)
				if genre == "opinion" {
					entries = append(entries, adopt("2022-02-11", item, "宣传信息简报", id("a"+item)))
					want = []string{"2022-02-10 opinion opinion 10", "2022-02-11 opinion opinion-adopted 15"}
				} else {
					entries = append(entries, adopt("2022-02-11", item, "某市报", level("city"), id("a"+item)))
					want = []string{"2022-02-11 points adopted 60"}
					if supplied == false && by != "absent" && by != "" {
						to = by
					}
					if to == "left" || to == "later" || to == "nobody" {
						to, want = "", nil
					}
				}
				rows = append(rows, row{fmt.Sprintf("by %q supplied %v %s", by, supplied, genre), item, to, want})
			}
		}
	}
	r := score(t, street, scoring.Options{Periods: periodsOf("2022-02")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			assert.Equal(t, row.want, r.items[row.item])
			for _, p := range r.Postings {
				if p.Item == row.item {
					assert.Equal(t, row.to, p.Unit)
				}
			}
			assert.Equal(t, row.to == "", slices.Contains(r.refusals["a"+row.item], "off-roster"), "reported: %v",
				r.refusals["a"+row.item])
		})
	}
	r = score(t, street, scoring.Options{Periods: periodsOf("2022-Q1")}, entries...)
	assert.Equal(t, owing(len(rows)/2, 13), r.quotas["sender quarterly 2022-Q1"], "the task stays with the sender")
	assert.Equal(t, owing(0, 13), r.quotas["other quarterly 2022-Q1"])
}

// TestStreetReported is 5(1)1: which submissions count for the task, in every combination.
func TestStreetReported(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit string
		done       int
	}
	var rows []row
	var entries []ledger.Entry
	flags := []any{"absent", false, true}
	for _, category := range []string{"section", "community"} {
		for _, genre := range []string{"long", "brief", "opinion", "photo"} {
			for _, late := range flags {
				for _, poor := range flags {
					for _, forwarded := range flags {
						unit := fmt.Sprintf("u%d", len(rows))
						entries = append(entries, enroll("2021-12-01", unit, category),
							submit("2022-02-10T08:00:00", unit, unit, genre, optional("late", late),
								optional("low_quality", poor), optional("forwarded", forwarded)))
						done := 1
						if genre == "opinion" || late == true || poor == true ||
							category == "section" && forwarded == true {
							done = 0
						}
						rows = append(rows, row{fmt.Sprintf("%s %s late %v poor %v forwarded %v", category, genre, late,
							poor, forwarded), unit, done})
					}
				}
			}
		}
	}
	r := score(t, street, scoring.Options{Periods: periodsOf("2022-Q1")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			assert.Equal(t, owing(row.done, 13), r.quotas[row.unit+" quarterly 2022-Q1"])
			assert.Equal(t, posting("2022-03-31", "points", "quarter-shortfall", -2*(13-row.done)),
				r.of(row.unit, "quarter-shortfall"))
		})
	}
}

// TestStreetQuarter: a quarter's task is the Sundays in it, for each correspondent; an extra one gives nothing.
func TestStreetQuarter(t *testing.T) {
	t.Parallel()
	for _, q := range []struct {
		period, last string
		weeks        int
	}{
		{"2022-Q1", "2022-03-31", 13}, {"2022-Q2", "2022-06-30", 13}, {"2022-Q3", "2022-09-30", 13},
		{"2022-Q4", "2022-12-31", 13}, {"2018-Q1", "2018-03-31", 12}, {"2023-Q1", "2023-03-31", 13},
		{"2023-Q4", "2023-12-31", 14},
	} {
		type row struct {
			name, unit     string
			done, required int
		}
		var rows []row
		var entries []ledger.Entry
		for _, category := range []string{"section", "community"} {
			for correspondents, each := range []any{0, "absent", 2} { // 1 if absent
				required := q.weeks * correspondents
				for _, done := range []int{0, 1, required - 1, required, required + 1} {
					if done < 0 {
						continue
					}
					unit := fmt.Sprintf("u%d", len(rows))
					entries = append(entries, enroll("2017-12-31", unit, category, optional("correspondents", each)))
					for n := range done {
						entries = append(entries, submit(day(q.last, -n), fmt.Sprint(unit, "-", n), unit, "brief"))
					}
					rows = append(rows, row{fmt.Sprintf("%s %s %v correspondents, did %d", q.period, category, each,
						done), unit, done, required})
				}
			}
		}
		r := score(t, street, scoring.Options{Periods: periodsOf(q.period)}, entries...)
		for _, row := range rows {
			t.Run(row.name, func(t *testing.T) {
				assert.Equal(t, owing(row.done, row.required), r.quotas[row.unit+" quarterly "+q.period])
				assert.Equal(t, posting(q.last, "points", "quarter-shortfall", -2*max(0, row.required-row.done)),
					r.of(row.unit, "quarter-shortfall"))
			})
		}
	}
}

// TestStreetYear is 5(2)7: fifty a correspondent, ten for each extra, five off for each missing, beside the quarters.
func TestStreetYear(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit     string
		done, required int
	}
	var rows []row
	var entries []ledger.Entry
	for _, category := range []string{"section", "community"} {
		for correspondents, each := range []any{0, "absent", 2} {
			required := 50 * correspondents
			for _, done := range []int{0, required - 1, required, required + 1, required + 3} {
				if done < 0 {
					continue
				}
				unit := fmt.Sprintf("u%d", len(rows))
				entries = append(entries, enroll("2021-12-31", unit, category, optional("correspondents", each)))
				for n := range done {
					entries = append(entries, submit(day("2022-01-01", 2*n), fmt.Sprint(unit, "-", n), unit, "brief"))
				}
				rows = append(rows,
					row{fmt.Sprintf("%s %v correspondents, did %d", category, each, done), unit, done, required})
			}
		}
	}
	r := score(t, street, scoring.Options{Periods: periodsOf("2022")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			assert.Equal(t, owing(row.done, row.required), r.quotas[row.unit+" yearly 2022"])
			assert.Equal(t, posting("2022-12-31", "points", "year-missing", -5*max(0, row.required-row.done)),
				r.of(row.unit, "year-missing"))
			assert.Equal(t, posting("2022-12-31", "points", "year-extra", 10*max(0, row.done-row.required)),
				r.of(row.unit, "year-extra"))
		})
	}
}

func TestStreetIncidents(t *testing.T) {
	t.Parallel()
	entries := []ledger.Entry{submit("2022-02-05", "i", "off", "long")}
	for _, category := range []string{"section", "community"} {
		for _, what := range []string{"major-event-late", "major-event-missed", "major-event", "late"} {
			u := category + " " + what
			entries = append(entries, enroll("2022-01-10", u, category), incident("2022-02-10", u, what),
				incident("2022-02-28T23:59:59", u, what), incident("2022-03-01T00:00:00", u, what))
		}
	}
	entries = append(entries, enroll("2022-02-10T00:00:01", "off", "section"),
		incident("2022-02-10", "off", "major-event-late", id("early")))
	r := score(t, street, scoring.Options{Periods: periodsOf("2022-02")}, entries...)
	for _, category := range []string{"section", "community"} {
		for _, what := range []string{"major-event-late", "major-event-missed"} {
			assert.Equal(t, []string{"2022-02-10 points major-event -10", "2022-02-28 points major-event -10"},
				r.of(category+" "+what, "major-event"))
		}
		assert.Empty(t, r.of(category+" major-event", "major-event"))
		assert.Empty(t, r.of(category+" late", "major-event"))
	}
	assert.Empty(t, r.units["off"])
	assert.Equal(t, []string{"off-roster"}, r.refusals["early"])
}

// TestStreetOpinion is 5(2)8 by the clock, in every combination.
func TestStreetOpinion(t *testing.T) {
	t.Parallel()
	times := []struct {
		at   string
		done bool
	}{
		{"2022-02-10T09:14:59", true}, {"2022-02-10T09:15:00", false}, {"2022-02-10T09:15:01", false},
		{"2022-02-10T00:00:00", true}, {"2022-02-10T23:59:59", false}, {"2022-02-10T01:14:59Z", true},
		{"2022-02-10T01:15:00Z", false}, {"2022-02-09T16:00:00Z", true}, {"2022-02-10T09:14:59.999+08:00", true},
		{"2022-02-10T08:30:00+07:00", false},
		{"2022-02-10", false}, // no time of day
	}
	type row struct {
		name, unit, category string
		done                 bool
		adopted              int
	}
	var rows []row
	var entries []ledger.Entry
	for _, category := range []string{"section", "community"} {
		for _, at := range times {
			for _, poor := range []any{"absent", false, true} {
				for _, late := range []any{"absent", true} {
					for adopted := range 3 {
						unit := fmt.Sprintf("u%d", len(rows))
						entries = append(entries, enroll("2022-02-02", unit, category),
							submit(at.at, unit, unit, "opinion", optional("low_quality", poor), optional("late", late)))
						for range adopted {
							entries = append(entries, adopt("2022-02-20", unit, "宣传信息简报"))
						}
						rows = append(rows, row{fmt.Sprintf("%s %s poor %v late %v adopted %d", category, at.at, poor,
							late, adopted), unit, category, at.done && poor != true, adopted})
					}
				}
			}
		}
	}
	r := score(t, street, scoring.Options{Periods: periodsOf("2022-02")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			var want []string
			if row.category == "community" {
				if row.done {
					want = posting("2022-02-10", "opinion", "opinion", 10)
				}
				for range row.adopted { // the +15 does not ask whether the item was in time
					want = append(want, posting("2022-02-20", "opinion", "opinion-adopted", 15)...)
				}
			}
			assert.Equal(t, want, r.units[row.unit])
			assert.Equal(t, "0", r.totals[row.unit+" points"])
		})
	}
}

// TestStreetOpinionMonth: fewer than twenty a correspondent in a month costs 30, once.
func TestStreetOpinionMonth(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit, category string
		done, required       int
	}
	var rows []row
	var entries []ledger.Entry
	for _, category := range []string{"community", "section"} {
		for correspondents, each := range []any{0, "absent", 2} {
			required := 20 * correspondents
			for _, done := range []int{0, 1, required - 1, required, required + 1} {
				for _, late := range []int{0, 3} {
					if done < 0 {
						continue
					}
					unit := fmt.Sprintf("u%d", len(rows))
					entries = append(entries, enroll("2022-01-31", unit, category, optional("correspondents", each)))
					for n := range done + late {
						clock := "T09:14:59"
						if n >= done {
							clock = "T09:15:00"
						}
						entries = append(entries,
							submit(day("2022-02-01", n%28)+clock, fmt.Sprint(unit, "-", n), unit, "opinion"))
					}
					entries = append(entries, submit("2022-02-10T08:00:00", unit+" brief", unit, "brief"))
					rows = append(rows, row{fmt.Sprintf("%s %v correspondents, %d and %d late", category, each, done,
						late), unit, category, done, required})
				}
			}
		}
	}
	r := score(t, street, scoring.Options{Periods: periodsOf("2022-02")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if row.category == "section" {
				assert.Empty(t, r.units[row.unit], "community only")
				assert.Empty(t, r.quotas[row.unit+" opinion-monthly 2022-02"])
				return
			}
			missed := 0
			if row.done < row.required {
				missed = -30
			}
			assert.Equal(t, owing(row.done, row.required), r.quotas[row.unit+" opinion-monthly 2022-02"])
			assert.Equal(t, posting("2022-02-28", "opinion", "opinion-short", missed), r.of(row.unit, "opinion-short"))
			assert.Equal(t, fmt.Sprint(10*row.done+missed), r.totals[row.unit+" opinion"])
			assert.Equal(t, "0", r.totals[row.unit+" points"])
		})
	}
}

func TestStreetBorders(t *testing.T) {
	t.Parallel()
	unit := func(u string) ledger.Entry { return enroll("2021-11-01", u, "community") }
	brief := func(at, item, unit string) ledger.Entry { return submit(at, item, unit, "brief") }
	checkBorders(t, street, "2022",
		// its last week runs into April
		border{"quarterly", "2022-Q1", "2022-01-01T00:00:00", "2022-03-31T23:59:59", unit, brief},
		border{"quarterly", "2022-Q2", "2022-04-01T00:00:00", "2022-06-30T23:59:59", unit, brief},
		border{"quarterly", "2022-Q4", "2022-10-01T00:00:00", "2022-12-31T23:59:59", unit, brief},
		border{"yearly", "2022", "2022-01-01T00:00:00", "2022-12-31T23:59:59", unit, brief})
	// An opinion item is in time before 09:15, so the last of a month is that of its last day.
	r := score(t, street, scoring.Options{Periods: periodsOf("2022")}, unit("u"),
		submit("2022-01-31T09:14:59", "a", "u", "opinion"), submit("2022-02-01T00:00:00", "b", "u", "opinion"),
		submit("2022-02-28T09:14:59", "c", "u", "opinion"),
		submit("2022-02-28T16:00:00Z", "d", "u", "opinion"))
	for month, done := range map[string]string{"2022-01": "1", "2022-02": "2", "2022-03": "1"} {
		assert.Equal(t, done, r.done("u", "opinion-monthly", month), month)
	}
}

func TestStreetRoster(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		quota, period, first, last, rule, account string
		points                                    int
	}{
		{"quarterly", "2022-Q2", "2022-04-01", "2022-06-30", "quarter-shortfall", "points", -26},
		{"yearly", "2022", "2022-01-01", "2022-12-31", "year-missing", "points", -250},
		{"opinion-monthly", "2022-04", "2022-04-01", "2022-04-30", "opinion-short", "opinion", -30},
	} {
		checkRoster(t, street, row.quota, row.period, rosterRows(row.first, row.last, "community"),
			func(unit string, owes bool, r result) {
				var want []string
				if owes {
					want = posting(row.last, row.account, row.rule, row.points)
				}
				assert.Equal(t, want, r.of(unit, row.rule))
			})
	}
}

// TestStreetVoids: a struck-out adoption falls back to the next, a struck-out submission loses all, for the task too.
func TestStreetVoids(t *testing.T) {
	t.Parallel()
	base := []ledger.Entry{enroll("2021-12-01", "u", "section"), submit("2022-02-10", "i", "u", "long", id("i")),
		adopt("2022-02-11", "i", "大众日报", placement("front"), id("a")), adopt("2022-02-12", "i", "人民日报", id("b"))}
	for _, row := range []struct {
		name, ref string
		want      []string
		done      int
	}{
		{"none", "", []string{"2022-02-11 points adopted 110", "2022-02-12 points adopted -9"}, 1},
		{"the first", "a", []string{"2022-02-12 points adopted 101"}, 1},
		{"the second", "b", []string{"2022-02-11 points adopted 110"}, 1},
		{"the submission", "i", nil, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			entries := slices.Clone(base)
			if row.ref != "" {
				entries = append(entries, void("2022-05-01", row.ref))
			}
			r := score(t, street, scoring.Options{Periods: periodsOf("2022-Q1")}, entries...)
			assert.Equal(t, row.want, r.items["i"])
			assert.Equal(t, owing(row.done, 13), r.quotas["u quarterly 2022-Q1"])
		})
	}
}

// TestStreetRanking ranks points and opinion by category, a quarter and a year.
func TestStreetRanking(t *testing.T) {
	t.Parallel()
	var entries []ledger.Entry
	// enrolled on the second of the quarter: they owe nothing for it
	for n, unit := range []string{"a", "b", "c", "d"} {
		entries = append(entries, enroll("2022-10-02", unit, "section"), submit("2022-10-10", unit, unit, "brief"))
		if n < 3 {
			entries = append(entries, adopt("2022-10-11", unit, "某报", level([]string{"city", "city", "district"}[n])))
		}
	}
	entries = append(entries, enroll("2022-10-02", "e", "community"),
		submit("2022-10-10T08:00:00", "e", "e", "opinion"), withdraw("2022-10-20", "e"))
	for period, ranked := range map[string]bool{"2022": true, "2022-Q4": true, "2022-10": false} {
		r := score(t, street, scoring.Options{Periods: periodsOf(period)}, slices.Clone(entries)...)
		got := map[string]string{}
		for _, x := range r.Totals {
			got[x.Unit+" "+x.Account] = fmt.Sprintf("%s %d %s", x.Amount, x.Rank, x.Group)
		}
		want := map[string]string{"a points": "30 1 section", "b points": "30 1 section", "c points": "20 3 section",
			"d points": "0 4 section", "e points": "0 1 community",
			"a opinion": "0 1 section", "b opinion": "0 1 section", "c opinion": "0 1 section",
			"d opinion": "0 1 section", "e opinion": "10 1 community"}
		if !ranked {
			for k, v := range want {
				want[k] = strings.Fields(v)[0] + " 0 "
			}
		}
		assert.Equal(t, want, got, period)
	}
}

// TestStreetCorrespondents: a settlement sees the correspondents that the unit has at the last instant of the period.
func TestStreetCorrespondents(t *testing.T) {
	t.Parallel()
	r := score(t, street, scoring.Options{Periods: periodsOf("2022-Q1")},
		enroll("2021-12-01", "u", "community", attr("correspondents", 3)),
		enroll("2022-02-28T23:59:59", "u", "community", attr("correspondents", 2)),
		enroll("2022-04-01", "u", "community"))
	assert.Equal(t, owing(0, 60), r.quotas["u opinion-monthly 2022-01"])
	assert.Equal(t, owing(0, 40), r.quotas["u opinion-monthly 2022-02"])
	assert.Equal(t, owing(0, 26), r.quotas["u quarterly 2022-Q1"])
}
