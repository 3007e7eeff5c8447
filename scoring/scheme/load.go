package scheme

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// format is what a scheme file is called in errors.
var format = document.Format{Name: "scheme", Begin: "scheme: name"}

// limits is what a scheme file may be at most: the defaults, below which a regulation of a hundred pages stays far.
var limits = document.Limits{}

// Budgets of a scheme; what its expressions may take is that of a zero rule.Budget. A regulation of a hundred pages
// stays far below each.
const (
	maxDefines  = 500
	maxReadings = 200
	maxNumbers  = 500
	maxRules    = 3000 // credits, bonuses, deductions, caps, derived amounts and quotas
)

// source is what a scheme was made from, so that a variant of it can be made.
type source struct {
	file      *document.File
	published *document.Node
	applied   *document.Node
	varied    Variant // how applied differs from published
	questions []question
}

type question struct {
	name     string
	readings document.Table[readingSpec]
}

// Load reads, checks and compiles a scheme as it is published: the readings taken, parameters as they stand. Name is
// used in positions only; content is kept and must not change. The error is a document.Errors with everything that is
// wrong, each with its place, as far as the stages of the check come: YAML, the shape of the file, names and figures,
// rules and expressions, tests. It is the context's if that ends before.
func Load(ctx context.Context, name string, content []byte) (*Scheme, error) {
	d := document.NewDecoder(ctx, &document.File{Name: name, Content: content}, limits)
	if isLedger(content) {
		d.Report(&document.Node{Line: 1, Column: 1}, reason.New("scheme.found-ledger",
			"found a ledger, where a scheme belongs; expected a mapping that begins with `scheme: name`"))
		return nil, d.Err()
	}
	root := d.Read(format)
	if root == nil {
		return nil, d.Err()
	}
	src := &source{file: d.File(), published: root, applied: root}
	s, errs := build(ctx, d.File(), root)
	d.Add(errs...)
	src.readQuestions(ctx, d)
	if len(d.Errors()) == 0 {
		src.unusedDefines(d)
	}
	if len(d.Errors()) > 0 {
		return nil, d.Err()
	}
	s.source = src
	s.readings(src.questions)
	if s.Tests, errs = readTests(ctx, src, s); len(errs) > 0 {
		d.Add(errs...)
	}
	if err := d.Err(); err != nil {
		return nil, err
	}
	return s, nil
}

// isLedger says whether a file begins as a ledger does: with an entry in JSON, or the header of a table.
func isLedger(content []byte) bool {
	line, _, _ := bytes.Cut(bytes.TrimPrefix(content, []byte("\ufeff")), []byte("\n"))
	columns := strings.Split(strings.ToLower(strings.TrimSpace(string(line))), ",")
	has := func(column string) bool { return slices.Contains(columns, column) }
	return has("id") && has("kind") && has("at") ||
		bytes.HasPrefix(line, []byte("{")) && bytes.Contains(line, []byte(`"kind":`))
}

func (s *Scheme) readings(questions []question) {
	for _, q := range questions {
		for _, r := range q.readings {
			s.Readings = append(s.Readings,
				Reading{Question: q.name, Name: r.Name, Title: r.Spec.Title, Taken: r.Spec.Taken})
		}
	}
}

// CheckReadings compiles the scheme once for each reading that is not taken, and reports every patch that does not fit.
// Loading leaves it out, since a program that scores needs one reading only. The error is a document.Errors, or the
// context's.
func (s *Scheme) CheckReadings(ctx context.Context) error {
	var errs document.Errors
	for _, q := range s.source.questions {
		for _, r := range q.readings {
			if !r.Spec.Taken {
				_, more := build(ctx, s.source.file, document.Merge(s.source.published, r.Spec.Patch.Node))
				errs = append(errs, more...)
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(errs) > 0 {
		return errs.Tidy(limits)
	}
	return nil
}
