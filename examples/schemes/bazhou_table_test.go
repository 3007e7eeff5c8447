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

const bazhou = "bazhou-2022"

var bazhouGenres = []string{"effect", "experience", "research", "business", "article"}

// bazhouOutlet is an outlet of article 19: listed, or named by its level; tier "" is none.
type bazhouOutlet struct{ name, stream, tier, level string }

func bazhouOutlets() []bazhouOutlet {
	var out []bazhouOutlet
	list := func(stream, tier string, names ...string) {
		for _, n := range names {
			out = append(out, bazhouOutlet{n, stream, tier, ""})
		}
	}
	list("info", "prefecture", "巴州乡村振兴简报")
	list("info", "region", "自治区乡村振兴局信息刊物")
	list("press", "national", "人民日报", "经济日报", "《人民日报》")
	list("press", "region", "新疆日报", "今日新疆")
	list("press", "prefecture", "巴音郭楞日报")
	list("web", "national", "人民网", "新华网", "学习强国")
	list("web", "region", "昆仑网", "天山网", "小疆有话说")
	list("web", "prefecture", "巴州零距离")
	for _, stream := range []string{"info", "press", "web"} {
		for _, tier := range []string{"national", "region", "prefecture"} {
			if stream != "info" || tier != "national" {
				out = append(out, bazhouOutlet{"某" + stream + tier, stream, tier, tier})
			}
		}
	}
	return append(out, bazhouOutlet{"某某网", "", "", ""}, bazhouOutlet{"某某网", "web", "", ""},
		bazhouOutlet{"某县网", "web", "", "county"},
		bazhouOutlet{"人民政协报", "", "", "national"}, bazhouOutlet{"某内参", "info", "", "national"},
		bazhouOutlet{"人民日报社", "", "", ""})
}

func (o bazhouOutlet) adopt(at, item string, mods ...mod) ledger.Entry {
	if o.tier == "" || o.level != "" {
		mods = append(mods, level(o.level))
		if o.stream != "" {
			mods = append(mods, attr("stream", o.stream))
		}
	}
	return adopt(at, item, o.name, mods...)
}

// bazhouMedia is 19(二) and 19(三).
var bazhouMedia = map[string]int{"national": 20, "region": 10, "prefecture": 5}

// bazhouInfo is 19(一): what handing in, an adoption by a bulletin and an endorsement are worth.
func bazhouInfo(genre string, commissioned bool) (submitted, prefecture, region, endorsed int) {
	switch {
	case genre == "research":
		return 10, 5, 20, 30
	case commissioned:
		return 5, 10, 10, 20
	}
	return 0, 5, 10, 20
}

// streams puts the stream in the place of the rule, with which its name begins.
func streams(postings []string) []string {
	var out []string
	for _, p := range postings {
		f := strings.Fields(p)
		f[2], _, _ = strings.Cut(f[2], "-")
		out = append(out, strings.Join(f, " "))
	}
	return out
}

// TestBazhouInfo takes an item through every genre, commission, bulletins in every order, and endorsements, under both
// readings.
func TestBazhouInfo(t *testing.T) {
	t.Parallel()
	commissions := map[string]struct {
		due  string
		done bool
	}{"none": {"", false}, "in time": {"2022-02-20", true}, "to the second": {"2022-02-10T09:00:00", true},
		"a second late": {"2022-02-10T08:59:59", false}, "late": {"2022-02-09", false}}
	events := [][]string{nil, {"prefecture"}, {"region"}, {"prefecture", "region"}, {"region", "prefecture"}}
	for _, taken := range []string{"info-highest", "info-sum"} {
		type row struct {
			name, item string
			want       []string
		}
		var rows []row
		entries := []ledger.Entry{enroll("2022-01-10", "u", "county")}
		for _, genre := range bazhouGenres {
			for _, asked := range []string{"none", "in time", "to the second", "a second late", "late"} {
				if genre == "research" && asked != "none" && taken == "info-sum" {
					continue // the text does not say whether both add up
				}
				for _, bulletins := range events {
					for _, by := range []string{"", "自治区党委", "自治区政府", "自治区党委办公厅"} {
						for _, place := range []string{"first", "last"} {
							if by == "" && place == "last" {
								continue
							}
							item := fmt.Sprintf("i%d", len(rows))
							c := commissions[asked]
							submitted, prefecture, region, endorsed := bazhouInfo(genre, c.done)
							if by != "自治区党委" && by != "自治区政府" {
								endorsed = 0
							}
							var mods []mod
							if c.due != "" {
								entries = append(entries, commission("2022-02-01", "c"+item, "u", c.due))
								mods = append(mods, answers("c"+item))
							}
							entries = append(entries, submit("2022-02-10T09:00:00", item, "u", genre, mods...))
							worth, states := submitted, []state{{"2022-02-10", submitted}}
							add := func(at string, n int) {
								if taken == "info-sum" {
									worth += n
								}
								worth = max(worth, n)
								states = append(states, state{at, worth})
							}
							if by != "" && place == "first" {
								entries = append(entries, endorse("2022-02-11", item, by))
								add("2022-02-11", endorsed)
							}
							for n, b := range bulletins {
								outlet, gives := "巴州乡村振兴简报", prefecture
								if b == "region" {
									outlet, gives = "自治区乡村振兴局信息刊物", region
								}
								entries = append(entries, adopt(day("2022-02-12", n), item, outlet))
								add(day("2022-02-12", n), gives)
							}
							if by != "" && place == "last" {
								entries = append(entries, endorse("2022-02-20", item, by))
								add("2022-02-20", endorsed)
							}
							rows = append(rows, row{fmt.Sprintf("%s %s commission %s %v by %q %s", taken, genre, asked,
								bulletins, by, place), item, differences("points", "info", states...)})
						}
					}
				}
			}
		}
		r := score(t, bazhou, reading(taken, "2022-02"), entries...)
		assert.Empty(t, r.Problems)
		for _, row := range rows {
			t.Run(row.name, func(t *testing.T) { assert.Equal(t, row.want, streams(r.items[row.item])) })
		}
	}
}

// TestBazhouOutlets adopts every genre by every outlet, and by every two: press and web collapse, info is added to
// them.
func TestBazhouOutlets(t *testing.T) {
	t.Parallel()
	type row struct {
		name, item string
		want       []string
		refused    []string
	}
	outlets := append(bazhouOutlets(), bazhouOutlet{}) // the last: not adopted a second time
	for _, taken := range []string{"", "info-sum"} {
		var rows []row
		entries := []ledger.Entry{enroll("2022-01-10", "u", "county")}
		for _, genre := range bazhouGenres {
			for i, a := range outlets {
				for j, b := range outlets {
					if genre != "effect" && genre != "research" && b.name != "" ||
						a.name == b.name && b.stream == "info" {
						continue // twice in one bulletin: not said for the sum
					}
					item := fmt.Sprintf("%s%d-%d", genre, i, j)
					entries = append(entries, submit("2022-02-10", item, "u", genre))
					submitted, prefecture, region, _ := bazhouInfo(genre, false)
					info, media := submitted, 0
					want := posting("2022-02-10", "points", "info", submitted)
					var refused []string
					for n, o := range []bazhouOutlet{a, b} {
						if o.name == "" {
							continue
						}
						at, e := day("2022-02-11", n), fmt.Sprintf("%s-%d", item, n)
						entries = append(entries, o.adopt(at, item, id(e)))
						switch {
						case o.tier == "":
							refused = append(refused, e)
						case o.stream == "info":
							gives := map[string]int{"prefecture": prefecture, "region": region}[o.tier]
							now := max(info, gives)
							if taken == "info-sum" {
								now = info + gives
							}
							want = append(want, posting(at, "points", "info", now-info)...)
							info = now
						default:
							now := max(media, bazhouMedia[o.tier])
							want = append(want, posting(at, "points", o.stream, now-media)...)
							media = now
						}
					}
					rows = append(rows, row{fmt.Sprintf("%s %s %v then %v", taken, genre, a, b), item, want, refused})
				}
			}
		}
		r := score(t, bazhou, reading(taken, "2022-02"), entries...)
		refused := 0
		for _, row := range rows {
			refused += len(row.refused)
			ok := assert.Equal(t, row.want, streams(r.items[row.item]), row.name)
			for _, e := range row.refused {
				ok = assert.Equal(t, []string{"no-tier"}, r.refusals[e], row.name) && ok
			}
			if !ok {
				break
			}
		}
		assert.Len(t, r.refusals, refused)
	}
}

// TestBazhouOutletLists: a listed outlet keeps its tier and stream whatever the adoption says.
func TestBazhouOutletLists(t *testing.T) {
	t.Parallel()
	r := score(t, bazhou, scoring.Options{Periods: periodsOf("2022-02")}, enroll("2022-01-10", "u", "county"),
		submit("2022-02-10", "i", "u", "article"),
		adopt("2022-02-11", "i", "巴音郭楞日报", level("national"), attr("stream", "web")),
		submit("2022-02-10", "j", "u", "effect"),
		adopt("2022-02-11", "j", "巴州乡村振兴简报", level("region"), attr("stream", "press")))
	assert.Equal(t, []string{"2022-02-11 points press 5"}, r.items["i"])
	assert.Equal(t, []string{"2022-02-11 points info 5"}, r.items["j"])
}

// TestBazhouInTime is article 8 for the monthly task and for research: what is out of time is not done, its points
// stand.
func TestBazhouInTime(t *testing.T) {
	t.Parallel()
	type row struct {
		class, happened, at string
		done                bool
	}
	rows := []row{
		// Thursday 3 March: the third working day is Tuesday 8 March.
		{"meeting", "2022-03-03", "2022-03-03", true}, {"meeting", "2022-03-03", "2022-03-08", true},
		{"meeting", "2022-03-03", "2022-03-08T23:59:59", true},
		{"meeting", "2022-03-03", "2022-03-08T15:59:59Z", true},
		{"meeting", "2022-03-03", "2022-03-08T16:00:00Z", false}, {"meeting", "2022-03-03", "2022-03-09", false},
		{"meeting", "2022-03-03", "2022-03-09T00:00:00", false},
		{"meeting", "2022-03-03T23:00:00", "2022-03-08T23:59:59", true},
		{"meeting", "2022-03-03T01:00:00", "2022-03-08T23:59:59", true},
		{"meeting", "2022-03-03T23:00:00", "2022-03-09T00:00:00", false},
		// Monday, Friday, Saturday, Sunday.
		{"meeting", "2022-03-07", "2022-03-10T23:59:59", true}, {"meeting", "2022-03-07", "2022-03-11T00:00:00", false},
		{"meeting", "2022-03-11", "2022-03-16T23:59:59", true}, {"meeting", "2022-03-11", "2022-03-17T00:00:00", false},
		{"meeting", "2022-03-05", "2022-03-09T23:59:59", true}, {"meeting", "2022-03-05", "2022-03-10T00:00:00", false},
		{"meeting", "2022-03-06", "2022-03-09T23:59:59", true}, {"meeting", "2022-03-06", "2022-03-10T00:00:00", false},
		{"meeting", "", "2022-03-31", true},
		{"emergency", "2022-03-05T10:00:00", "2022-03-05T10:00:00", true},
		{"emergency", "2022-03-05T10:00:00", "2022-03-05T12:00:00", true},
		{"emergency", "2022-03-05T10:00:00", "2022-03-05T04:00:00Z", true},
		{"emergency", "2022-03-05T10:00:00", "2022-03-05T12:00:01", false},
		{"emergency", "2022-03-05T23:00:00", "2022-03-06T01:00:00", true},
		{"emergency", "2022-03-05T23:00:00", "2022-03-06T01:00:01", false},
		{"emergency", "2022-03-05", "2022-03-05T02:00:00", true},
		{"emergency", "2022-03-05", "2022-03-05T02:00:01", false},
		{"emergency", "2022-03-05T10:00:00", "2022-03-06", false}, {"emergency", "", "2022-03-31", true},
		{"", "2022-01-01", "2022-03-31", true}, {"work", "2022-01-01", "2022-03-31", true},
		{"absent", "2022-01-01", "2022-03-31", true},
	}
	var entries []ledger.Entry
	for i, row := range rows {
		for _, genre := range []string{"effect", "research"} {
			unit := fmt.Sprintf("%s%d", genre, i)
			entries = append(entries, enroll("2021-12-01", unit, "member"),
				submit(row.at, unit, unit, genre, happened(row.happened), optional("class", row.class)),
				adopt("2022-03-31T23:00:00", unit, "自治区乡村振兴局信息刊物"))
		}
	}
	r := score(t, bazhou, scoring.Options{Periods: periodsOf("2022-H1")}, entries...)
	assert.Empty(t, r.Problems)
	assert.Empty(t, r.refusals)
	for i, row := range rows {
		t.Run(fmt.Sprintf("%s of %s at %s", row.class, row.happened, row.at), func(t *testing.T) {
			done := 0
			if row.done {
				done = 1
			}
			assert.Equal(t, owing(done, 2), r.quotas[fmt.Sprintf("effect%d monthly-member 2022-03", i)])
			assert.Equal(t, owing(done, 1), r.quotas[fmt.Sprintf("research%d research-half 2022-H1", i)])
			assert.Equal(t, posting("2022-06-30", "points", "research-late", -20*(1-done)),
				r.of(fmt.Sprintf("research%d", i), "research-late"))
			assert.Equal(t, []string{"2022-03-31 points info 10"}, streams(r.items[fmt.Sprintf("effect%d", i)]),
				"its points stand")
		})
	}
}

// bazhouUnit is who owes what by article 6: so many a month of some genres, and one research in a half-year or a year.
type bazhouUnit struct {
	name, category, quota string
	mods                  []mod
	monthly               int
	genres                []string
	research              string // the quota of research
}

func bazhouUnits() []bazhouUnit {
	tasks := []string{"effect", "experience"}
	return []bazhouUnit{
		{"county", "county", "monthly-county", nil, 5, tasks, "half"},
		{"county with lead_group", "county", "monthly-county", []mod{attr("lead_group", true)}, 5, tasks, "half"},
		{"member", "member", "monthly-member", nil, 2, tasks, "half"},
		{"member without lead_group", "member", "monthly-member", []mod{attr("lead_group", false)}, 2, tasks, "half"},
		{"lead of a group", "member", "monthly-member", []mod{attr("lead_group", true)}, 3, tasks, "half"},
		{"section", "section", "monthly-section", nil, 1, []string{"effect", "experience", "business", "article"},
			"year"},
		{"another", "school", "", nil, 0, nil, ""},
	}
}

// TestBazhouMonthly hands in, by every unit and of every genre, none to two more than owed.
func TestBazhouMonthly(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit string
		u          bazhouUnit
		done       int
	}
	var rows []row
	var entries []ledger.Entry
	for _, u := range bazhouUnits() {
		for _, genres := range append([][]string{{"effect", "experience"}, {"business", "article", "research"}},
			[][]string{{"effect"}, {"experience"}, {"research"}, {"business"}, {"article"}}...) {
			for n := range u.monthly + 3 {
				unit := fmt.Sprintf("u%d", len(rows))
				entries = append(entries, enroll("2022-01-15", unit, u.category, u.mods...))
				done := 0
				for k := range n {
					genre := genres[k%len(genres)]
					entries = append(entries, submit(day("2022-02-01", k), fmt.Sprint(unit, "-", k), unit, genre))
					if slices.Contains(u.genres, genre) {
						done++
					}
				}
				rows = append(rows, row{fmt.Sprintf("%s %v %d", u.name, genres, n), unit, u, done})
			}
		}
	}
	r := score(t, bazhou, scoring.Options{Periods: periodsOf("2022-02")}, entries...)
	assert.Empty(t, r.Problems)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if row.u.monthly > 0 {
				assert.Equal(t, owing(row.done, row.u.monthly), r.quotas[row.unit+" "+row.u.quota+" 2022-02"])
			}
			for _, q := range []string{"monthly-county", "monthly-member", "monthly-section"} {
				assert.Equal(t, q == row.u.quota, r.quotas[row.unit+" "+q+" 2022-02"] != "", q)
			}
			assert.Equal(t, posting("2022-02-28", "points", "shortfall", -5*max(0, row.u.monthly-row.done)),
				r.of(row.unit, "shortfall"))
			assert.Empty(t, r.of(row.unit, "research-late"), "no half-year ends")
		})
	}
}

// TestBazhouResearch: 20 off for each research missing at the end of a half-year, of a year for a section; nothing else
// makes up for it.
func TestBazhouResearch(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit string
		u          bazhouUnit
		first      int // of the first half
		second     int
	}
	var rows []row
	var entries []ledger.Entry
	for _, u := range bazhouUnits() {
		for first := range 3 {
			for second := range 3 {
				unit := fmt.Sprintf("u%d", len(rows))
				entries = append(entries, enroll("2021-12-31", unit, u.category, u.mods...))
				for k := range first {
					entries = append(entries, submit("2022-05-01", fmt.Sprint(unit, "-1-", k), unit, "research"))
				}
				for k := range second {
					entries = append(entries, submit("2022-10-01", fmt.Sprint(unit, "-2-", k), unit, "research"))
				}
				entries = append(entries, submit("2022-05-01", unit, unit, "experience"))
				rows = append(rows, row{fmt.Sprintf("%s %d and %d", u.name, first, second), unit, u, first, second})
			}
		}
	}
	r := score(t, bazhou, scoring.Options{Periods: periodsOf("2022")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			var want []string
			switch row.u.research {
			case "half":
				assert.Equal(t, owing(row.first, 1), r.quotas[row.unit+" research-half 2022-H1"])
				assert.Equal(t, owing(row.second, 1), r.quotas[row.unit+" research-half 2022-H2"])
				want = append(posting("2022-06-30", "points", "research-late", -20*max(0, 1-row.first)),
					posting("2022-12-31", "points", "research-late", -20*max(0, 1-row.second))...)
			case "year":
				assert.Equal(t, owing(row.first+row.second, 1), r.quotas[row.unit+" research-year 2022"])
				want = posting("2022-12-31", "points", "research-late", -20*max(0, 1-row.first-row.second))
			}
			assert.Equal(t, want, r.of(row.unit, "research-late"))
			if row.u.category == "section" {
				assert.Len(t, r.of(row.unit, "shortfall"), 11,
					"the twelve a year are the one a month, no second deduction")
			}
		})
	}
}

func TestBazhouBorders(t *testing.T) {
	t.Parallel()
	in := func(category string) func(string) ledger.Entry {
		return func(u string) ledger.Entry { return enroll("2021-11-01", u, category) }
	}
	of := func(genre string) func(at, item, unit string) ledger.Entry {
		return func(at, item, unit string) ledger.Entry { return submit(at, item, unit, genre) }
	}
	checkBorders(t, bazhou, "2022",
		border{"monthly-county", "2022-01", "2022-01-01T00:00:00", "2022-01-31T23:59:59", in("county"), of("effect")},
		border{"monthly-member", "2022-02", "2022-02-01T00:00:00", "2022-02-28T23:59:59", in("member"),
			of("experience")},
		border{"monthly-section", "2022-12", "2022-12-01T00:00:00", "2022-12-31T23:59:59", in("section"),
			of("business")},
		border{"research-half", "2022-H1", "2022-01-01T00:00:00", "2022-06-30T23:59:59", in("county"), of("research")},
		border{"research-half", "2022-H2", "2022-07-01T00:00:00", "2022-12-31T23:59:59", in("member"), of("research")},
		border{"research-year", "2022", "2022-01-01T00:00:00", "2022-12-31T23:59:59", in("section"), of("research")})
}

func TestBazhouRoster(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		quota, period, first, last, category, rule string
		points                                     int
	}{
		{"monthly-county", "2022-04", "2022-04-01", "2022-04-30", "county", "shortfall", -25},
		{"monthly-member", "2022-04", "2022-04-01", "2022-04-30", "member", "shortfall", -10},
		{"monthly-section", "2022-02", "2022-02-01", "2022-02-28", "section", "shortfall", -5},
		{"research-half", "2022-H1", "2022-01-01", "2022-06-30", "member", "research-late", -20},
		{"research-year", "2022", "2022-01-01", "2022-12-31", "section", "research-late", -20},
	} {
		checkRoster(t, bazhou, row.quota, row.period, rosterRows(row.first, row.last, row.category),
			func(unit string, owes bool, r result) {
				var want []string
				if owes {
					want = posting(row.last, "points", row.rule, row.points)
				}
				if row.rule == "research-late" || strings.HasPrefix(row.quota, "monthly") {
					assert.Equal(t, want, r.of(unit, row.rule))
				}
			})
	}
}

func TestBazhouCommissions(t *testing.T) {
	t.Parallel()
	on := []ledger.Entry{enroll("2022-01-10", "u", "school"), enroll("2022-01-10", "v", "school")}
	ask := func(due string) ledger.Entry { return commission("2022-03-01", "c", "u", due, id("c")) }
	give := func(at, item string) ledger.Entry { return submit(at, item, "u", "effect", answers("c"), id(item)) }
	due := "2022-03-10T17:00:00"
	late := []string{"2022-03-31"}
	for _, row := range []commissionRow{
		{"in time to the second", []ledger.Entry{ask(due), give(due, "i")}, nil},
		{"in time to the second, in UTC", []ledger.Entry{ask(due), give("2022-03-10T09:00:00Z", "i")}, nil},
		{"a second late", []ledger.Entry{ask(due), give("2022-03-10T17:00:01", "i")}, late},
		{"never", []ledger.Entry{ask(due)}, late},
		{"due a day, its last second", []ledger.Entry{ask("2022-03-10"), give("2022-03-10T23:59:59", "i")}, nil},
		{"due a day, the next midnight", []ledger.Entry{ask("2022-03-10"), give("2022-03-11T00:00:00", "i")}, late},
		{"late, then late again", []ledger.Entry{ask(due), give("2022-03-11", "i"), give("2022-03-12", "j")}, late},
		{"in time and late", []ledger.Entry{ask(due), give("2022-03-09", "i"), give("2022-03-12", "j")}, nil},
		{"by another unit", []ledger.Entry{ask(due), submit("2022-03-05", "i", "v", "effect", answers("c"))}, late},
		{"research", []ledger.Entry{ask(due), submit("2022-03-05", "i", "u", "research", answers("c"))}, nil},
		{"without the commission", []ledger.Entry{ask(due), submit("2022-03-05", "i", "u", "effect")}, late},
		{"two missed", []ledger.Entry{ask(due), commission("2022-03-01", "d", "u", "2022-03-09")},
			[]string{"2022-03-31", "2022-03-31"}},
		{"answer struck out", []ledger.Entry{ask(due), give("2022-03-05", "i"), void("2022-06-01", "i")}, late},
		{"commission struck out", []ledger.Entry{ask(due), void("2022-06-01", "c")}, nil},
		{"due in the last second of a month", []ledger.Entry{ask("2022-03-31T23:59:59")}, late},
		{"due on the last day of a month", []ledger.Entry{ask("2022-03-31")}, late},
		{"due in the first second of a month", []ledger.Entry{ask("2022-04-01T00:00:00")}, []string{"2022-04-30"}},
		{"due next year", []ledger.Entry{ask("2023-01-01")}, nil},
		{"asked while off the roster",
			[]ledger.Entry{withdraw("2022-02-20", "u"), ask(due), enroll("2022-03-06", "u", "school")}, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := score(t, bazhou, scoring.Options{Periods: periodsOf("2022")}, slices.Concat(on, row.entries)...)
			var want []string
			for _, at := range row.want {
				want = append(want, at+" points commission-late -10")
			}
			assert.Equal(t, want, r.of("u", "commission-late"))
			assert.Empty(t, r.of("v", "commission-late"))
		})
	}
}

// TestBazhouCommissionStruckOut: a submission for a struck-out commission counts as one without.
func TestBazhouCommissionStruckOut(t *testing.T) {
	t.Parallel()
	entries := []ledger.Entry{enroll("2022-01-10", "u", "county"),
		commission("2022-03-01", "c", "u", "2022-03-10", id("c")),
		submit("2022-03-05", "i", "u", "effect", answers("c")), adopt("2022-03-06", "i", "巴州乡村振兴简报")}
	r := score(t, bazhou, scoring.Options{Periods: periodsOf("2022")}, slices.Clone(entries)...)
	assert.Equal(t, []string{"2022-03-05 points info 5", "2022-03-06 points info 5"}, streams(r.items["i"]))
	r = score(t, bazhou, scoring.Options{Periods: periodsOf("2022")}, append(entries, void("2022-06-01", "c"))...)
	assert.Equal(t, []string{"2022-03-06 points info 5"}, streams(r.items["i"]))
}

// TestBazhouHonours: county first 3, member first 10, section first 3, a tie at the last place honours all of it; a
// year only.
func TestBazhouHonours(t *testing.T) {
	t.Parallel()
	// points of units in order; how many are honoured in each category
	for _, row := range []struct {
		name                    string
		points                  []int
		county, member, section int
	}{
		{"all apart", []int{60, 55, 50, 45, 40, 35, 30, 25, 20, 15, 10, 5}, 3, 10, 3},
		{"a tie at the third place", []int{60, 55, 50, 50, 50, 35, 30, 25, 20, 15, 10, 5}, 5, 10, 5},
		{"a tie before it", []int{60, 60, 50, 45, 40, 35, 30, 25, 20, 15, 10, 5}, 3, 10, 3},
		{"a tie over it", []int{60, 55, 55, 55, 40, 35, 30, 25, 20, 15, 15, 5}, 4, 11, 4},
		{"all equal", []int{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}, 12, 12, 12},
		{"two only", []int{10, 5}, 2, 2, 2},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var entries []ledger.Entry
			for _, category := range []string{"county", "member", "section", "school"} {
				for n, points := range row.points {
					unit := fmt.Sprintf("%s%02d", category, n)
					entries = append(entries, enroll("2022-12-02", unit, category))
					for k := range points / 5 {
						entries = append(entries, submit("2022-12-05", fmt.Sprint(unit, "-", k), unit, "effect"),
							adopt("2022-12-06", fmt.Sprint(unit, "-", k), "巴州零距离"))
					}
				}
			}
			for _, period := range []string{"2022", "2022-Q4", "2022-12"} {
				r := score(t, bazhou, scoring.Options{Periods: periodsOf(period)}, slices.Clone(entries)...)
				got := map[string]int{}
				for _, h := range r.Honours {
					got[strings.TrimRight(h.Unit, "0123456789")]++
				}
				want := map[string]int{"county": row.county, "member": row.member, "section": row.section}
				if period != "2022" {
					want = map[string]int{}
				}
				assert.Equal(t, want, got, period)
				for _, x := range r.Totals {
					assert.Equal(t, period != "2022-12", x.Rank > 0, "%s %s", period, x.Unit)
					better := 1
					for n, points := range row.points {
						if points > row.points[unitNumber(x.Unit)] && n >= 0 {
							better++
						}
					}
					if x.Rank > 0 {
						assert.Equal(t, better, x.Rank, x.Unit)
						assert.Equal(t, x.Category, x.Group)
					}
				}
			}
		})
	}
}

// unitNumber is the number at the end of a unit's name.
func unitNumber(unit string) int {
	var n int
	_, _ = fmt.Sscanf(unit[len(unit)-2:], "%d", &n)
	return n
}

// TestBazhouOffRoster: a submission off the roster earns and counts nothing itself; its item can be adopted and
// endorsed later.
func TestBazhouOffRoster(t *testing.T) {
	t.Parallel()
	r := score(t, bazhou, scoring.Options{Periods: periodsOf("2022-H1")}, enroll("2021-12-01", "u", "county"),
		withdraw("2021-12-20", "u"),
		submit("2021-12-31", "i", "u", "research", id("i")), enroll("2022-01-01", "u", "county"),
		adopt("2022-02-01", "i", "巴州乡村振兴简报"), adopt("2022-02-02", "i", "自治区乡村振兴局信息刊物"),
		endorse("2022-02-03", "i", "自治区党委"), adopt("2022-02-04", "i", "人民网"))
	assert.Equal(t, []string{"2022-02-01 points info 5", "2022-02-02 points info 15", "2022-02-03 points info 10",
		"2022-02-04 points web 20"}, streams(r.items["i"]))
	assert.Equal(t, owing(0, 1), r.quotas["u research-half 2022-H1"])
}
