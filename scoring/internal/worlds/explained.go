package worlds

import (
	"fmt"
	"strings"

	"github.com/gongguo/gongguo/scoring/internal/provenance"
)

// Explained is all that an explanation says, as text.
func Explained(a provenance.Answer) []string {
	var b strings.Builder
	for _, p := range a.Points {
		fmt.Fprintln(&b, p.At, p.Position, p.Unit, p.Item, p.Account, p.Rule.Name, p.Amount, p.Entries, p.Values)
		for _, s := range p.Sources {
			fmt.Fprint(&b, "  of ", s.Entry, s.Rule, s.Clause, s.Title, s.Standard, s.Worth, s.Share)
			for _, bonus := range s.Bonuses {
				fmt.Fprint(&b, " ", bonus.Name)
			}
			fmt.Fprintln(&b)
		}
		for _, o := range p.Beaten {
			fmt.Fprintln(&b, "  beaten", o.Entry, o.Rule, o.Worth, o.By.Name)
		}
		if q := p.Quota; q != nil {
			fmt.Fprintln(&b, "  quota", q.Unit, q.Quota.Name, q.Period, q.Done, q.Required, q.Missing, q.Extra)
		}
	}
	for _, s := range a.Idle {
		fmt.Fprintln(&b, s)
	}
	for _, g := range a.Grades {
		fmt.Fprintln(&b, "grade", g.Grade.Name, g.Unit, g.Amount, g.Absent, g.Unmet, g.Edges, g.Band, g.Values)
	}
	for _, r := range a.Results {
		fmt.Fprintln(&b, "result", r.Result.Name, r.Unit, r.Known, r.Holds, r.Values)
	}
	return strings.Split(b.String(), "\n")
}
