package steps

import (
	"sort"
	"time"

	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// stocks are what a unit has of accounts that are balances after each of its changes, by account.
type stocks [][]stock

// stock is a balance from an instant on.
type stock struct {
	at  time.Time
	sum Sum
}

// stocksOf are those by changes in the order of time; nil: no account is a balance.
func stocksOf(s *scheme.Scheme, changes []Change) stocks {
	var out stocks
	for account := range s.Accounts {
		if !s.Accounts[account].Balance {
			continue
		}
		if out == nil {
			out = make(stocks, len(s.Accounts))
		}
		var sum Sum
		for i := range changes {
			if c := &changes[i]; c.Rule != nil && c.Account == account {
				sum.add(c.Amount)
				out[account] = append(out[account], stock{c.At, sum})
			}
		}
	}
	return out
}

// before is a balance before an instant.
func (o stocks) before(account int, t time.Time) Sum {
	all := o[account]
	n := sort.Search(len(all), func(i int) bool { return !all[i].at.Before(t) })
	if n == 0 {
		return Sum{}
	}
	return all[n-1].sum
}

// bringForward adds to the totals of the current period, once, what the unit had of each balance before it. Periods are
// entered in the order of their end, so that all that was settled before is there.
func (s *Settlement) bringForward(sp frame.Span) {
	if s.balances == nil || s.figures.brought {
		return
	}
	s.figures.brought = true
	for account := range s.e.Frame.Scheme.Accounts {
		if !s.e.Frame.Scheme.Accounts[account].Balance {
			continue
		}
		total := &s.figures.Totals[account]
		total.Plus(s.balances.before(account, sp.Start))
		for i := s.credited; i < len(s.Out.Changes); i++ {
			if c := &s.Out.Changes[i]; c.Account == account && c.Rule != nil && c.At.Before(sp.Start) {
				total.add(c.Amount)
			}
		}
	}
}

// addToBalance adds a change of before, or of what a run leaves out, to the total of its account, if that is a balance.
func (g *Figures) addToBalance(f *frame.Frame, c *Change) {
	if c.Rule != nil && f.Scheme.Accounts[c.Account].Balance {
		g.Totals[c.Account].add(c.Amount)
	}
}
