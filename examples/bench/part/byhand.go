package part

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/examples/bench/digest"
)

// ByHand is the part in plain Go.
func ByHand(d *Data) (Run, error) {
	return func(ctx context.Context) ([]digest.Line, error) {
		endorsed := make([]bool, len(d.Items))
		for _, e := range d.Endorsements {
			if slices.Contains(endorsers, e.By) {
				endorsed[e.Item] = true
			}
		}
		type standing struct {
			points    [2]int64
			newspaper bool
		}
		outlets := make([]standing, len(d.Outlets))
		for i, o := range d.Outlets {
			outlets[i] = standing{[2]int64{standards[o.Level]["brief"], standards[o.Level]["research"]},
				o.Medium == "newspaper"}
		}
		return d.total(ctx, func(a *Adoption) (int64, error) {
			o, genre := &outlets[a.Outlet], 0
			if d.Items[a.Item].Genre == "research" {
				genre = 1
			}
			if endorsed[a.Item] || o.newspaper && (a.Placement == "headline" || a.Placement == "ear") {
				return 2 * o.points[genre], nil
			}
			return o.points[genre], nil
		})
	}, nil
}
