package reference

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Suspects are the ids of submissions that may be one, those of a suspect with spaces between, sorted.
func Suspects(published *scheme.Scheme, l *ledger.Ledger, o Options) ([]string, error) {
	r, err := run(published, l, o)
	if err != nil {
		return nil, err
	}
	group := map[int]int{} // by position of a submission that counts
	for i, e := range r.entries {
		if r.counts(i) && e.Kind == ledger.Submit && titleOf(e) != "" {
			group[i] = i
		}
	}
	for range group { // as often as it may take until all that hang together have one group
		for a := range group {
			for b := range group {
				if r.alike(a, b) {
					group[a], group[b] = min(group[a], group[b]), min(group[a], group[b])
				}
			}
		}
	}
	var out []string
	for first := range group {
		var ids []string
		inPeriod := false
		for i := range r.entries {
			if of, ok := group[i]; ok && of == first {
				ids = append(ids, r.entries[i].ID)
				inPeriod = inPeriod || r.inPeriod(r.at[i])
			}
		}
		if slices.Sort(ids); len(ids) > 1 && inPeriod {
			out = append(out, strings.Join(ids, " "))
		}
	}
	slices.Sort(out)
	return out, nil
}

// alike says whether two submissions have one title and are of one unit or within seven days.
func (r *reference) alike(a, b int) bool {
	days := civil.Of(r.at[a].In(r.zone())) - civil.Of(r.at[b].In(r.zone()))
	near := days >= -7 && days <= 7
	return titleOf(r.entries[a]) == titleOf(r.entries[b]) && (near || r.ofOne(a, b))
}

// ofOne says whether two submissions are of one unit: when the later was handed in, one unit had what both had.
func (r *reference) ofOne(a, b int) bool {
	later := r.at[a]
	if r.at[b].After(later) {
		later = r.at[b]
	}
	one, other := r.entries[a].Unit, r.entries[b].Unit
	return one == other || slices.ContainsFunc(r.units(), func(unit string) bool {
		has := func(of string) bool { return r.partOf(of, unit, later.Add(1)).IsPositive() }
		return has(one) && has(other)
	})
}

// titleOf is the letters and digits of a title, of whatever width, small.
func titleOf(e ledger.Entry) string {
	var out strings.Builder
	for _, r := range norm.NFKC.String(strings.ToLower(norm.NFKC.String(e.Title))) {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
			out.WriteRune(r)
		}
	}
	return out.String()
}
