package reference

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// cover finds the items that are not the scheme's own: by the submission that counts, else by the last that is known.
// One of which that cannot be asked is reported and left out.
func (r *reference) cover() {
	if r.scheme.Covers == nil {
		return
	}
	foreign := map[string]bool{}
	for i, e := range r.entries[:r.known] {
		if e.Kind != ledger.Submit {
			continue
		}
		decides, stands := r.submission(e.Item)
		for k, other := range r.entries[:r.known] {
			if !stands && other.Kind == ledger.Submit && other.Item == e.Item {
				decides = k
			}
		}
		if decides != i {
			continue
		}
		bound := names{scheme.SlotParams: r.params(r.at[i]), scheme.SlotItem: r.itemRecord(i, nil)}
		covered, err := bound.holds(r.scheme.Covers.Scope, r.scheme.Covers.Cond)
		if err != nil && stands {
			trouble := r.trouble(point{position: i, dated: r.at[i], enroll: -1}, "covers", err)
			r.refuse(i, "", trouble.code, trouble.why)
		}
		foreign[e.Item] = err == nil && !covered || err != nil && stands
	}
	r.foreign = foreign
}
