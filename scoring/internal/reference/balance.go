package reference

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// moment is when something is given, and when an entry sees a balance.
type moment struct {
	at       time.Time
	due      bool // a commission falls due: after the entries of that instant
	recorded int  // of one instant, what was recorded earlier comes first
	answers  bool // what an answer changes at its commission comes after what it is worth itself
	step     int  // what waits for its submission comes after it

	later *later // a rule is asked on a later day: after all that, in the order of entries, then of rules
	rule  int
}

func (m moment) compare(o moment) int {
	no := func(b bool) int { return map[bool]int{false: 0, true: 1}[b] }
	if d := cmp.Or(m.at.Compare(o.at), no(m.later != nil)-no(o.later != nil)); d != 0 {
		return d
	}
	if m.later != nil {
		return cmp.Or(m.later.moment.compare(o.later.moment), m.rule-o.rule)
	}
	return cmp.Or(m.at.Compare(o.at), no(m.due)-no(o.due), m.recorded-o.recorded, no(m.answers)-no(o.answers),
		m.step-o.step)
}

// after is the moment of the next entry of a case.
func (m moment) after(p point) moment {
	next := moment{at: p.from, recorded: p.position}
	if m.at.Equal(next.at) {
		next.recorded = max(next.recorded, m.recorded)
		next.step = m.step + 1
	}
	return next
}

// lack is of a balance an entry that lacks what it is kept by.
type lack struct{ balance, position int }

// asker is an entry that may see balances, and what it may name.
type asker struct {
	point
	moment
	bound names
}

// sight is who sees a balance: an entry, or a rule that is asked of it on a later day.
type sight struct {
	position int
	rule     string
	day      int64
}

func sightOf(p point) sight {
	if p.later == nil {
		return sight{position: p.position}
	}
	return sight{p.position, p.later.credit.Name, p.dated.Unix()}
}

// balance finds what each entry sees of each balance, one entry after another: all cases are scored anew with what
// those before it see, and what was given before it by then is added up.
func (r *reference) balance() {
	r.lacks, r.lacked = map[lack]problem{}, map[lack]bool{}
	r.seen = make([]map[sight]number, len(r.scheme.Balances))
	for i := range r.seen {
		r.seen[i] = map[sight]number{}
	}
	if len(r.seen) == 0 {
		return
	}
	looked := map[sight]bool{}
	for {
		trial := r.tried()
		given, askers := trial.changes, slices.DeleteFunc(trial.askers, func(a asker) bool {
			return looked[sightOf(a.point)] || !r.concerns(r.entries[a.position].Kind)
		})
		if len(askers) == 0 {
			return
		}
		asks := slices.MinFunc(askers, func(a, b asker) int { return a.moment.compare(b.moment) })
		looked[sightOf(asks.point)] = true
		for i := range r.scheme.Balances {
			b := &r.scheme.Balances[i]
			if !slices.Contains(b.Kinds, r.entries[asks.position].Kind) {
				continue
			}
			key, err := r.keyOf(b, asks.point, asks.bound)
			if err != nil {
				r.lacks[lack{i, asks.position}] = r.problemOf(asks.point, b.Name, err)
				continue
			}
			if _, has := r.periodAt(max(b.Per, calendar.Day), key, asks.moment.at); b.Per.IsOwn() && !has {
				word := r.scheme.Calendar.Word(b.Per)
				r.lacks[lack{i, asks.position}] = problem{position: asks.position, rule: b.Name, field: word,
					code: "absent", why: key + " has no " + word + " on that day",
					lasted: lasted{since: asks.moment.at}}
				continue
			}
			sum := number{}
			for _, c := range given {
				if c.rule == nil || c.account != b.Account || !slices.Contains(b.Of, c.rule) ||
					c.moment.compare(asks.moment) >= 0 || !r.samePeriod(b, key, c.moment.at, asks.moment.at) {
					continue
				}
				whose, has := c.apart[balanceKey(b)]
				if len(b.By) == 0 {
					whose, has = c.unit, true
				}
				if has && whose == key {
					sum = sum.Add(c.amount)
				}
			}
			for j := range r.openings {
				o := &r.openings[j]
				at := o.end.Add(-1)
				if o.feeds(r, b) && o.unit == key && at.Before(asks.moment.at) &&
					r.samePeriod(b, key, at, asks.moment.at) {
					sum = sum.Add(r.opened(o))
				}
			}
			r.seen[i][sightOf(asks.point)] = sum
		}
	}
}

// concerns says whether entries of a kind feed or see a balance.
func (r *reference) concerns(kind ledger.Kind) bool {
	return slices.ContainsFunc(r.scheme.Balances, func(b scheme.Balance) bool { return slices.Contains(b.Kinds, kind) })
}

// tried is a score of all cases with what is seen so far, of which nothing is kept.
func (r *reference) tried() *reference {
	trial := *r
	trial.trying, trial.met = true, map[int]bool{}
	trial.changes, trial.refusals, trial.problems, trial.acting = nil, nil, nil, nil
	trial.credit()
	return &trial
}

// samePeriod says whether two instants are in one period of a balance, the calendar's or a unit's own.
func (r *reference) samePeriod(b *scheme.Balance, unit string, x, y time.Time) bool {
	of := func(t time.Time) calendar.Period {
		p, _ := r.periodAt(b.Per, unit, t)
		return p
	}
	return b.Per == 0 || of(x) == of(y)
}

// keyOf is whose a balance is for an entry: its unit's, or what the values that it gives say.
func (r *reference) keyOf(b *scheme.Balance, p point, bound names) (string, error) {
	if p.later != nil { // that of the entry
		p, bound = p.later.point, p.later.bound
	}
	kind := r.entries[p.position].Kind
	if len(b.By) == 0 {
		return r.owner(p.position), nil
	}
	key := ""
	for _, by := range b.By[kind] {
		v, err := bound.eval(b.Scope[kind], by)
		if err != nil {
			return "", err
		}
		text, isText := v.AsString()
		if !isText {
			text = v.String()
		}
		key += strconv.Quote(text)
	}
	return key, nil
}

func balanceKey(b *scheme.Balance) string { return "balance " + b.Name }

// ask notes an entry that may see balances.
func (r *reference) ask(p point, m moment, bound names) {
	if r.trying && p.enroll >= 0 {
		r.askers = append(r.askers, asker{p, m, bound})
	}
}

// tellApart adds to a candidate, in a trial, whose balances it feeds. Of one that lacks what a balance is kept by, that
// is a problem.
func (r *reference) tellApart(c *candidate, bound names) {
	for i := range r.scheme.Balances {
		b := &r.scheme.Balances[i]
		if len(b.By) == 0 || !slices.Contains(b.Of, c.credit.Rule) {
			continue
		}
		key, err := r.keyOf(b, c.by, bound)
		of := lack{i, c.by.position}
		switch {
		case err == nil && r.trying:
			c.apart[balanceKey(b)] = key
		case err != nil && !r.trying && !r.lacked[of]:
			r.lacked[of] = true
			r.trouble(c.by, b.Name, err)
		}
	}
}

// lacksOf is what an entry lacks to see a balance, of the name that is absent.
func (r *reference) lacksOf(name string, position int) (problem, bool) {
	for i := range r.scheme.Balances {
		if r.scheme.Balances[i].Name == name {
			p, ok := r.lacks[lack{i, position}]
			return p, ok
		}
	}
	return problem{}, false
}

// bindBalances adds what an entry sees.
func (r *reference) bindBalances(n names, by sight) {
	for i := range r.seen {
		if sum, sees := r.seen[i][by]; sees {
			n[r.scheme.BalanceSlot(i)] = rule.Number(sum)
		}
	}
}
