package schemes

import (
	"fmt"
	"maps"
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
		at, of, due string
		done        bool
	}{"none": {}, "in time": {"2022-02-01", "u", "2022-02-20", true},
		"to the second":               {"2022-02-01", "u", "2022-02-10T09:00:00", true},
		"a second late":               {"2022-02-01", "u", "2022-02-10T08:59:59", false},
		"late":                        {"2022-02-01", "u", "2022-02-09", false},
		"of another":                  {"2022-02-01", "v", "2022-02-20", false},
		"before it was on the roster": {"2022-01-09", "u", "2022-02-20", false}}
	events := [][]string{nil, {"prefecture"}, {"region"}, {"prefecture", "region"}, {"region", "prefecture"}}
	for _, taken := range []string{"info-highest", "info-sum"} {
		type row struct {
			name, item string
			want       []string
		}
		var rows []row
		entries := []ledger.Entry{enroll("2022-01-10", "u", "county"), enroll("2022-01-10", "v", "county")}
		for _, genre := range bazhouGenres {
			for _, asked := range slices.Sorted(maps.Keys(commissions)) {
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
								entries = append(entries, commission(c.at, "c"+item, c.of, c.due))
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
