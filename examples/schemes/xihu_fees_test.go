package schemes

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// xihuFee is 四(一): what an adoption pays for each genre.
type xihuFee struct {
	outlet, level  string
	fee            any
	instant, xuexi int
	wechat, party  int
	noTier, noFee  bool
}

func xihuFees() []xihuFee {
	var out []xihuFee
	instant := map[string]int{"national": 100, "province": 50, "city": 20, "district": 10}
	for tier, names := range map[string][]string{"national": {"人民日报", "科技日报", "人民网", "新华网", "中国新闻网", "今日头条", "《人民日报》"},
		"province": {"新华日报"}, "city": {"常州日报"}, "district": {"武进日报"}} {
		for _, n := range names {
			out = append(out, xihuFee{outlet: n, instant: instant[tier]},
				xihuFee{outlet: n, level: "district", instant: instant[tier]})
		}
	}
	for tier, fee := range instant {
		out = append(out, xihuFee{outlet: "某媒体", level: tier, instant: fee},
			xihuFee{outlet: "学习强国", level: tier, instant: fee,
				xuexi: map[string]int{"national": 300, "province": 200}[tier]})
	}
	for outlet, fee := range map[string]int{"决策参考": 20, "区两办": 30, "市两办": 50, "省两办": 100, "《决策参考》": 20} {
		out = append(out, xihuFee{outlet: outlet, party: fee})
	}
	for _, fee := range []int{20, 21, 35, 50} {
		out = append(out, xihuFee{outlet: "常州西湖街道", fee: fee, wechat: fee})
	}
	for _, fee := range []any{"absent", 0, 19, 51, 200, "19.99", "50.01"} {
		if s, ok := fee.(string); ok && s != "absent" {
			fee = decimal.RequireFromString(s)
		}
		out = append(out, xihuFee{outlet: "常州西湖街道", fee: fee, noFee: true})
	}
	out = append(out, xihuFee{outlet: "某媒体", noTier: true}, xihuFee{outlet: "某媒体", level: "county", noTier: true},
		xihuFee{outlet: "学习强国", noTier: true})
	slices.SortStableFunc(out, func(a, b xihuFee) int { return strings.Compare(a.outlet+a.level, b.outlet+b.level) })
	return out
}

func (f xihuFee) pays(genre string) int {
	switch genre {
	case "instant":
		return f.instant
	case "xuexi":
		return f.xuexi
	case "wechat":
		return f.wechat
	case "notice":
		if f.outlet == "常州西湖街道" {
			return 20 // whatever the fee says
		}
	case "party":
		return f.party
	}
	return 0
}

// TestXihuFees pays every genre for every outlet, and for every two: once, at its highest.
func TestXihuFees(t *testing.T) {
	t.Parallel()
	entries := []ledger.Entry{enroll("2021-01-02", "u", "other")}
	wants := map[string][]string{}
	refused := map[string]string{}
	all := append(xihuFees(), xihuFee{}) // the last: not adopted a second time
	for _, genre := range []string{"instant", "wechat", "notice", "xuexi", "party", "research"} {
		for i, a := range all {
			for j, b := range all {
				if genre == "research" && b.outlet != "" || a.level == "district" && a.instant != 10 && b.outlet != "" {
					continue // one after the other is tried without the level that the list overrules
				}
				item := fmt.Sprintf("%s %d %v then %d %v", genre, i, a, j, b)
				e := submit("2021-03-01", item, "u", genre)
				if genre == "notice" {
					e = submit("2021-03-01", item, "u", "wechat", attr("notice", true))
				}
				entries = append(entries, e)
				worth, states := 0, []state(nil)
				for n, f := range []xihuFee{a, b} {
					if f.outlet == "" {
						continue
					}
					at, name := day("2021-03-10", n), fmt.Sprint(item, n)
					fee := f.fee
					if fee == nil {
						fee = "absent"
					}
					entries = append(entries, adopt(at, item, f.outlet, level(f.level), optional("fee", fee), id(name)))
					worth = max(worth, f.pays(genre))
					states = append(states, state{at, worth})
					switch {
					case f.noTier:
						refused[name] = "no-tier"
					case f.noFee && genre == "wechat":
						refused[name] = "a fee out of bounds"
					}
				}
				name := map[string]string{"notice": "wechat"}[genre]
				if name == "" {
					name = genre
				}
				wants[item] = differences("fee", "fee-"+name, states...)
			}
		}
	}
	r := score(t, xihu, scoring.Options{Periods: periodsOf("2021-03")}, entries...)
	for item, want := range wants {
		if !assert.Equal(t, want, r.items[item], item) {
			break
		}
	}
	for e, why := range refused {
		if why == "no-tier" {
			assert.Equal(t, []string{why}, r.refusals[e], e)
		} else {
			assert.NotEmpty(t, r.refusals[e], e)
		}
	}
	assert.Len(t, r.refusals, len(refused))
}

// TestXihuGrants: media 0.3 to 0.5 for a community, honours of exactly 500 and 300; the rest is not counted, and
// reported.
func TestXihuGrants(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit, account, amount string
		counts                      bool
	}
	var rows []row
	var entries []ledger.Entry
	for _, category := range []string{"community", "office", "other"} {
		for _, rule := range []string{"media", "honour-unit", "honour-person", "", "cap", "xuexi-extra", "Media"} {
			for _, account := range []string{"performance", "fee", "points"} {
				for _, amount := range []string{"0.29", "0.3", "0.30", "0.4", "0.5", "0.51", "-0.4", "0", "299.99",
					"300", "500", "500.01", "800"} {
					unit := fmt.Sprintf("u%d", len(rows))
					entries = append(entries, enroll("2021-01-02", unit, category),
						grant("2021-03-05", unit, account, amount, rule, id("g"+unit)))
					named := rule
					if rule == "" && account == "performance" { // which media alone takes; fee has two honours
						named = "media"
					}
					counts := named == "media" && account == "performance" && category == "community" &&
						slices.Contains([]string{"0.3", "0.30", "0.4", "0.5"}, amount) ||
						rule == "honour-unit" && account == "fee" && amount == "500" ||
						rule == "honour-person" && account == "fee" && amount == "300"
					rows = append(rows, row{fmt.Sprintf("%s %q to %s of %s", category, rule, account, amount), unit,
						account, amount, counts})
				}
			}
		}
	}
	r := score(t, xihu, scoring.Options{Periods: periodsOf("2021-03")}, entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if row.counts {
				assert.Equal(t, decimal.RequireFromString(row.amount).String(), r.totals[row.unit+" "+row.account])
				assert.Empty(t, r.refusals["g"+row.unit])
			} else {
				assert.Empty(t, r.units[row.unit])
				assert.Len(t, r.refusals["g"+row.unit], 1)
			}
		})
	}
}
