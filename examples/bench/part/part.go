// Package part is a part of chifeng-2020 that any rule engine or database can do: what an adoption is worth (四(三)2),
// twice that for an endorsement or a front page (四(三)3), an item at its highest adoption only (四(三)5), totals and
// ranks.
//
//	d := part.Of(entries)              // tables that suit everyone, not timed
//	run, err := part.CEL(d)            // as the contender's documents advise: compiled or loaded once
//	lines, err := run(ctx)             // timed
//
// Each contender is one file. The ledger is one in which nothing is struck out and every unit is there all the year, so
// that no contender has to know voids, a roster or times.
package part

import (
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/examples/bench/digest"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/scheme"
	"github.com/gongguo/gongguo/tier"
)

// Run does the work once.
type Run func(context.Context) ([]digest.Line, error)

//go:embed chifeng-part.yaml
var source []byte

// Scheme is the part as a scheme.
func Scheme(ctx context.Context) (*scheme.Scheme, error) {
	return scheme.Load(ctx, "chifeng-part.yaml", source)
}

// Data is a ledger as tables; keys are places in them.
type Data struct {
	Units        []Unit
	Items        []Item
	Outlets      []Outlet
	Adoptions    []Adoption
	Endorsements []Endorsement
	ofItem       [][]string // endorsers by item, nil: none
}

// The rows of the tables.
type (
	Unit struct{ ID, Category string }
	Item struct {
		Unit  int32
		Genre string
	}
	Outlet   struct{ Level, Medium string } // as the list says, else as the adoption says
	Adoption struct {
		Item, Outlet int32
		Placement    string
	}
	Endorsement struct {
		Item int32
		By   string
	}
)

// standards are the points of 四(三)2, by level and genre.
var standards = map[string]map[string]int64{
	"national": {"brief": 20, "research": 40},
	"region":   {"brief": 10, "research": 20},
	"city":     {"brief": 5, "research": 10},
	"portal":   {"brief": 2, "research": 2},
}

var endorsers = []string{"市委", "市政府", "自治区扶贫办", "自治区党委", "自治区政府", "国务院扶贫办"}

// Entries are those of a ledger of chifeng-2020 that the part is about: every unit enrolled once, at the beginning;
// what was handed in, adopted and endorsed and not struck out.
func Entries(all []ledger.Entry) []ledger.Entry {
	struck, units, handedIn := map[string]bool{}, map[string]bool{}, map[string]bool{}
	start, _ := ledger.ParseTime("2019-12-26")
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Kind == ledger.Void && !struck[all[i].ID] {
			struck[all[i].Ref] = true
		}
	}
	var out []ledger.Entry
	for _, e := range all {
		switch {
		case e.Kind == ledger.Enroll && !units[e.Unit]:
			units[e.Unit] = true
			out = append(out, ledger.Entry{ID: e.ID, Kind: e.Kind, At: start, Unit: e.Unit, Name: e.Name,
				Category: e.Category, Attrs: e.Attrs})
		case e.Kind == ledger.Submit && !struck[e.ID]:
			handedIn[e.Item] = true
		}
	}
	for _, e := range all {
		if struck[e.ID] || !handedIn[e.Item] {
			continue
		}
		switch e.Kind {
		case ledger.Submit:
			e.Commission = ""
			out = append(out, e)
		case ledger.Adopt, ledger.Endorse:
			e.Recorded = ledger.Time{}
			out = append(out, e)
		}
	}
	return out
}

// Of makes the tables of such entries, with the outlets as the scheme lists them.
func Of(s *scheme.Scheme, entries []ledger.Entry) *Data {
	type written struct{ name, level, medium string }
	d, units, items, outlets := &Data{}, map[string]int32{}, map[string]int32{}, map[written]int32{}
	for i := range entries {
		switch e := &entries[i]; e.Kind {
		case ledger.Enroll:
			units[e.Unit] = int32(len(d.Units))
			d.Units = append(d.Units, Unit{e.Unit, e.Category})
		case ledger.Submit:
			items[e.Item] = int32(len(d.Items))
			d.Items = append(d.Items, Item{units[e.Unit], e.Genre})
		}
	}
	d.ofItem = make([][]string, len(d.Items))
	for i := range entries {
		switch e := &entries[i]; e.Kind {
		case ledger.Adopt:
			medium, _ := e.Attrs.Get("medium")
			w := written{tier.Normalise(e.Outlet), e.Level, ""}
			w.medium, _ = medium.Text()
			code, ok := outlets[w]
			if !ok {
				code = int32(len(d.Outlets))
				outlets[w] = code
				o := Outlet{w.level, w.medium}
				if l, ok := s.Outlets.Find(w.name); ok {
					o = Outlet{l.Attrs["level"], l.Attrs["medium"]}
				}
				d.Outlets = append(d.Outlets, o)
			}
			d.Adoptions = append(d.Adoptions, Adoption{items[e.Item], code, e.Placement})
		case ledger.Endorse:
			n := items[e.Item]
			d.Endorsements = append(d.Endorsements, Endorsement{n, e.By})
			d.ofItem[n] = append(d.ofItem[n], e.By)
		}
	}
	return d
}

// lines ranks the points of the units, whole points by unit.
func (d *Data) lines(points []int64) []digest.Line {
	order := make([]int, len(points))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(d.Units[a].Category, d.Units[b].Category), cmp.Compare(points[b], points[a]))
	})
	out := make([]digest.Line, len(points))
	place := 0
	for i, n := range order {
		if place++; i > 0 && d.Units[order[i-1]].Category != d.Units[n].Category {
			place = 1
		}
		rank := place
		if place > 1 && points[order[i-1]] == points[n] {
			rank = out[i-1].Rank
		}
		out[i] = digest.Line{Unit: d.Units[n].ID, Account: "points", Total: decimal.NewFromInt(points[n]), Rank: rank}
	}
	return out
}

// total runs a rule on every adoption and adds up the highest of each item. It is the program around a rule engine that
// looks at one row at a time; an adoption whose outlet has no tier is not asked about.
func (d *Data) total(ctx context.Context, worth func(*Adoption) (int64, error)) ([]digest.Line, error) {
	best := make([]int64, len(d.Items))
	for i := range d.Adoptions {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		a := &d.Adoptions[i]
		if standards[d.Outlets[a.Outlet].Level] == nil {
			continue
		}
		n, err := worth(a)
		if err != nil {
			return nil, fmt.Errorf("adoption %d: %w", i, err)
		}
		best[a.Item] = max(best[a.Item], n)
	}
	points := make([]int64, len(d.Units))
	for i, n := range best {
		points[d.Items[i].Unit] += n
	}
	return d.lines(points), nil
}
