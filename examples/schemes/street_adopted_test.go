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
