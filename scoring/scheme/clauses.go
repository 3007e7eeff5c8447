package scheme

import (
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// Clause is a clause of the regulation, with its title or text if the file says one.
type Clause struct{ Name, Title string }

// clausesSpec is a list of clauses, or a mapping of each to its title.
//
// The section may be left out. A line that rests on several clauses cites them with a pause mark between. Package
// review names those that no line cites.
type clausesSpec struct{ lines []document.Named[string] }

func (c *clausesSpec) Decode(d *document.Decoder, n *document.Node) {
	if n.Kind != document.List && n.Kind != document.Mapping {
		d.Report(n, document.Unexpected(n, reason.New("scheme.want-clauses",
			"a list of clauses, or a mapping of each to its title")))
		return
	}
	if len(n.Content) == 0 {
		d.Report(n, reason.New("scheme.no-clause", "found no clause; expected at least one, or the key left out"))
		return
	}
	step, title := 1, &document.Node{}
	if n.Kind == document.Mapping {
		step = 2
	}
	for i := 0; i+step <= len(n.Content) && d.Ended() == nil; i += step {
		key := n.Content[i]
		if step == 2 {
			title = n.Content[i+1]
		}
		switch {
		case !d.Scalar(key, nounAClause) || step == 2 && !d.Scalar(title, nounTitleOfClause):
		case strings.TrimSpace(key.Value) == "":
			d.Report(key, document.EmptyName())
		case slices.ContainsFunc(c.lines, func(l document.Named[string]) bool { return l.Name == key.Value }):
			d.Report(key, document.Twice(key.Value))
		default:
			c.lines = append(c.lines, document.Named[string]{Name: key.Value, Key: key, Spec: title.Value})
		}
	}
}

// clauses takes the list, and reports what is cited and not in it.
func (b *builder) clauses(spec clausesSpec) {
	var names []string
	for _, l := range spec.lines {
		b.s.Clauses = append(b.s.Clauses, Clause{Name: l.Name, Title: l.Spec})
		names = append(names, l.Name)
	}
	if len(names) == 0 {
		return
	}
	for _, at := range citations(b.root) {
		if b.ended() {
			return
		}
		for _, name := range cited(at.Value, names) {
			switch {
			case slices.Contains(names, name):
			case strings.ContainsAny(name, ",，"):
				b.Report(at, reason.New("scheme.clauses-in-one",
					"unknown clause {clause:q}; expected 、 between two clauses", name))
			default:
				b.Unknown(at, nounClause, name, names)
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
var citing = []string{"numbers", "balances", "credits", "bonuses", "collapses", "quotas", "deductions", "caps",
	"derived", "rankings", "honours", "grades", "results"}

// citations are the clauses that the lines of a file, or of a patch, cite.
func citations(root *document.Node) []*document.Node {
	var out []*document.Node
	for _, name := range citing {
		section := root.Child(name)
		if section == nil {
			continue
		}
		for i := 1; i < len(section.Content); i += 2 {
			if at := section.Content[i].Child("clause"); at != nil && at.Kind == document.Scalar &&
				at.Type != document.Null {
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
func (src *source) everyRoot() []*document.Node {
	out := []*document.Node{src.published}
	for _, q := range src.questions {
		for _, r := range q.readings {
			if !r.Spec.Taken {
				out = append(out, document.Merge(src.published, r.Spec.Patch.Node))
			}
		}
	}
	return out
}
