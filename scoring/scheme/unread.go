package scheme

import (
	"context"
	"fmt"
	"slices"

	"github.com/gongguo/gongguo/rule"
)

// UnreadParams are the paths of the parameters that no expression can read, the scheme as published and under each of
// its readings; of a mapping nothing of which is read, the mapping alone. Of entries that are looked up by the tier,
// those of names that no tier has are among them; which other keys come up is for the ledger to say, and such entries
// count as read. The error is the context's.
func (s *Scheme) UnreadParams(ctx context.Context) ([][]string, error) {
	var tree param
	r := paramReads{seen: map[string]bool{}, byTiers: map[string]bool{}}
	for i, root := range s.source.everyRoot() {
		b, _ := compiled(ctx, s.source.file, root)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if i == 0 {
			tree = b.paramTree
		}
		r.tiers = append(r.tiers, b.tierNames...)
		for _, p := range b.programs {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			r.note(p)
		}
	}
	var out [][]string
	for _, name := range tree.names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out = r.unread(tree.children[name], []string{name}, out)
	}
	return out, ctx.Err()
}

// paramReads is what all expressions read of the parameters, each place once.
type paramReads struct {
	reads   []rule.Read
	lookups []lookup // of mappings in which something is looked up
	tiers   []string
	seen    map[string]bool
	byTiers map[string]bool // see byTier
}

// lookup is a place in which something is looked up.
type lookup struct {
	steps []rule.Step
	open  bool // by something that is no tier
}

// note notes what a program reads of the parameters.
func (r *paramReads) note(p *rule.Program) {
	for _, one := range p.Reads() {
		if one.Path[0].Name == "params" && r.isNew("read", one.Path, false) {
			r.reads = append(r.reads, one)
		}
	}
	for _, u := range p.Uses() {
		if u.Path[0].Name != "params" || len(u.Keys) == 0 && !u.Loose {
			continue
		}
		open := u.Loose || slices.ContainsFunc(u.Keys, func(k rule.Read) bool { return !isTier(k.Path) })
		if r.isNew("lookup", u.Path, open) {
			r.lookups = append(r.lookups, lookup{u.Path[1:], open})
		}
	}
}

// isNew says whether a place is noted for the first time.
func (r *paramReads) isNew(what string, path []rule.Step, open bool) bool {
	key := fmt.Sprintf("%s %v %q", what, open, path)
	was := r.seen[key]
	r.seen[key] = true
	return !was
}

// unread adds the paths below a param that are not read.
func (r *paramReads) unread(p param, path []string, out [][]string) [][]string {
	covered, inside := false, false
	for _, one := range r.reads {
		if steps := one.Path[1:]; r.leads(steps, path) {
			inside = true
			covered = covered || len(steps) <= len(path)
		}
	}
	for p.dates != nil && len(p.items) > 0 {
		p = p.items[0]
	}
	switch {
	case covered:
		return out
	case !inside:
		return append(out, slices.Clone(path))
	}
	for _, name := range p.names {
		out = r.unread(p.children[name], append(path[:len(path):len(path)], name), out)
	}
	return out
}

// leads says whether the steps of a read lead to a path, or to something above or below it.
func (r *paramReads) leads(steps []rule.Step, path []string) bool {
	for i := range min(len(steps), len(path)) {
		switch steps[i].Kind {
		case rule.StepElement:
		case rule.StepDynamic:
			if !r.canBe(path[:i], path[i]) {
				return false
			}
		default:
			if steps[i].Name != path[i] {
				return false
			}
		}
	}
	return true
}

// canBe says whether a lookup in the mapping at a path can come upon a key: not where it is by tiers only, and no tier
// is called so.
func (r *paramReads) canBe(mapping []string, key string) bool {
	return len(r.tiers) == 0 || slices.Contains(r.tiers, key) || !r.byTier(mapping)
}

// byTier says whether what is looked up in the mapping at a path is tiers only.
func (r *paramReads) byTier(mapping []string) bool {
	key := fmt.Sprintf("%q", mapping)
	by, known := r.byTiers[key]
	if !known {
		here := func(l lookup) bool { return len(l.steps) == len(mapping) && r.leads(l.steps, mapping) }
		by = slices.ContainsFunc(r.lookups, here) &&
			!slices.ContainsFunc(r.lookups, func(l lookup) bool { return l.open && here(l) })
		r.byTiers[key] = by
	}
	return by
}

// isTier says whether a path is tier, adopt.tier or item.adoptions[].tier.
func isTier(path []rule.Step) bool {
	switch last := path[len(path)-1]; len(path) {
	case 1:
		return last.Name == "tier"
	case 2:
		return path[0].Name == "adopt" && last.Name == "tier"
	case 4:
		return path[0].Name == "item" && path[1].Name == "adoptions" && last.Name == "tier"
	}
	return false
}
