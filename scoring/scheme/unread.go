package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/rule"
)

// UnreadParams are the paths of the parameters that no expression can read, the scheme as published and under each of its
// readings; of a mapping nothing of which is read, the mapping alone. An entry that is looked up with a computed key counts as
// read: which keys there are is for the ledger to say.
func (s *Scheme) UnreadParams() [][]string {
	var tree param
	var reads []rule.Read
	for i, root := range s.source.everyRoot() {
		b, _ := compiled(s.source.file, root)
		if i == 0 {
			tree = b.paramTree
		}
		reads = append(reads, b.paramReads...)
	}
	var out [][]string
	for _, name := range tree.names {
		out, _ = tree.children[name].unread([]string{name}, reads, out)
	}
	return out
}

// unread adds the paths below a param that are not read; none says that nothing of it is.
func (p param) unread(path []string, reads []rule.Read, out [][]string) (all [][]string, none bool) {
	covered, inside := false, false
	for _, r := range reads {
		n := min(len(r.Path)-1, len(path))
		match := true
		for i, step := range r.Path[1 : n+1] {
			match = match && (step.Kind == rule.StepDynamic || step.Kind == rule.StepElement || step.Name == path[i])
		}
		covered = covered || match && len(r.Path)-1 <= len(path)
		inside = inside || match
	}
	for p.dates != nil && len(p.items) > 0 {
		p = p.items[0]
	}
	switch {
	case covered:
		return out, false
	case !inside:
		return append(out, slices.Clone(path)), true
	}
	for _, name := range p.names {
		out, _ = p.children[name].unread(append(path[:len(path):len(path)], name), reads, out)
	}
	return out, false
}
