package reference

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// lapse is what a unit off the roster would have received.
type lapse struct {
	unit, share string
	accounts    []string
}

func (r *reference) whyLapsed(c *scheme.Credit, p point, lapses []lapse) string {
	why, unknown := "", 0
	for _, l := range lapses {
		what := l.share + "it"
		if len(l.accounts) != len(c.Amounts) {
			what += " (" + strings.Join(l.accounts, ", ") + ")"
		}
		if slices.Contains(r.units(), l.unit) {
			why += fmt.Sprintf("; unit %s, which would receive %s, is off the roster at %s", l.unit, what,
				r.entries[p.position].At)
		} else {
			near := ""
			if unknown++; unknown <= 20 {
				near = nearest(l.unit, r.units())
			}
			why += fmt.Sprintf("; unit %q, which would receive %s, is not on the roster%s", l.unit, what, near)
		}
	}
	return strings.TrimPrefix(why, "; ")
}
