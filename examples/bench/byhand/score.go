package byhand

import (
	"cmp"
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
)

// Total is what a unit has in the period shown. Rank is 0 and Group "" where the period is no year.
type Total struct {
	Unit, Category string
	Points         int64 // hundredths
	Rank           int
	Group          string
}

// item is what has taken effect of an item by a time.
type item struct {
	plain, front int16 // the highest standard, at any place and in a newspaper at headline or ear
	endorsed     bool
	press        bool // a newspaper or journal of region or national
}

// worth is 四(三)3 and 5: the highest, each adoption at once or twice its standard.
func (i *item) worth() int64 {
	if i.endorsed {
		return 200 * int64(i.plain)
	}
	return 100 * int64(max(i.plain, 2*i.front))
}

// run is the work on one period.
type run struct {
	*Columns
	*periods
	struck []bool
	roster *roster
	points []int64 // by unit

	submitted []int64 // by item: when; never, where its submission is struck out
	owner     []int32 // by item
	genre     []uint8
	items     []item         // as of the end of the period shown
	before    map[int32]item // as of its start, of the items that have anything by then
	done      []int32        // by unit and span
	tiers     []Outlet       // as placed; of ScoreBy
}

const never = int64(1<<63 - 1)

// Score gives the totals of a period, written as 2020, 2020-H1, 2020-Q3, 2020-07 or 2020-W07, by group, rank and unit.
func (c *Columns) Score(period string) ([]Total, error) {
	p, err := newPeriods(period)
	if err != nil {
		return nil, err
	}
	s := &run{Columns: c, periods: p, struck: c.struck(), points: make([]int64, len(c.Units))}
	s.roster = c.roster(s.struck)
	s.submissions()
	s.adoptions()
	s.endorsements()
	for i := range s.items {
		s.points[s.owner[i]] += s.items[i].worth()
	}
	for i, b := range s.before {
		s.points[s.owner[i]] -= b.worth()
	}
	s.grants()
	s.quotas()
	s.commissions()
	return s.totals(), nil
}

func (s *run) out(seq int32) bool { return s.struck != nil && s.struck[seq] }

// submissions finds the standing submission of each item, and counts what is done of 三(一).
func (s *run) submissions() {
	s.submitted, s.owner, s.genre = make([]int64, s.Items), make([]int32, s.Items), make([]uint8, s.Items)
	s.items, s.before = make([]item, s.Items), map[int32]item{}
	genre, summary, experience := genres(s.Genres), among(s.Reports, "summary"), among(s.Reports, "experience")
	s.done = make([]int32, len(s.Units)*len(s.spans))
	for i := range s.submitted {
		s.submitted[i] = never
	}
	for i, item := range s.Submit.Item {
		if s.out(s.Submit.Seq[i]) {
			continue
		}
		at, unit, flags := s.Submit.At[i], s.Submit.Unit[i], s.Submit.Flags[i]
		s.submitted[item], s.owner[item], s.genre[item] = at, unit, genre[s.Submit.Genre[i]]
		if flags&late != 0 || at < s.first || at >= s.end || !s.roster.on(unit, at) {
			continue
		}
		slot := &s.slots[(at-s.first)/day]
		done := s.done[int(unit)*len(s.spans):]
		if slot[0] >= 0 {
			done[slot[0]]++
		}
		if summary[s.Submit.Report[i]] && slot[1] >= 0 {
			done[slot[1]]++
		}
		if experience[s.Submit.Report[i]] {
			for _, k := range slot[2:] {
				if k >= 0 {
					done[k]++
				}
			}
		}
	}
}

// adoptions brings each adoption into its item, from the submission on.
func (s *run) adoptions() {
	outlets, onFront := standings(s.Outlets), among(s.Placements, "headline", "ear")
	for i, n := range s.Adopt.Item {
		at, from := s.Adopt.At[i], s.submitted[n]
		from = max(from, at)
		if from >= s.end || s.out(s.Adopt.Seq[i]) || !s.roster.on(s.owner[n], at) {
			continue
		}
		o := &outlets[s.Adopt.Outlet[i]]
		if !o.tier {
			continue
		}
		genre, front := s.genre[n], o.newspaper && onFront[s.Adopt.Placement[i]]
		add := func(it *item) {
			points := o.points[genre]
			it.plain = max(it.plain, points)
			if front {
				it.front = max(it.front, points)
			}
			it.press = it.press || o.press && genre == research
		}
		add(&s.items[n])
		if from < s.start {
			it := s.before[n]
			add(&it)
			s.before[n] = it
		}
	}
}

func (s *run) endorsements() {
	counts := among(s.Endorsers, leaders...)
	for i, n := range s.Endorse.Item {
		at := s.Endorse.At[i]
		from := max(at, s.submitted[n])
		if !counts[s.Endorse.By[i]] || from >= s.end || s.out(s.Endorse.Seq[i]) || !s.roster.on(s.owner[n], at) {
			continue
		}
		s.items[n].endorsed = true
		if from < s.start {
			it := s.before[n]
			it.endorsed = true
			s.before[n] = it
		}
	}
}

// grants are 重大价值追加奖励: they count while a newspaper or journal of region or national has the item.
func (s *run) grants() {
	for i, n := range s.Grant.Item {
		at, unit := s.Grant.At[i], s.Grant.Unit[i]
		if at >= s.end || s.out(s.Grant.Seq[i]) || !s.roster.on(unit, at) || !s.items[n].press {
			continue
		}
		if at < s.start && s.before[n].press {
			continue // it counted before
		}
		s.points[unit] += s.Grant.Amount[i]
	}
}

// quotas are 三(一) and (二): −5 for each one missing, of the units that were on the roster during the whole of the span.
func (s *run) quotas() {
	type task struct{ weekly, summary, half, year int32 }
	tasks := make([]task, len(s.Categories))
	department := int32(-1)
	for i, name := range s.Categories {
		switch name {
		case "county":
			tasks[i] = task{weekly: 2, summary: 2, half: 1}
		case "department":
			tasks[i], department = task{weekly: 1, summary: 2, half: 1}, int32(i)
		case "section":
			tasks[i] = task{weekly: 1, summary: 1, year: 1}
		}
	}
	for unit := range s.Units {
		for k, span := range s.spans {
			as := s.roster.throughout(int32(unit), span.start, span.end)
			if as == nil || as.category == department && !as.taskGroup {
				continue
			}
			var required int32
			switch t := tasks[as.category]; span.kind {
			case calendar.Week:
				required = t.weekly
			case calendar.Quarter:
				required = t.summary
			case calendar.Half:
				required = t.half
			case calendar.Year:
				required = t.year
			}
			s.points[unit] -= 500 * int64(max(0, required-s.done[unit*len(s.spans)+k]))
		}
	}
}

// commissions are 四(三)4: −10 for each that the unit asked did not answer in time and by the brief, at the end of the
// month of its due time, of units on the roster then.
func (s *run) commissions() {
	type order struct {
		unit int32 // −1: struck out
		due  int64
		met  bool
	}
	orders := make([]order, s.Orders)
	for i := range orders {
		orders[i].unit = -1
	}
	for i, n := range s.Order.Order {
		if !s.out(s.Order.Seq[i]) {
			unit := s.Order.Unit[i]
			if !s.roster.on(unit, s.Order.At[i]) {
				unit = -1
			}
			orders[n] = order{unit: unit, due: s.Order.Due[i]}
		}
	}
	for i, n := range s.Submit.Order {
		if n < 0 || s.Submit.Flags[i]&offBrief != 0 {
			continue
		}
		o := &orders[n]
		if at, unit := s.Submit.At[i], s.Submit.Unit[i]; o.unit == unit && at <= o.due && !s.out(s.Submit.Seq[i]) &&
			s.roster.on(unit, at) {
			o.met = true
		}
	}
	for _, o := range orders {
		if o.unit < 0 || o.met {
			continue
		}
		if end := s.monthEnd(o.due); end > s.start && end <= s.end && s.roster.on(o.unit, end-1) {
			s.points[o.unit] -= 1000
		}
	}
}

// totals are the units that were on the roster at any time in the period; a year is ranked by category, ties sharing a
// rank.
func (s *run) totals() []Total {
	var out []Total
	for unit, name := range s.Units {
		if category := s.roster.last(int32(unit), s.start, s.end); category >= 0 {
			t := Total{Unit: name, Category: s.Categories[category], Points: s.points[unit]}
			if s.year {
				t.Group = t.Category
			}
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b Total) int {
		if !s.year {
			return cmp.Compare(a.Unit, b.Unit)
		}
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(b.Points, a.Points), cmp.Compare(a.Unit, b.Unit))
	})
	for i := range out {
		switch {
		case !s.year:
		case i > 0 && out[i-1].Group == out[i].Group && out[i-1].Points == out[i].Points:
			out[i].Rank = out[i-1].Rank
		default:
			place := i
			for place > 0 && out[place-1].Group == out[i].Group {
				place--
			}
			out[i].Rank = i - place + 1
		}
	}
	return out
}
