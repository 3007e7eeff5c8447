package scheme

import (
	"cmp"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/rule/document"
)

// source is what a scheme was made from, so that a variant of it can be made.
type source struct {
	file      *document.File
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
// in positions only; content is kept and must not change. The error is a document.Errors with everything that is wrong, each
// with its place, as far as the stages of the check come: YAML, the shape of the file, names and figures, rules and
// expressions, tests.
func Load(name string, content []byte) (*Scheme, error) {
	d := decoder{file: &document.File{Name: name, Content: content}}
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

// tidy puts the errors into one style, sorts them, drops the same one said twice, and ends a very long list.
func tidy(errs document.Errors) document.Errors {
	for _, err := range errs {
		err.Message = styled(err.Message)
	}
	slices.SortStableFunc(errs, func(a, b *document.Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
	errs = slices.CompactFunc(errs, func(a, b *document.Error) bool { return a.Position == b.Position && a.Message == b.Message })
	if len(errs) > maxErrors {
		errs = append(errs[:maxErrors], &document.Error{Message: fmt.Sprintf("there is more wrong; these are the first %d", maxErrors)})
	}
	return errs
}

func (s *Scheme) readings(questions []question) {
	for _, q := range questions {
		for _, r := range q.readings {
			s.Readings = append(s.Readings, Reading{Question: q.name, Name: r.name, Title: r.spec.Title, Taken: r.spec.Taken})
		}
	}
}

// CheckReadings compiles the scheme once for each reading that is not taken, and reports every patch that does not fit.
// Loading leaves it out, since a program that scores needs one reading only. The error is a document.Errors.
func (s *Scheme) CheckReadings() error {
	var errs document.Errors
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
