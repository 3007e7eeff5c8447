package frame

import (
	"fmt"

	"github.com/gongguo/gongguo/ledger"
)

// AssignKey is the key of a task figure that is assigned outside of the scheme.
type AssignKey struct{ Unit, Quota, Period string }

// assign assigns a task figure. One recorded later for the same unit, quota and period replaces it.
func (f *Frame) assign(pos int32, e ledger.Entry) {
	var names []string
	for _, q := range f.Scheme.Quotas {
		if q.Name != e.Quota {
			names = append(names, q.Name)
			continue
		}
		period, err := f.Scheme.Calendar.Parse(e.Period)
		switch {
		case err != nil:
			f.refuse(pos, "no-period", err.Error())
		case period.Kind != q.Per:
			f.refuse(pos, "no-period", fmt.Sprintf("quota %s is owed a %s; found period %s", q.Name, q.Per, e.Period))
		case !q.Assigned:
			f.refuse(pos, "not-assigned", fmt.Sprintf("the scheme itself says what quota %s requires", q.Name))
		case !f.OnRoster(e.Unit, e.At):
			f.refuse(pos, "off-roster", fmt.Sprintf("unit %s is off the roster at %s", e.Unit, e.At))
		default:
			f.Assigned[AssignKey{e.Unit, e.Quota, period.String()}] = e.Required.Decimal
		}
		return
	}
	f.refuse(pos, "no-quota", fmt.Sprintf("the scheme has no quota %q%s", e.Quota, Nearest(e.Quota, names)))
}
