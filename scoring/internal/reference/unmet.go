package reference

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Unmet are the ids of the entries dated in the period that no rule met, in the order of recording.
func Unmet(published *scheme.Scheme, l *ledger.Ledger, o Options) ([]string, error) {
	r, err := run(published, l, o)
	if err != nil {
		return nil, err
	}
	var out []string
	for i, e := range r.entries {
		refused := slices.ContainsFunc(r.refusals, func(of refusal) bool { return of.position == i })
		if r.counts(i) && r.inPeriod(r.at[i]) && !refused && r.acts(i) && !r.isMet(i) {
			out = append(out, e.ID)
		}
	}
	return out, nil
}

// acts says whether an entry is one that a rule may be about: it takes effect, and is not left out.
func (r *reference) acts(i int) bool {
	e := r.entries[i]
	if e.Kind == ledger.Adopt || e.Kind == ledger.Endorse {
		if _, submitted := r.submission(e.Item); !submitted {
			return true
		}
	}
	return slices.Contains(r.acting, i) && (e.Kind != ledger.Submit || r.asksSubmissions())
}

func (r *reference) asksSubmissions() bool {
	for _, c := range r.scheme.Credits {
		if c.Each == ledger.Submit {
			return true
		}
	}
	for _, q := range r.scheme.Quotas {
		if q.Each == ledger.Submit && q.Count != nil {
			return true
		}
	}
	for _, n := range r.scheme.Numbers {
		if n.Each == ledger.Submit {
			return true
		}
	}
	return false
}

// isMet says whether something met an entry, or what a submission carries, or what it answers.
func (r *reference) isMet(i int) bool {
	if r.met[i] || r.numbered(i) {
		return true
	}
	if r.entries[i].Kind != ledger.Submit {
		return false
	}
	for k, e := range r.entries {
		carried := e.Item == r.entries[i].Item && e.Kind != ledger.Submit && slices.Contains(r.acting, k)
		asked := e.Kind == ledger.Commission && e.Commission == r.entries[i].Commission &&
			r.sameAt(r.entries[i].Unit, e.Unit, r.at[i])
		if r.counts(k) && (carried || asked) && r.met[k] {
			return true
		}
	}
	return false
}

// numbered says whether a number counts an entry.
func (r *reference) numbered(i int) bool {
	for _, keys := range r.keys {
		if _, ok := keys[i]; ok {
			return true
		}
	}
	return false
}

// meet notes that entries are met.
func (r *reference) meet(positions []int) {
	for _, i := range positions {
		r.met[i] = true
	}
}

// awaited says whether a rule or a quota on a commission is still to be asked.
func (r *reference) awaited(i int) bool {
	due := r.entries[i].Due.EndInstant(r.zone())
	later := func(per calendar.Kind) bool {
		end, has := r.endOf(per, r.entries[i].Unit, due)
		return !has || end.After(r.horizon)
	}
	for _, c := range r.scheme.Credits {
		if c.Each != ledger.Commission {
			continue
		}
		if c.Per != 0 && later(c.Per) || c.Per == 0 && c.Later == nil && !r.until.IsZero() && due.After(r.until) {
			return true
		}
	}
	return slices.ContainsFunc(r.scheme.Quotas, func(q *scheme.Quota) bool { return q.AtDue && later(q.Per) })
}
