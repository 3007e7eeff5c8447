package reference

import (
	"cmp"
	"slices"
	"time"
)

// unscoredJSON has a row for each reason why an entry dated in the period was refused; rules with one reason are one
// row, under the first of them.
func (r *reference) unscoredJSON() []Refusal {
	all := slices.Clone(r.refusals)
	slices.SortStableFunc(all, func(a, b refusal) int {
		return cmp.Or(cmp.Compare(a.position, b.position), cmp.Compare(a.code, b.code), cmp.Compare(a.why, b.why))
	})
	out := []Refusal{}
	last := refusal{position: -1}
	for _, u := range all {
		again := u.position == last.position && u.code == last.code && u.why == last.why
		if !r.inPeriod(u.lasted.since) || u.lasted.over(r.end) || again {
			continue
		}
		last = u
		row := Refusal{r.entries[u.position].ID, u.code, u.why}
		if u.rule != "" {
			row.Why = u.rule + ": " + u.why
		}
		out = append(out, row)
	}
	return out
}

// tells says whether a problem is one of the period: it began there, and was not over at its end, or at the end of a
// period of a kind that is settled.
func (r *reference) tells(p problem) bool {
	told := r.inPeriod(p.lasted.since) && !p.lasted.over(r.end)
	for _, kind := range r.scheme.Kinds {
		unit := p.unit
		if p.position >= 0 && unit == "" {
			if unit = r.entries[p.position].Unit; unit == "" {
				if of, ok := r.submission(r.entries[p.position].Item); ok {
					unit = r.entries[of].Unit
				}
			}
		}
		end, has := r.endOf(kind, unit, p.lasted.since)
		told = told || has && r.inPeriod(p.lasted.since) && !p.lasted.over(end)
	}
	return told
}

// over says whether it was over by the end of a period.
func (l lasted) over(end time.Time) bool { return !l.until.IsZero() && l.until.Before(end) }

func (r *reference) problemsJSON() []Problem {
	all := slices.Clone(r.problems)
	slices.SortStableFunc(all, func(a, b problem) int {
		return cmp.Or(cmp.Compare(a.position, b.position), cmp.Compare(a.unit, b.unit), cmp.Compare(a.rule, b.rule),
			cmp.Compare(a.field, b.field),
			cmp.Compare(a.code, b.code), cmp.Compare(a.why, b.why))
	})
	out := []Problem{}
	for _, p := range all {
		byARule := func(q problem) bool {
			return q.rule != "attrs" && r.tells(q) && q.position == p.position && q.field == p.field
		}
		if !r.tells(p) || p.rule == "attrs" && slices.ContainsFunc(all, byARule) {
			continue
		}
		row := Problem{Unit: p.unit, Rule: p.rule, Field: p.field, Code: p.code, Why: p.why}
		if p.position >= 0 {
			row.Entry = r.entries[p.position].ID
		}
		if !slices.Contains(out, row) {
			out = append(out, row)
		}
	}
	return out
}
