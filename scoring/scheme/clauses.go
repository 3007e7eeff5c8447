package scheme

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Clause is a clause of the regulation, with its title or text if the file says one.
type Clause struct{ Name, Title string }

// clausesSpec is a list of clauses, or a mapping of each to its title.
type clausesSpec struct{ lines []named[string] }

func (c *clausesSpec) decode(d *decoder, n *yaml.Node) {
	if n.Kind != yaml.SequenceNode && n.Kind != yaml.MappingNode {
		d.errorf(n, "found %s; expected a list of clauses, or a mapping of each to its title", describe(n))
		return
	}
	if len(n.Content) == 0 {
		d.errorf(n, "found no clause; expected at least one, or the key left out")
		return
	}
	step, title := 1, &yaml.Node{}
	if n.Kind == yaml.MappingNode {
		step = 2
	}
	for i := 0; i+step <= len(n.Content); i += step {
		key := n.Content[i]
		if step == 2 {
			title = n.Content[i+1]
		}
		switch {
		case !d.scalar(key, "a clause") || step == 2 && !d.scalar(title, "the title of the clause"):
		case strings.TrimSpace(key.Value) == "":
			d.errorf(key, "found an empty name")
		case slices.ContainsFunc(c.lines, func(l named[string]) bool { return l.name == key.Value }):
			d.errorf(key, "found %q twice in the list", key.Value)
		default:
			c.lines = append(c.lines, named[string]{name: key.Value, key: key, spec: title.Value})
		}
	}
}

// clauses takes the list, and reports what is cited and not in it.
func (b *builder) clauses(spec clausesSpec) {
	var names []string
	for _, l := range spec.lines {
		b.s.Clauses = append(b.s.Clauses, Clause{Name: l.name, Title: l.spec})
		names = append(names, l.name)
	}
	if len(names) == 0 {
		return
	}
	for _, at := range citations(b.root) {
		for _, name := range cited(at.Value, names) {
			switch {
			case slices.Contains(names, name):
			case strings.ContainsAny(name, ",，"):
				b.errorf(at, "unknown clause %q; expected 、 between two clauses", name)
			default:
				b.unknown(at, "clause", name, names)
			}
		}
	}
}

// cited are the clauses that a citation names: one, or several with a pause mark between them, as 第四条、第六条.
func cited(citation string, names []string) []string {
	if slices.Contains(names, citation) {
		return []string{citation}
	}
	return strings.Split(citation, "、")
}

// citing are the sections whose lines cite a clause.
var citing = []string{"numbers", "credits", "bonuses", "collapses", "quotas", "deductions", "caps", "derived", "rankings", "honours"}

// citations are the clauses that the lines of a file, or of a patch, cite.
func citations(root *yaml.Node) []*yaml.Node {
	var out []*yaml.Node
	for _, name := range citing {
		section := child(root, name)
		if section == nil {
			continue
		}
		for i := 1; i < len(section.Content); i += 2 {
			if at := child(section.Content[i], "clause"); at != nil && at.Kind == yaml.ScalarNode && at.Tag != "!!null" {
				out = append(out, at)
			}
		}
	}
	return out
}

// Uncited are the clauses of the file's list that no line cites, those of all readings included.
func (s *Scheme) Uncited() []Clause {
	names := make([]string, len(s.Clauses))
	for i, c := range s.Clauses {
		names[i] = c.Name
	}
	found := map[string]bool{}
	for _, root := range s.source.everyRoot() {
		for _, at := range citations(root) {
			for _, name := range cited(at.Value, names) {
				found[name] = true
			}
		}
	}
	var out []Clause
	for _, c := range s.Clauses {
		if !found[c.Name] {
			out = append(out, c)
		}
	}
	return out
}

// everyRoot is the file as published and under each reading that is not taken.
func (src *source) everyRoot() []*yaml.Node {
	out := []*yaml.Node{src.published}
	for _, q := range src.questions {
		for _, r := range q.readings {
			if !r.spec.Taken {
				out = append(out, merge(src.published, r.spec.Patch.node))
			}
		}
	}
	return out
}
