package schemes

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

const hongyuan = "hongyuan-2018"

// hongyuanFigures stand in for the annexes, which the text does not hold.
func hongyuanFigures() []scheme.Param {
	return params("fee.prefecture", "30.5", "fee.county", "10", "points.submitted", "1.25", "points.prefecture", "5",
		"points.county", "2")
}

func hongyuanOptions(period, reading string) scoring.Options {
	o := scoring.Options{Periods: periodsOf(period), Params: hongyuanFigures()}
	if reading != "" {
		o.Readings = []string{reading}
	}
	return o
}

// TestHongyuanParams: without its annexes nothing is scored, and what is missing is named.
func TestHongyuanParams(t *testing.T) {
	t.Parallel()
	s, err := Load(t.Context(), hongyuan)
	require.NoError(t, err)
	e := enroll("2018-01-01", "u", "township")
	e.ID = "e1"
	l, err := ledger.Of(t.Context(), e)
	require.NoError(t, err)
	all := hongyuanFigures()
	for missing := range 1 << len(all) {
		var given []scheme.Param
		for i, p := range all {
			if missing>>i&1 == 0 {
				given = append(given, p)
			}
		}
		_, err := scoring.Score(t.Context(), s, l, scoring.Options{Periods: periodsOf("2018"), Params: given})
		if missing == 0 {
			assert.NoError(t, err)
			continue
		}
		require.Error(t, err)
		for i, p := range all {
			if missing>>i&1 == 1 {
				assert.ErrorContains(t, err, p.Path)
			} else {
				assert.NotContains(t, err.Error(), p.Path)
			}
		}
	}
}

// TestHongyuanValid is 二(一): the signature, and general news on its own day, in every combination.
func TestHongyuanValid(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit, at string
		valid          bool
	}
	days := []struct {
		name, at, happened string
		same               bool
	}{
		{"the same day", "2018-03-06", "2018-03-06", true},
		{"its last second", "2018-03-06T23:59:59", "2018-03-06T08:00:00", true},
		{"its last second, in UTC", "2018-03-06T15:59:59Z", "2018-03-06", true},
		{"its first second, in UTC", "2018-03-05T16:00:00Z", "2018-03-06T23:59:59", true},
		{"happened in UTC", "2018-03-06", "2018-03-05T16:00:00Z", true},
		{"the next midnight", "2018-03-07T00:00:00", "2018-03-06T23:59:59", false},
		{"the next midnight, in UTC", "2018-03-06T16:00:00Z", "2018-03-06T23:59:59", false},
		{"the day after", "2018-03-07", "2018-03-06", false},
		{"a month later", "2018-03-06", "2018-02-06", false},
		{"no day", "2018-03-06", "", false},
	}
	var rows []row
	var entries []ledger.Entry
	for _, by := range []string{"扎西", "", "absent"} {
		for _, post := range []string{"副鄉長", "", "absent"} {
			for _, class := range []string{"general", "special", "", "absent"} {
				for _, d := range days {
					unit := fmt.Sprintf("u%d", len(rows))
					signed := by == "扎西" && post == "副鄉長"
					entries = append(entries, enroll("2018-01-01", unit, "township", attr("monthly_quota", 1)),
						submit(d.at, "i"+unit, unit, "news", happened(d.happened), optional("signed_by", by),
							optional("signer_post", post), optional("class", class)),
						adopt("2018-03-20", "i"+unit, "微紅原"))
					rows = append(rows, row{fmt.Sprintf("%q %q %q %s", by, post, class, d.name), unit, d.at,
						signed && (class != "general" || d.same)})
				}
			}
		}
	}
	r := score(t, hongyuan, hongyuanOptions("2018-03", ""), entries...)
	assert.Empty(t, r.Problems)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			submitted, points, done := "0", "2", 0 // an adoption counts even where the submission is not valid
			if row.valid {
				submitted, points, done = "1", "3.25", 1
			}
			assert.Equal(t, submitted, r.totals[row.unit+" submitted"])
			assert.Equal(t, points, r.totals[row.unit+" points"])
			assert.Equal(t, "1", r.totals[row.unit+" adopted"])
			assert.Equal(t, "10", r.totals[row.unit+" fee"])
			assert.Equal(t, owing(done, 1), r.quotas[row.unit+" monthly 2018-03"])
			if row.valid {
				at := moment(row.at).Instant(time.FixedZone("", 8*60*60)).Format(time.DateOnly)
				assert.Equal(t, []string{at + " points submitted 1.25", at + " submitted submitted 1"},
					r.of(row.unit, "submitted")[:2])
			}
		})
	}
}

// hongyuanOutlet is an outlet and its tier; "" is none.
type hongyuanOutlet struct{ name, level, tier string }

func hongyuanOutlets() []hongyuanOutlet {
	var out []hongyuanOutlet
	for _, name := range []string{"阿壩日報", "中國.阿壩州", "阿壩州新聞網", "州委信息專報", "阿壩信息", "阿坝日报", "中国.阿坝州", "阿坝州新闻网", "州委信息专报",
		"阿坝信息", "《阿壩日報》", "「阿坝日报」"} {
		out = append(out, hongyuanOutlet{name, "", "prefecture"})
	}
	for _, name := range []string{"中國.紅原", "微紅原", "中国.红原", "微红原", "《 微紅原 》"} {
		out = append(out, hongyuanOutlet{name, "", "county"})
	}
	// the list goes before the level
	return append(out, hongyuanOutlet{"微紅原", "prefecture", "county"}, hongyuanOutlet{"阿坝日报", "county", "prefecture"},
		hongyuanOutlet{"四川日報", "prefecture", "prefecture"}, hongyuanOutlet{"某鄉微信", "county", "county"},
		hongyuanOutlet{"四川日報", "", ""}, hongyuanOutlet{"四川日報", "province", ""}, hongyuanOutlet{"紅原", "", ""})
}

// TestHongyuanAdoptions adopts an item by every two outlets, one after the other, under both readings.
func TestHongyuanAdoptions(t *testing.T) {
	t.Parallel()
	outlets := append(hongyuanOutlets(), hongyuanOutlet{}) // the last: not adopted a second time
	for _, taken := range []string{"", "each-adoption", "highest-only"} {
		type row struct{ name, unit, adopted, fee, points string }
		var rows []row
		var entries []ledger.Entry
		var refused []string
		for i, a := range outlets {
			for j, b := range outlets {
				unit := fmt.Sprintf("u%d-%d", i, j)
				entries = append(entries, enroll("2018-01-01", unit, "department", attr("monthly_quota", 1)),
					submit("2018-03-02", unit, unit, "news"))
				prefecture, county := 0, 0
				for n, o := range []hongyuanOutlet{a, b} {
					if o.name == "" {
						continue
					}
					name := fmt.Sprintf("%s-%d", unit, n)
					entries = append(entries, adopt(day("2018-03-10", n), unit, o.name, level(o.level), id(name)))
					switch o.tier {
					case "prefecture":
						prefecture++
					case "county":
						county++
					default:
						refused = append(refused, name)
					}
				}
				adopted := fmt.Sprint(prefecture + county) // 採用數量, one an adoption whatever is paid
				if taken == "highest-only" {
					prefecture, county = min(1, prefecture), min(1, county)
					if prefecture > 0 {
						county = 0
					}
				}
				fee := fmt.Sprint(30*prefecture + 10*county)
				if prefecture == 1 {
					fee += ".5"
				} else if prefecture == 2 {
					fee = "61"
				}
				rows = append(rows, row{fmt.Sprintf("%s %v then %v", taken, a, b), unit, adopted, fee,
					fmt.Sprint(5*prefecture + 2*county)})
			}
		}
		r := score(t, hongyuan, hongyuanOptions("2018-03", taken), entries...)
		for _, row := range rows {
			t.Run(row.name, func(t *testing.T) {
				got := []string{r.totals[row.unit+" adopted"], r.totals[row.unit+" fee"], r.totals[row.unit+" points"],
					r.totals[row.unit+" submitted"]}
				assert.Equal(t, []string{row.adopted, row.fee, row.points, "0"}, got)
			})
		}
		assert.Len(t, r.refusals, len(refused))
		for _, e := range refused {
			assert.Equal(t, []string{"no-tier"}, r.refusals[e], e)
		}
	}
}

// TestHongyuanDifference: by highest-only a later, higher adoption pays the difference, on its own day.
func TestHongyuanDifference(t *testing.T) {
	t.Parallel()
	entries := []ledger.Entry{enroll("2018-01-01", "u", "township", attr("monthly_quota", 1)),
		submit("2018-03-02", "i", "u", "news"),
		adopt("2018-03-10", "i", "微紅原"), adopt("2018-03-11", "i", "中國.紅原"), adopt("2018-04-10", "i", "阿壩日報"),
		adopt("2018-04-11", "i", "微紅原")}
	each := score(t, hongyuan, hongyuanOptions("2018", "each-adoption"), slices.Clone(entries)...)
	assert.Equal(t, []string{"2018-03-10 adopted adopted 1", "2018-03-10 fee adopted 10", "2018-03-10 points adopted 2",
		"2018-03-11 adopted adopted 1", "2018-03-11 fee adopted 10", "2018-03-11 points adopted 2",
		"2018-04-10 adopted adopted 1", "2018-04-10 fee adopted 30.5", "2018-04-10 points adopted 5",
		"2018-04-11 adopted adopted 1", "2018-04-11 fee adopted 10", "2018-04-11 points adopted 2"}, each.units["u"])
	highest := score(t, hongyuan, hongyuanOptions("2018", "highest-only"), slices.Clone(entries)...)
	assert.Equal(t,
		[]string{"2018-03-10 adopted adoptions 1", "2018-03-10 fee adopted 10", "2018-03-10 points adopted 2",
			"2018-03-11 adopted adoptions 1",
			"2018-04-10 adopted adoptions 1", "2018-04-10 fee adopted 20.5", "2018-04-10 points adopted 3",
			"2018-04-11 adopted adoptions 1"}, highest.units["u"])
}

// TestHongyuanMonthly is the task of 二(二): published, with no deduction; a task that is absent or outside 1 to 5 is a
// problem.
func TestHongyuanMonthly(t *testing.T) {
	t.Parallel()
	type row struct {
		name, unit string
		done, owed int // 0: a problem
	}
	var rows []row
	var entries []ledger.Entry
	add := func(quota any, owed, done int) {
		for _, category := range []string{"township", "department", "institution"} {
			unit := fmt.Sprintf("u%d", len(rows))
			entries = append(entries, enroll("2018-01-01", unit, category, optional("monthly_quota", quota)))
			for n := range done {
				entries = append(entries,
					submit(day("2018-03-01", n), fmt.Sprint(unit, "-", n), unit, "news", attr("signed_by", "扎西"),
						attr("signer_post", "鎮長")))
			}
			rows = append(rows, row{fmt.Sprintf("%s owes %v, did %d", category, quota, done), unit, done, owed})
		}
	}
	for owed := 1; owed <= 5; owed++ {
		for done := max(0, owed-2); done <= owed+1; done++ {
			add(owed, owed, done)
		}
	}
	for _, wrong := range []any{0, -1, 6, "absent", 0.99, 5.01} {
		add(wrong, 0, 2)
	}
	r := score(t, hongyuan, hongyuanOptions("2018-03", ""), entries...)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			quota := r.quotas[row.unit+" monthly 2018-03"]
			var problems []string
			for _, p := range r.Problems {
				if p.Unit == row.unit {
					problems = append(problems, p.Field)
				}
			}
			if row.owed > 0 {
				assert.Equal(t, owing(row.done, row.owed), quota)
				assert.Empty(t, problems)
			} else {
				assert.Empty(t, quota)
				assert.Equal(t, []string{"monthly_quota"}, problems)
			}
			assert.Equal(t, fmt.Sprint(row.done), r.totals[row.unit+" submitted"],
				"no deduction, and the rest is scored")
			assert.Len(t, r.units[row.unit], 2*row.done)
		})
	}
}

func TestHongyuanBorders(t *testing.T) {
	t.Parallel()
	unit := func(u string) ledger.Entry { return enroll("2017-12-01", u, "township", attr("monthly_quota", 1)) }
	task := func(at, item, unit string) ledger.Entry {
		return submit(at, item, unit, "news", attr("signed_by", "扎西"), attr("signer_post", "鎮長"))
	}
	checkBorders(t, hongyuan, "2018",
		border{"monthly", "2018-01", "2018-01-01T00:00:00", "2018-01-31T23:59:59", unit, task},
		border{"monthly", "2018-02", "2018-02-01T00:00:00", "2018-02-28T23:59:59", unit, task},
		border{"monthly", "2018-12", "2018-12-01T00:00:00", "2018-12-31T23:59:59", unit, task})
}

func TestHongyuanRoster(t *testing.T) {
	t.Parallel()
	checkRoster(t, hongyuan, "monthly", "2018-04",
		rosterRows("2018-04-01", "2018-04-30", "township", attr("monthly_quota", 3)),
		func(unit string, owes bool, r result) {
			if owes {
				assert.Equal(t, owing(0, 3), r.quotas[unit+" monthly 2018-04"])
			}
			assert.Empty(t, r.units[unit])
			assert.Empty(t, r.Problems)
		})
}

// TestHongyuanQuota: the task is the one that the unit had last within the month.
func TestHongyuanQuota(t *testing.T) {
	t.Parallel()
	r := score(t, hongyuan, hongyuanOptions("2018-03", ""),
		enroll("2018-01-01", "u", "township", attr("monthly_quota", 2)),
		enroll("2018-03-31T23:59:59", "u", "township", attr("monthly_quota", 5)),
		enroll("2018-04-01", "u", "township", attr("monthly_quota", 1)))
	assert.Equal(t, owing(0, 5), r.quotas["u monthly 2018-03"])
}

// TestHongyuanBulletin ranks all units together, a month and a quarter, on points; equal points by adopted, then
// submitted; who is equal in all of them shares the rank.
func TestHongyuanBulletin(t *testing.T) {
	t.Parallel()
	signed := []mod{attr("signed_by", "扎西"), attr("signer_post", "鎮長")}
	var entries []ledger.Entry
	for unit, category := range map[string]string{"a": "township", "b": "department", "c": "institution",
		"d": "township", "e": "township"} {
		entries = append(entries, enroll("2018-01-01", unit, category, attr("monthly_quota", 1)))
	}
	slices.SortFunc(entries, func(x, y ledger.Entry) int { return int(x.Unit[0]) - int(y.Unit[0]) })
	give := func(unit string, submitted int, outlets ...string) {
		for n := range max(submitted, len(outlets)) {
			item := fmt.Sprint(unit, n)
			var mods []mod
			if n < submitted {
				mods = signed
			}
			entries = append(entries, submit("2018-02-05", item, unit, "news", mods...))
			if n < len(outlets) {
				entries = append(entries, adopt("2018-02-06", item, outlets[n]))
			}
		}
	}
	give("a", 4, "阿壩日報")                            // 5 + 5 = 10
	give("b", 0, "微紅原", "微紅原", "微紅原", "微紅原", "微紅原") // 10
	give("c", 0, "阿壩日報", "阿壩日報")                    // 10
	give("e", 0, "阿壩日報", "阿坝日报")                    // 10
	give("d", 1)                                    // 1.25
	for _, period := range []string{"2018-02", "2018-Q1"} {
		r := score(t, hongyuan, hongyuanOptions(period, ""), slices.Clone(entries)...)
		var got []string
		for _, x := range r.Totals {
			if x.Account == "points" {
				got = append(got, fmt.Sprintf("%d %s %s %s", x.Rank, x.Unit, x.Amount, x.Group))
			} else {
				assert.Zero(t, x.Rank, "only points are ranked")
			}
		}
		assert.ElementsMatch(t, []string{"1 b 10 all", "2 c 10 all", "2 e 10 all", "4 a 10 all", "5 d 1.25 all"}, got,
			period)
	}
	r := score(t, hongyuan, hongyuanOptions("2018", ""), slices.Clone(entries)...)
	for _, x := range r.Totals {
		assert.Zero(t, x.Rank, "a year is not ranked")
	}
}
