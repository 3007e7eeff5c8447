package scheme

import (
	"context"
	"slices"
	"unicode"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// readQuestions reads the section `readings`: each question has one reading that is taken, and patches for the others.
func (src *source) readQuestions(ctx context.Context, d *document.Decoder) {
	n := src.published.Child("readings")
	if n == nil {
		return
	}
	var lines document.Table[document.Table[readingSpec]]
	own := document.NewDecoder(ctx, src.file, limits)
	if lines.Decode(own, n); own.Err() != nil {
		return // build reports them
	}
	if over := tooMany(lines); over != nil {
		d.Report(over, reason.New("scheme.too-many-readings",
			"found more readings than {most}; expected at most that many, since a scheme is built anew for each",
			maxReadings))
		return
	}
	seen := map[string]bool{}
	for _, q := range lines {
		if d.Ended() != nil {
			return
		}
		taken := 0
		for _, r := range q.Spec {
			if seen[r.Name] {
				d.Report(r.Key, reason.New("scheme.reading-twice",
					"reading {reading:q} is there already, for another question; expected a name of its own", r.Name))
			}
			seen[r.Name] = true
			switch {
			case r.Spec.Taken && r.Spec.Patch.Node != nil:
				taken++
				d.Report(r.Key, reason.New("scheme.taken-with-patch",
					"reading {reading:q} is taken and has a patch; the scheme itself reads as taken", r.Name))
			case r.Spec.Taken:
				taken++
			case r.Spec.Patch.Node == nil:
				d.Report(r.Key, reason.New("scheme.reading-without-patch",
					"reading {reading:q} is neither taken nor a patch", r.Name))
			case r.Spec.Patch.Node.Kind != document.Mapping:
				d.Report(r.Spec.Patch.Node, document.Unexpected(r.Spec.Patch.Node, reason.New("scheme.want-patch",
					"a mapping that is merged into the scheme")))
			default:
				for i := 0; i < len(r.Spec.Patch.Node.Content); i += 2 {
					if key := r.Spec.Patch.Node.Content[i]; slices.Contains(unpatched, key.Value) {
						d.Report(key, reason.New("scheme.patched-section",
							"found {section:q} in a patch; a reading changes rules and figures", key.Value))
					}
				}
				patchNames(d, src.published, r.Spec.Patch.Node)
			}
		}
		if taken != 1 {
			d.Report(q.Key, reason.New("scheme.readings-taken",
				"question {question:q} has {taken} readings with `taken: true`; expected one", q.Name, taken))
		}
		src.questions = append(src.questions, question{name: q.Name, readings: q.Spec})
	}
}

// tooMany is the first reading beyond the limit; nil: there are not so many.
func tooMany(questions document.Table[document.Table[readingSpec]]) *document.Node {
	left := maxReadings
	for _, q := range questions {
		if left -= len(q.Spec); left < 0 {
			return q.Spec[len(q.Spec)+left].Key
		}
	}
	return nil
}

// EachReading is the scheme, and what it reads as published and as published with each reading that is not taken. A
// reading that does not fit is none of them. The error is the context's.
func (s *Scheme) EachReading(ctx context.Context) ([]*Scheme, error) {
	out := []*Scheme{s}
	for _, root := range s.source.everyRoot() {
		if root == s.source.applied {
			continue
		}
		read, errs := build(ctx, s.source.file, root)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if len(errs) == 0 {
			out = append(out, read)
		}
	}
	return out, ctx.Err()
}

// unpatched are the sections that no reading changes.
var unpatched = []string{"scheme", "version", "readings", "tests"}

// patchNames refuses lines of a patch that were perhaps meant to change another line: one that takes away a name that
// is not there, and one that adds a name a single slip away from one that is. Names that differ in digits only are no
// slip.
func patchNames(d *document.Decoder, published, patch *document.Node) {
	for i := 0; i+1 < len(patch.Content); i += 2 {
		section, lines := published.Child(patch.Content[i].Value), patch.Content[i+1]
		if section == nil || section.Kind != document.Mapping || lines.Kind != document.Mapping {
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
			if lines.Content[k+1].Type == document.Null {
				if near, ok := document.Nearest(key.Value, names); ok {
					d.Report(key, reason.New("scheme.patch-takes-nothing",
						"the patch takes away {name:q}, which is not there; did you mean {near:q}?", key.Value, near))
				}
				continue
			}
			if n := slices.IndexFunc(names, func(name string) bool { return slip(key.Value, name) }); n >= 0 {
				d.Report(key, reason.New("scheme.patch-adds-near",
					"the patch adds {name:q}; did you mean {near:q}?", key.Value, names[n]))
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
