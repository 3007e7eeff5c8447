// Package worlds makes random ledgers, and the options to score them with, for tests.
//
//	w := worlds.All()[0]                 // the words that the ledgers of a scheme are made of
//	g := worlds.New(w, seed)             // the same seed makes the same
//	l, o := g.Ledger(t), g.Options()
//	s, o := g.Scheme(t, o)
//
// How many seeds are tried says the flag -seeds, in percent of those of a whole check ([Seeds]). Only tests import it.
package worlds

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// World is what a scheme's random ledgers are made of. Values are written as in a ledger; one that is listed twice
// comes twice as often.
type World struct {
	Name       string
	Source     string // the scheme itself; "": one of the five
	Year       int
	Seeds      int      // how many ledgers are compared with the reference
	Codes      []string // what must occur in `unscored`, and "problem …" in `problems`
	categories []string
	genres     []string
	asks       []string // the genres that are asked for
	outlets    []string
	levels     []string
	placements []string
	endorsers  []string
	grants     []string // "rule account amount"; "-" is no rule
	reasons    []string // of grants; none: "r"
	incidents  []string
	quotas     []string
	topics     []string
	attrs      map[ledger.Kind][]string // "name=value"; a kind's "outlet" attributes stand under adopt
	Params     []scheme.Param
	Readings   []string
	borders    []string        // days of the year near which much is dated
	zone       string          // in which the ledger is written; "": +08:00
	moments    []time.Duration // from the beginning of such a day, besides the usual ones
	often      []int           // numbers of generator.step that come more often
	belongs    int             // how many of a hundred enrolments say that the unit belongs to another
	succeeds   int             // how many of a hundred steps have a unit succeed others
	returns    int             // how many of a hundred withdrawals are followed by another enrolment within days
	divides    bool            // some of them several
	late       int             // how many of a hundred adoptions and grants are proven later
	closes     int             // how many of a hundred steps close a period
	spans      []string        // periods that are named besides the usual ones
	ownCaps    bool            // its caps by units' own periods stand beside no others
	opens      int             // how many of a hundred steps say what was published before
	ofItems    int             // how many of a hundred of them of an item
}

// All are the five schemes, those that have what the five do not use, and some of them where units succeed others.
func All() []*World {
	return []*World{chifeng(), hongyuan(), bazhou(), street(), xihu(), sink(), well(), clocks(), joint(), words(),
		staff(), graded(), parted(), many(), phrases(), running(), stock(), units(), spans(), owned(),
		waiting(), queueing(), heirs(sink(), 40), heirs(owned(), 20),
		heirs(staff(), 40), heirs(joint(), 30), heirs(running(), 20),
		heirs(stock(), 30), heirs(waiting(), 20)}
}

// Some are the worlds that a test goes through that asks again what others ask of each world: all of them, or, by
// default, every second one of those in which no unit succeeds another, from the n-th on, so that tests share them out.
func Some(n int) []*World {
	if Many() {
		return All()
	}
	all := slices.DeleteFunc(All(), (*World).Succeeds)
	var out []*World
	for i := n % 2; i < len(all); i += 2 {
		out = append(out, all[i])
	}
	return out
}

// Plain says whether the quick ways leave the world's scheme to the plain steps, whatever its readings.
func (w *World) Plain() bool {
	return w.succeeds > 0 || slices.Contains([]string{"well", "staff", "graded", "running", "stock",
		"waiting", "queueing", "owned"}, w.Name)
}

// Succeeds says whether units of the world succeed others.
func (w *World) Succeeds() bool { return w.succeeds > 0 }

// Of is the world of a scheme; nil: there is none.
func Of(name string) *World {
	for _, w := range All() {
		if w.Name == name {
			return w
		}
	}
	return nil
}

func chifeng() *World {
	return &World{
		Name: "chifeng-2020", Year: 2020, Seeds: 110, often: []int{40, 72, 72},
		Codes: []string{"no-tier", "struck-out", "off-roster", "refused", "wrong-account", "no-rule", "no-quota",
			"problem value"},
		categories: []string{"county", "county", "department", "section", "village"},
		genres:     []string{"brief", "brief", "research", "research", "research", "note"},
		outlets: []string{"人民日报", "《经济日报》", "人民网", "内蒙古日报", "內蒙古日報", "赤峰日报", "赤峰日报", "《赤 峰 日 报》", "内蒙古扶贫",
			"市扶贫办门户网站", "某某网"},
		levels:     []string{"", "", "national", "region", "city", "portal", "village", "Region"},
		placements: []string{"", "headline", "ear", "page"},
		endorsers:  []string{"市委", "市政府", "市委宣传部", "国务院扶贫办"},
		grants: []string{"great-value points 5", "great-value points 12.345", "great-value points -3",
			"great-value points 0.005", "great-value fee 5", "- points 1", "great_value points 1", "adopted points 0"},
		incidents: []string{"迟报", "失实"},
		quotas:    []string{"weekly", "summary", "weeky"},
		topics:    []string{"t1"},
		attrs: map[ledger.Kind][]string{
			ledger.Enroll: {"task_group=true", "task_group=true", "task_group='true", "other=1"},
			ledger.Submit: {"late=true", "late=1", "off_brief=true", "report=summary", "report=experience",
				"report=true"},
			ledger.Adopt: {"medium=newspaper", "medium=journal", "medium=2"},
		},
		Readings: []string{"late-each", "double-sum", "double-product"},
		borders:  []string{"01-26", "02-26", "03-26", "06-26", "09-26", "12-26", "03-30"},
	}
}

func hongyuan() *World {
	return &World{
		Name: "hongyuan-2018", Year: 2018, Seeds: 110,
		Codes: []string{"no-tier", "struck-out", "off-roster", "no-rule", "problem absent", "problem type",
			"problem out-of-bounds"},
		categories: []string{"township", "department", "institution"},
		genres:     []string{"news", "brief"},
		outlets:    []string{"阿坝日报", "《阿壩日報》", "中國.阿壩州", "微红原", "微紅原", "中国．红原", "某某网", "阿坝日服"},
		levels:     []string{"", "", "county", "prefecture", "state"},
		grants:     []string{"- points 1", "submitted points 2.5", "adoptd fee 1"},
		endorsers:  []string{"州委"},
		incidents:  []string{"迟报"},
		quotas:     []string{"monthly", "monthy"},
		topics:     []string{"t1", "t2"},
		attrs: map[ledger.Kind][]string{
			ledger.Enroll: {"monthly_quota=1", "monthly_quota=2", "monthly_quota=2.5", "monthly_quota=5.01",
				"monthly_quota=0", "monthly_quota='3", "monthly_quota=true"},
			ledger.Submit: {"signed_by=扎西", "signed_by=扎西", "signer_post=鄉長", "signer_post=鄉長", "signer_post=7",
				"class=general", "class=special"},
		},
		Params: []scheme.Param{{Path: "fee.prefecture", Value: "30.555"}, {Path: "fee.county", Value: "10"},
			{Path: "points.submitted", Value: "1"},
			{Path: "points.prefecture", Value: "5"}, {Path: "points.county", Value: "2.005"}},
		Readings: []string{"highest-only"},
		borders:  []string{"04-01", "07-01"},
	}
}

func bazhou() *World {
	return &World{
		Name: "bazhou-2022", Year: 2022, Seeds: 120, often: []int{10, 40, 64},
		Codes:      []string{"no-tier", "struck-out", "off-roster", "no-rule"},
		categories: []string{"county", "member", "member", "section", "other"},
		genres:     []string{"effect", "experience", "research", "research", "business", "article"},
		outlets: []string{"巴州乡村振兴简报", "自治区乡村振兴局信息刊物", "人民日报", "新疆日报", "巴音郭楞日报", "学习强国", "昆仑网", "巴州零距离", "某某网",
			"某某网"},
		levels:    []string{"", "national", "region", "prefecture", "county"},
		endorsers: []string{"自治区党委", "自治区政府", "自治区政府", "州委"},
		grants:    []string{"- points 1", "info points 1"},
		incidents: []string{"失实"},
		quotas:    []string{"monthly-county", "research-half"},
		attrs: map[ledger.Kind][]string{
			ledger.Enroll: {"lead_group=true", "lead_group=false", "lead_group=yes"},
			ledger.Submit: {"class=meeting", "class=emergency", "class=other", "class=1"},
			ledger.Adopt:  {"stream=info", "stream=press", "stream=web", "stream=other", "stream=true"},
		},
		Readings: []string{"info-sum"},
		borders:  []string{"07-01", "01-01"},
	}
}

func street() *World {
	return &World{
		Name: "street-2022", Year: 2022, Seeds: 110,
		Codes:      []string{"no-tier", "struck-out", "off-roster", "no-rule", "problem out-of-bounds", "problem type"},
		categories: []string{"section", "community", "community"},
		genres:     []string{"long", "brief", "opinion", "opinion", "photo"},
		outlets:    []string{"中央电视台", "大众日报", "山东电视台", "宣传信息简报", "宣传信息简报", "某某网", "某某网", "某某网"},
		levels:     []string{"", "national", "province", "city", "district", "briefing"},
		placements: []string{"", "front", "page", "inside"},
		endorsers:  []string{"区委"},
		grants:     []string{"- points 1", "headline points 1"},
		incidents:  []string{"major-event-late", "major-event-missed", "迟报"},
		quotas:     []string{"yearly", "quaterly"},
		attrs: map[ledger.Kind][]string{
			ledger.Enroll: {"correspondents=0", "correspondents=0.1", "correspondents=2", "correspondents=-1",
				"correspondents='2", "correspondents=0.02", "correspondents=0.02", "correspondents=0.02"},
			ledger.Submit: {"late=true", "low_quality=true", "forwarded=true", "completed_by=u1", "completed_by=u2",
				"completed_by=nobody", "completed_by=U1",
				"material_supplied=false", "material_supplied=false", "material_supplied=true", "late=no",
				"material_supplied=0"},
		},
		Readings: []string{"highest-amount", "national-long-100"},
		borders:  []string{"04-01", "07-01"},
	}
}

func xihu() *World {
	return &World{
		Name: "xihu-2021", Year: 2021, Seeds: 130, often: []int{10, 40, 72, 72, 72},
		Codes: []string{"no-tier", "struck-out", "off-roster", "no-rule", "refused", "wrong-account", "no-period",
			"absent", "type", "problem absent",
			"problem type", "not-assigned"},
		categories: []string{"community", "community", "community", "office", "other"},
		genres: []string{"instant", "instant", "wechat", "wechat", "xuexi", "xuexi", "xuexi", "xuexi", "party",
			"research"},
		outlets: []string{"人民日报", "新华日报", "常州日报", "武进日报", "常州西湖街道", "常州西湖街道", "常州西湖街道", "学习强国", "学习强国", "学习强国",
			"学习强国", "学习强国", "决策参考", "区两办", "省两办", "某某网"},
		levels:    []string{"", "national", "province", "province", "city", "district"},
		endorsers: []string{"街道"},
		grants: []string{"media performance 0.5", "media performance 0.5", "media performance 0.5",
			"media performance 0.5", "media performance 0.5", "media performance 0.45", "media performance 0.51",
			"media fee 0.3", "honour-unit fee 500", "honour-unit fee 499.99", "honour-person fee 300", "- fee 300",
			"medias performance 0.5"},
		incidents: []string{"失实"},
		quotas:    []string{"party", "party", "party", "instant", "parti"},
		topics:    []string{"t1", "t2", "t3"},
		attrs: map[ledger.Kind][]string{
			ledger.Enroll: {"instant_quota=1", "instant_quota=2", "wechat_quota=1", "xuexi_quota=0", "xuexi_quota=0",
				"xuexi_quota=1", "xuexi_quota='1"},
			ledger.Submit: {"words=200", "words=500", "words=501", "words=600", "words=5000", "words='600", "words=-1",
				"photos=1", "photos=2", "photos=5", "photos=3",
				"form=audio", "form=audio", "form=video", "form=text", "form=vidio",
				"publish_at=2021-03-05T10:00:00+08:00", "publish_at=2021-06-01", "publish_at=soon", "notice=true",
				"notice=false"},
			ledger.Adopt: {"fee=20", "fee=50", "fee=35.5", "fee=51", "fee='30"},
		},
		borders: []string{"10-01", "04-01", "07-01"},
	}
}

// sink is a scheme with what the five do not use: shares, a dated parameter, rules that begin and end, several
// bonuses, the best two, numbers by period, quotas that are counted by number or measured by a rule, rules of a
// period, floors, open commissions, a closing day and a year that begins in April.
func sink() *World {
	return &World{
		Name: "sink", Source: sinkScheme, Year: 2023, Seeds: 160, often: []int{64, 78, 78, 50},
		Codes: []string{"no-tier", "struck-out", "off-roster", "no-rule", "refused", "no-period", "absent",
			"out-of-bounds", "type",
			"problem absent", "problem type", "problem out-of-bounds", "problem sign"},
		categories: []string{"x", "y"},
		genres:     []string{"a", "b"},
		outlets:    []string{"甲报", "甲报", "乙報", "丙网", "某某网", "某某网"},
		levels:     []string{"", "high", "middle", "middle", "low"},
		placements: []string{"", "front"},
		endorsers:  []string{"boss", "boss", "clerk"},
		grants: []string{"prize stars 0.5", "prize stars 1.5", "prize stars -0.5", "prize stars 2.25",
			"prize stars 11", "prize points 1", "- stars 1", "pryze stars 1"},
		incidents: []string{"slip", "slip", "other"},
		quotas:    []string{"papers", "papers", "papers", "monthly"},
		topics:    []string{"t1", "t2"},
		attrs: map[ledger.Kind][]string{
			ledger.Enroll: {"heads=1", "heads=2", "heads=0", "heads='2", "base=1", "base=2", "base=4", "base=true"},
			ledger.Submit: {"words=99", "words=100", "words=250", "words=-5", "hot=true", "kind=a", "kind=b",
				"kind=c"},
			ledger.Adopt: {"paid=1", "paid=10.01", "paid=3.335", "paid='2", "medium=paper"},
			ledger.Endorse: {"weight=1", "weight=2", "weight=3", "grade=first", "grade=second", "grade=first",
				"grade=4"},
			ledger.Commission: {"urgent=true", "urgent=true", "urgent=1"},
			ledger.Incident:   {"times=1", "times=2", "times=-1"},
		},
		Readings: []string{"shared", "product", "highest", "added-first", "ordinal", "some-have"},
		borders:  []string{"01-21", "03-21", "06-21", "09-21", "12-21", "05-01"},
	}
}

const sinkScheme = `scheme: sink
title: what the five regulations do not use
calendar: {timezone: Asia/Shanghai, month_closes: 20, first_month: 4}
accounts:
  points: {places: 1, rounding: half_even}
  money: {places: 2, rounding: down}
  stars: {places: 0, rounding: half_up}
attrs:
  submit: {words: {type: number, must: value >= 0}, hot: bool = false, kind: {type: string, default: '"a"',
    one_of: [a, b]}}
  adopt: {paid: {type: number}}
  endorse: {weight: number = 1, grade: optional string}
  commission: {urgent: bool = false}
  incident: {times: number = 1}
  unit: {heads: {type: number, must: value > 0}, base: number = 3}
  outlet: {medium: string = "other"}
tiers: [high, middle, low]
outlets:
  - {level: high, medium: paper, names: [甲报, {乙报: 乙報}]}
  - {level: low, names: [丙网]}
params:
  standard: {2023-01-01: {high: 7.25, middle: 3.15, low: 1.05}, 2023-06-11: {high: 8.33, middle: 3, low: 0.5}}
define:
  sized: item.words >= 100
  several: 'size(item.shares) > 0 ? item.shares : equal([item.unit])'
numbers:
  nth_of_month: {each: submit, by: item.unit, per: month}
  clue: {each: submit, when: 'item.topic != "" && item.kind == "a"', by: [item.topic, item.genre], per: quarter}
  strike: {each: incident, when: 'default(item.genre == "a", true)', by: incident.unit, per: year}
  calls: {each: commission, when: 'commission.answers.size() == 0', by: [commission.unit, commission.urgent], per: quarter}
  reprints: {each: adopt, when: 'outlet.medium == "paper"', by: [item.unit, adopt.placement], per: half}
credits:
  adopted: {clause: '1', each: adopt, worth: {points: 'params.standard[tier]', money: adopt.paid * 1.005}, bonuses: sum,
    to: several, rest: item.unit}
  extra-fee: {clause: '2', each: endorse, account: money, worth: 0.335 * endorse.weight, to: several, rest: item.unit}
  handed-in: {clause: '3', each: submit, account: stars, from: 2023-01-15, when: sized && clue.nth <= 1,
    worth: 'nth_of_month.nth <= 2 ? 0.5 : 1.5'}
  reprint: {clause: '4', each: adopt, account: stars, until: 2023-11-30,
    when: 'outlet.medium == "paper" && clue.nth <= 2', worth: 'reprints.nth <= 2 ? 0.75 : 1.25'}
  quoted: {clause: '5', each: endorse, account: stars, when: 'endorse.by == "boss"', worth: endorse.weight * 0.5}
  prize: {clause: '6', each: grant, account: stars, require: {grant.amount < 10: less than ten,
    '!has(item.unit) || sender.category == "x"': of x only}, worth: grant.amount}
  asked: {clause: '7', each: commission, account: stars, when: 'commission.answers.exists(s, s.at <= commission.due)',
    worth: 1.5}
bonuses:
  paper: {clause: '8', of: adopted, when: 'outlet.medium == "paper"', times: 1.5}
  praised: {clause: '9', of: adopted, when: size(item.endorsements) > 0, plus: 0.15}
  hot: {clause: '10', of: adopted, from: 2023-05-01, when: item.hot, times: 2}
  graded: {clause: '10.1', of: adopted, when: 'item.endorsements.exists(e, e.grade == "first")', times: 'item.words < 250 ? 1.25 : 0.5'}
  task-done: {clause: '11', of: monthly, when: quota.missing == 0, worth: 0.25 * quota.extra + 1}
  steady: {clause: '12', per: quarter, account: stars, when: 'count["monthly"] >= 2',
    worth: 'div(count["monthly"] + sum["task-done"], 2, 3)'}
  heavy: {clause: '13', of: weight, account: money, worth: quota.extra * 0.125}
collapses:
  best-two: {of: adopted, best: 2, per: tier, order: [worth, rank(tier)]}
  once: {of: [reprint, quoted]}
quotas:
  monthly: {per: month, when: 'unit.category == "x" || unit.base > 1', count: sized, required: unit.heads}
  papers: {per: quarter, each: adopt, count: 'outlet.medium == "paper" ? 1.5 : 0.5',
    required: 'default(assigned, unit.base)'}
  trouble: {per: half, each: incident, count: incident.times}
  weight: {per: year, sum: [handed-in, reprint, task-done], required: 5}
  weekly: {per: week, each: commission, count: 'size(commission.answers) > 0'}
  kept: {per: month, each: commission, at: due, when: 'unit.category == "x"', from: 2022-06-01,
    count: 'commission.answers.exists(s, s.at <= commission.due) ? unit.heads : 0.25', required: 1}
deductions:
  short: {clause: '14', of: [monthly, papers, kept], worth: -0.333 * quota.missing}
  slip: {clause: '15', each: incident, account: stars, when: 'incident.type == "slip"',
    worth: -incident.times * strike.nth}
  dropped: {clause: '10.2', of: adopted, when: 'item.endorsements.all(e, e.grade == "second")', plus: -0.25}
  open: {clause: '15.1', each: commission, until: 2023-11-30, when: '!commission.answers.exists(s, s.genre == "a" && s.words > 0)', worth: -0.75 * calls.nth}
  late: {clause: '16', each: commission, per: month, when: '!commission.answers.exists(s, s.at <= commission.due)',
    worth: 'commission.urgent ? -2.5 : -1'}
caps:
  most: {clause: '17', per: month, of: [adopted], at_most: 6}
  floor: {clause: '18', per: quarter, account: stars, of: [slip, handed-in], when: 'unit.category == "x"', at_least: -2}
  all: {clause: '19', per: year, at_most: 30, at_least: 'unit.base - 3'}
rankings:
  points: {per: [month, quarter, year], group: unit.category, order: ['count["monthly"]', 'total["stars"]'],
    eligible: unit.base > 1}
  stars: {per: year, account: stars, ties: dense}
  all: {per: [quarter, year], group: 'unit.base > 2 ? "big" : "small"', order: [unit.category, unit.base], ties: ordinal}
  starred: {per: year, account: stars, order: ['unit.base > 2 ? unit.id : ""'], eligible: 'total["stars"] > 0', ties: ordinal}
honours:
  prize: {of: points, title: first two, first: 2, eligible: 'total["points"] > 0'}
  star: {of: stars, first: 'period.weeks - 51'}
  next-star: {of: stars, first: 2, fill: true, eligible: 'unit.base > 1'}
  first-of-all: {of: all, first: 2, fill: true, eligible: 'unit.category == "x"'}
readings:
  bonuses:
    sum: {taken: true}
    product: {patch: {credits: {adopted: {bonuses: product}}}}
    added-first: {patch: {credits: {adopted: {bonuses: added_first}}}}
    highest: {patch: {credits: {adopted: {bonuses: highest}}}}
  ties:
    dense: {taken: true}
    ordinal: {patch: {rankings: {points: {ties: ordinal}, stars: {ties: ordinal}}}}
  weights:
    whole: {taken: true}
    shared: {patch: {quotas: {weight: {sum: [adopted, floor]}}}}
  had:
    all-have: {taken: true}
    some-have: {patch: {accounts: {points: {when: 'count["monthly"] + count["papers"] > unit.base - 3'}, stars: {when: unit.category == "x"}, money: {helper: true}},
      honours: {next-star: {eligible: 'total["points"] >= default(limit["prize"], 1) - 3'}, first-of-all: {eligible: 'total["points"] < default(limit["prize"], 9)'}}}}
`
