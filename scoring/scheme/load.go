package scheme

import (
	"cmp"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/rule"
)

// source is what a scheme was made from, so that a variant of it can be made.
type source struct {
	file      *rule.File
	published *yaml.Node
	applied   *yaml.Node
	varied    Variant // how applied differs from published
	questions []question
}

type question struct {
	name     string
	readings table[readingSpec]
}

// Load reads, checks and compiles a scheme as it is published: the readings taken, parameters as they stand. Name is used
// in positions only; content is kept and must not change. The error is a rule.Errors with everything that is wrong, each
// with its place, as far as the stages of the check come: YAML, the shape of the file, names and figures, rules and
// expressions, tests.
func Load(name string, content []byte) (*Scheme, error) {
	d := decoder{file: &rule.File{Name: name, Content: content}}
	root := d.parse()
	if root == nil {
		return nil, tidy(d.errs)
	}
	src := &source{file: d.file, published: root, applied: root}
	s, errs := build(d.file, root)
	d.add(errs...)
	src.readQuestions(&d)
	if len(d.errs) == 0 {
		src.unusedDefines(&d)
	}
	if len(d.errs) > 0 {
		return nil, tidy(d.errs)
	}
	s.source = src
	s.readings(src.questions)
	if s.Tests, errs = readTests(src, s); len(errs) > 0 {
		return nil, tidy(errs)
	}
	return s, nil
}

// tidy sorts the errors, drops the same one said twice, and ends a very long list.
func tidy(errs rule.Errors) rule.Errors {
	slices.SortStableFunc(errs, func(a, b *rule.Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
	errs = slices.CompactFunc(errs, func(a, b *rule.Error) bool { return a.Position == b.Position && a.Message == b.Message })
	if len(errs) > maxErrors {
		errs = append(errs[:maxErrors], &rule.Error{Message: fmt.Sprintf("there is more wrong; these are the first %d", maxErrors)})
	}
	return errs
}

// unusedDefines reports defines that nothing names, readings included: a rule that was meant to name one does not.
func (src *source) unusedDefines(d *decoder) {
	defines := child(src.published, "define")
	if defines == nil {
		return
	}
	named := map[string]bool{}
	var walk func(n *yaml.Node, own string, keys bool)
	walk = func(n *yaml.Node, own string, keys bool) {
		if n.Kind == yaml.ScalarNode {
			for _, name := range namesIn(n.Value) {
				named[name] = named[name] || name != own
			}
		}
		for i, c := range n.Content {
			switch {
			case n.Kind != yaml.MappingNode:
				walk(c, own, false)
			case i%2 == 0 && keys: // conditions of `require`
				walk(c, own, false)
			case i%2 == 1 && !slices.Contains([]string{"title", "clause", "account"}, n.Content[i-1].Value):
				walk(c, own, n.Content[i-1].Value == "require")
			}
		}
	}
	for i := 0; i+1 < len(src.published.Content); i += 2 {
		if value := src.published.Content[i+1]; value != defines && src.published.Content[i].Value != "tests" {
			walk(value, "", false)
		}
	}
	for i := 0; i+1 < len(defines.Content); i += 2 {
		walk(defines.Content[i+1], defines.Content[i].Value, false)
	}
	for i := 0; i+1 < len(defines.Content); i += 2 {
		if key := defines.Content[i]; !named[key.Value] {
			d.errorf(key, "define %q is named by nothing; expected a rule or another define that names it", key.Value)
		}
	}
}

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

func (s *Scheme) readings(questions []question) {
	for _, q := range questions {
		for _, r := range q.readings {
			s.Readings = append(s.Readings, Reading{Question: q.name, Name: r.name, Title: r.spec.Title, Taken: r.spec.Taken})
		}
	}
}

// CheckReadings compiles the scheme once for each reading that is not taken, and reports every patch that does not fit.
// Loading leaves it out, since a program that scores needs one reading only. The error is a rule.Errors.
func (s *Scheme) CheckReadings() error {
	var errs rule.Errors
	for _, q := range s.source.questions {
		for _, r := range q.readings {
			if !r.spec.Taken {
				_, more := build(s.source.file, merge(s.source.published, r.spec.Patch.node))
				errs = append(errs, more...)
			}
		}
	}
	if len(errs) > 0 {
		return tidy(errs)
	}
	return nil
}
