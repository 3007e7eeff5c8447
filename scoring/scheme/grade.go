package scheme

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// Grade gives names to bands of an account in a period.
type Grade struct {
	Index               int // in Scheme.Grades
	Name, Clause, Title string
	Per                 []calendar.Kind
	From, Until         time.Time // in force in [From, Until); zero: without a bound
	Account             int       // index in Scheme.Accounts
	Scope               *Scope
	When                *rule.Program // who is graded, a bool; nil: everyone
	Bands               []Band        // in the order in which they are asked
	Otherwise           string        // the name of what no band takes; empty: that has no grade
}

// Band is what reaches an edge.
type Band struct {
	Name string
	Edge *rule.Program // a number
}

// InForce says whether the grade is in force at t.
func (g *Grade) InForce(t time.Time) bool {
	return (g.From.IsZero() || !t.Before(g.From)) && (g.Until.IsZero() || t.Before(g.Until))
}

// Names are the names that a unit may have by the grade, in their order.
func (g *Grade) Names() []string {
	var out []string
	for _, band := range g.Bands {
		out = append(out, band.Name)
	}
	if g.Otherwise != "" {
		out = append(out, g.Otherwise)
	}
	return out
}

// GradesOf are the grades of an account in a kind of period, in the order of the file.
func (s *Scheme) GradesOf(account int, kind calendar.Kind) []*Grade {
	var out []*Grade
	for _, g := range s.Grades {
		if g.Account == account && slices.Contains(g.Per, kind) {
			out = append(out, g)
		}
	}
	return out
}

// gradeNames takes the names of grades and of their bands.
func (b *builder) gradeNames(lines document.Table[gradeSpec]) {
	b.grades, b.bandNames = append([]string{}, lines.Names()...), []string{}
	for _, line := range lines {
		names := line.Spec.Bands.Names()
		if w := line.Spec.Otherwise; w.Node != nil {
			names = append(names, w.Value)
		}
		for _, name := range names {
			if !slices.Contains(b.bandNames, name) {
				b.bandNames = append(b.bandNames, name)
			}
		}
	}
}

// gradeLines compiles the section `grades`.
func (b *builder) gradeLines(lines document.Table[gradeSpec]) {
	for _, line := range lines {
		spec := line.Spec
		g := &Grade{Index: len(b.s.Grades), Name: line.Name, Clause: spec.Clause, Title: spec.Title,
			Per: b.pers(spec.Per), Account: b.account(spec.Account), Otherwise: spec.Otherwise.Value}
		if g.Title == "" {
			g.Title = line.Name
		}
		g.From, g.Until = b.span(spec.From, spec.Until)
		g.Scope = b.scope("grade")
		g.When = b.compile(g.Scope, spec.When, rule.BoolType())
		for _, band := range spec.Bands {
			if p := b.compile(g.Scope, band.Spec, rule.NumberType()); p != nil {
				g.Bands = append(g.Bands, Band{band.Name, p})
			}
		}
		b.bandsFall(line, g)
		b.s.Grades = append(b.s.Grades, g)
	}
}

// bandsFall reports a grade without a band, a band that no total reaches since the one before it has no higher edge,
// and a name that stands twice.
func (b *builder) bandsFall(line document.Named[gradeSpec], g *Grade) {
	spec := line.Spec
	if len(spec.Bands) == 0 {
		b.Report(spec.Node.Child("bands"), reason.New("scheme.no-band",
			"grade {grade:q} has no band; expected names with their lower edges, as {{优秀: 90, 良好: 80}}", line.Name))
	}
	if w := spec.Otherwise; w.Node != nil && slices.Contains(spec.Bands.Names(), w.Value) {
		b.Report(w.Node, reason.New("scheme.band-twice",
			"{band:q} is a band of grade {grade:q}; expected another name for what lies below all edges",
			w.Value, line.Name))
	}
	if len(g.Bands) < len(spec.Bands) { // its error is reported
		return
	}
	var last *decimal.Decimal
	for i, band := range g.Bands {
		v, fixed := band.Edge.Const()
		edge, _ := v.AsNumber()
		if !fixed {
			last = nil
			continue
		}
		if last != nil && !edge.LessThan(*last) {
			b.Report(spec.Bands[i].Spec.Node, reason.New("scheme.band-out-of-reach",
				"band {band:q} begins at {edge}, and {before:q} before it at {higher}: nothing reaches it; "+
					"expected the bands with the highest edge first",
				band.Name, edge.String(), g.Bands[i-1].Name, last.String()))
		}
		last = &edge
	}
}

// gradesFigures reports grades of accounts of figures in periods of which these have none.
func (b *builder) gradesFigures(lines document.Table[gradeSpec], pers map[int][]calendar.Kind) {
	for i, g := range b.s.Grades {
		for k, per := range g.Per {
			if of := pers[g.Account]; of != nil && !slices.Contains(of, per) {
				at := lines[i].Spec.Per[min(k, len(lines[i].Spec.Per)-1)]
				b.Report(at.Node, reason.New("scheme.grades-no-figure",
					"grade {grade:q} is of account {account:q} by the {period}, of which it has no figure; "+
						"expected {periods}",
					g.Name, b.s.Accounts[g.Account].Name, per, of))
			}
		}
	}
}
