package scheme

import (
	"slices"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// readQuestions reads the section `readings`: each question has one reading that is taken, and patches for the others.
func (src *source) readQuestions(d *decoder) {
	n := child(src.published, "readings")
	if n == nil {
		return
	}
	var lines table[table[readingSpec]]
	before := len(d.errs)
	lines.decode(d, n)
	if len(d.errs) > before {
		d.errs = d.errs[:before] // build reports them
		return
	}
	seen := map[string]bool{}
	for _, q := range lines {
		taken := 0
		for _, r := range q.spec {
			if seen[r.name] {
				d.errorf(r.key, "reading %q is there already, for another question; expected a name of its own", r.name)
			}
			seen[r.name] = true
			switch {
			case r.spec.Taken && r.spec.Patch.node != nil:
				taken++
				d.errorf(r.key, "reading %q is taken and has a patch; the scheme itself reads as taken", r.name)
			case r.spec.Taken:
				taken++
			case r.spec.Patch.node == nil:
				d.errorf(r.key, "reading %q is neither taken nor a patch", r.name)
			case r.spec.Patch.node.Kind != yaml.MappingNode:
				d.errorf(r.spec.Patch.node, "found %s; expected a mapping that is merged into the scheme", describe(r.spec.Patch.node))
			default:
				for i := 0; i < len(r.spec.Patch.node.Content); i += 2 {
					if key := r.spec.Patch.node.Content[i]; slices.Contains(unpatched, key.Value) {
						d.errorf(key, "found %q in a patch; a reading changes rules and figures", key.Value)
					}
				}
				d.patchNames(src.published, r.spec.Patch.node)
			}
		}
		if taken != 1 {
			d.errorf(q.key, "question %q has %d readings with `taken: true`; expected one", q.name, taken)
		}
		src.questions = append(src.questions, question{name: q.name, readings: q.spec})
	}
}

// unpatched are the sections that no reading changes.
var unpatched = []string{"scheme", "version", "readings", "tests"}

// patchNames refuses lines of a patch that were perhaps meant to change another line: one that takes away a name that is
// not there, and one that adds a name a single slip away from one that is. Names that differ in digits only are no slip.
func (d *decoder) patchNames(published, patch *yaml.Node) {
	for i := 0; i+1 < len(patch.Content); i += 2 {
		section, lines := child(published, patch.Content[i].Value), patch.Content[i+1]
		if section == nil || section.Kind != yaml.MappingNode || lines.Kind != yaml.MappingNode {
			continue
		}
		var names []string
		for k := 0; k < len(section.Content); k += 2 {
			names = append(names, section.Content[k].Value)
		}
		for k := 0; k+1 < len(lines.Content); k += 2 {
			key := lines.Content[k]
			if slices.Contains(names, key.Value) {
				continue
			}
			if lines.Content[k+1].Tag == "!!null" {
				if near, ok := nearest(key.Value, names); ok {
					d.errorf(key, "the patch takes away %q, which is not there; did you mean %q?", key.Value, near)
				}
				continue
			}
			if n := slices.IndexFunc(names, func(name string) bool { return slip(key.Value, name) }); n >= 0 {
				d.errorf(key, "the patch adds %q; did you mean %q?", key.Value, names[n])
			}
		}
	}
}

// slip says whether two names differ in one letter, put in, left out, exchanged or swapped with its neighbour.
func slip(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	for len(x) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	if slices.ContainsFunc(append(slices.Clone(x), y...), unicode.IsDigit) {
		return false
	}
	swapped := len(x) == 2 && len(y) == 2 && x[0] == y[1] && x[1] == y[0]
	return swapped || len(y) == 1 && len(a) > 2
}
