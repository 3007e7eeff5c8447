package byhand

import (
	"context"

	"github.com/gongguo/gongguo/ledger/calendar"
)

// Rules decide what this program otherwise decides in its own code. [Columns.ScoreBy] asks them, an entry at a time, so
// that the same program can run another engine's expressions. Amounts are hundredths.
type Rules interface {
	// Counts says for which of the quotas a submission counts: weekly, summary, experience a half-year, experience a
	// year.
	Counts(Submission) ([4]bool, error)
	// Worth is what an adoption is worth by itself.
	Worth(*Adoption) (int64, error)
	// InPress says whether a grant for an item of that genre counts.
	InPress(genre string, adoptions []Adoption) (bool, error)
	// Missed is what a commission with these answers costs.
	Missed(due int64, answers []Answer) (int64, error)
	// Short is what a unit's quota, of those in the order of Counts, costs at the end of its period.
	Short(unit Unit, quota int, done int32) (int64, error)
}

// What rules look at.
type (
	Submission struct {
		Late, OffBrief bool
		Report         string
	}
	Adoption struct {
		Genre, Tier, Medium, Placement string
		Endorsers                      []string
	}
	Answer struct {
		At       int64
		OffBrief bool
	}
	Unit struct {
		Category  string
		TaskGroup bool
	}
)

// ScoreBy is Score with the decisions of rules.
func (c *Columns) ScoreBy(ctx context.Context, period string, rules Rules) ([]Total, error) {
	p, err := newPeriods(period)
	if err != nil {
		return nil, err
	}
	s := &run{Columns: c, periods: p, struck: c.struck(), points: make([]int64, len(c.Units))}
	s.roster = c.roster(s.struck)
	for _, step := range []func(context.Context, Rules) error{s.submissionsBy, s.worthsBy, s.grantsBy, s.quotasBy,
		s.commissionsBy} {
		if err := step(ctx, rules); err != nil {
			return nil, err
		}
	}
	return s.totals(), nil
}

func (s *run) submissionsBy(ctx context.Context, rules Rules) error {
	s.submitted, s.owner, s.genre = make([]int64, s.Items), make([]int32, s.Items), make([]uint8, s.Items)
	s.done = make([]int32, len(s.Units)*len(s.spans))
	for i := range s.submitted {
		s.submitted[i] = never
	}
	for i, item := range s.Submit.Item {
		if s.out(s.Submit.Seq[i]) {
			continue
		}
		at, unit := s.Submit.At[i], s.Submit.Unit[i]
		s.submitted[item], s.owner[item], s.genre[item] = at, unit, s.Submit.Genre[i]
		if at < s.first || at >= s.end || !s.roster.on(unit, at) {
			continue
		}
		flags := s.Submit.Flags[i]
		counts, err := rules.Counts(Submission{Late: flags&late != 0, OffBrief: flags&offBrief != 0,
			Report: s.Reports[s.Submit.Report[i]]})
		if err != nil {
			return err
		}
		slot := &s.slots[(at-s.first)/day]
		for k, met := range counts {
			if met && slot[k] >= 0 {
				s.done[int(unit)*len(s.spans)+int(slot[k])]++
			}
		}
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// worthsBy is what items are worth at the end of the period, less what they were at its start.
func (s *run) worthsBy(ctx context.Context, rules Rules) error {
	for _, edge := range []struct{ at, sign int64 }{{s.end, 1}, {s.start, -1}} {
		endorsers := map[int32][]string{}
		for i, n := range s.Endorse.Item {
			if at := s.Endorse.At[i]; max(at, s.submitted[n]) < edge.at && !s.out(s.Endorse.Seq[i]) &&
				s.roster.on(s.owner[n], at) {
				endorsers[n] = append(endorsers[n], s.Endorsers[s.Endorse.By[i]])
			}
		}
		best := make([]int64, s.Items)
		var a Adoption
		for i, n := range s.Adopt.Item {
			if !s.adopted(i, edge.at, &a) {
				continue
			}
			a.Endorsers = endorsers[n]
			worth, err := rules.Worth(&a)
			if err != nil {
				return err
			}
			best[n] = max(best[n], worth)
			if i%4096 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
		}
		for n, worth := range best {
			s.points[s.owner[n]] += edge.sign * worth
		}
	}
	return nil
}

// adopted gives adoption i, if it has taken effect before a time.
func (s *run) adopted(i int, before int64, a *Adoption) bool {
	n, at := s.Adopt.Item[i], s.Adopt.At[i]
	if max(at, s.submitted[n]) >= before || s.out(s.Adopt.Seq[i]) || !s.roster.on(s.owner[n], at) {
		return false
	}
	if s.tiers == nil {
		s.tiers = placed(s.Outlets)
	}
	o := &s.tiers[s.Adopt.Outlet[i]]
	if _, ok := standards[o.Level]; !ok {
		return false
	}
	*a = Adoption{Genre: s.Genres[s.genre[n]], Tier: o.Level, Medium: o.Medium,
		Placement: s.Placements[s.Adopt.Placement[i]]}
	return true
}

func (s *run) grantsBy(_ context.Context, rules Rules) error {
	granted := map[int32]bool{}
	for _, n := range s.Grant.Item {
		granted[n] = true
	}
	press := func(before int64) (map[int32]bool, error) {
		adoptions := map[int32][]Adoption{}
		var a Adoption
		for i, n := range s.Adopt.Item {
			if granted[n] && s.adopted(i, before, &a) {
				adoptions[n] = append(adoptions[n], a)
			}
		}
		out := map[int32]bool{}
		for n, all := range adoptions {
			in, err := rules.InPress(s.Genres[s.genre[n]], all)
			if err != nil {
				return nil, err
			}
			out[n] = in
		}
		return out, nil
	}
	now, err := press(s.end)
	if err != nil {
		return err
	}
	before, err := press(s.start)
	if err != nil {
		return err
	}
	for i, n := range s.Grant.Item {
		at, unit := s.Grant.At[i], s.Grant.Unit[i]
		if at < s.end && !s.out(s.Grant.Seq[i]) && s.roster.on(unit, at) && now[n] && !(at < s.start && before[n]) {
			s.points[unit] += s.Grant.Amount[i]
		}
	}
	return nil
}

func (s *run) quotasBy(_ context.Context, rules Rules) error {
	for unit := range s.Units {
		for k, span := range s.spans {
			as := s.roster.throughout(int32(unit), span.start, span.end)
			if as == nil {
				continue
			}
			quota := map[calendar.Kind]int{calendar.Week: 0, calendar.Quarter: 1, calendar.Half: 2,
				calendar.Year: 3}[span.kind]
			n, err := rules.Short(Unit{s.Categories[as.category], as.taskGroup}, quota, s.done[unit*len(s.spans)+k])
			if err != nil {
				return err
			}
			s.points[unit] += n
		}
	}
	return nil
}

func (s *run) commissionsBy(_ context.Context, rules Rules) error {
	answers := make([][]Answer, s.Orders)
	asked := make([]int32, s.Orders)
	for i := range asked {
		asked[i] = -1
	}
	for i, n := range s.Order.Order {
		if !s.out(s.Order.Seq[i]) && s.roster.on(s.Order.Unit[i], s.Order.At[i]) {
			asked[n] = int32(i)
		}
	}
	for i, n := range s.Submit.Order {
		if n < 0 || asked[n] < 0 || s.out(s.Submit.Seq[i]) {
			continue
		}
		if at, unit := s.Submit.At[i], s.Submit.Unit[i]; unit == s.Order.Unit[asked[n]] && s.roster.on(unit, at) {
			answers[n] = append(answers[n], Answer{at, s.Submit.Flags[i]&offBrief != 0})
		}
	}
	for n, i := range asked {
		if i < 0 {
			continue
		}
		unit, due := s.Order.Unit[i], s.Order.Due[i]
		if end := s.monthEnd(due); end > s.start && end <= s.end && s.roster.on(unit, end-1) {
			worth, err := rules.Missed(due, answers[n])
			if err != nil {
				return err
			}
			s.points[unit] += worth
		}
	}
	return nil
}
