package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// pers are the kinds of period that words name.
func (b *builder) pers(ws document.Words) []calendar.Kind {
	var out []calendar.Kind
	for _, w := range ws {
		if k := b.per(w); k != 0 {
			out = append(out, k)
		}
	}
	return out
}

// rankings compiles the section `rankings`.
func (b *builder) rankings(lines document.Table[rankingSpec]) {
	type key struct {
		per     calendar.Kind
		account int
	}
	ranked := map[key]string{}
	for _, line := range lines {
		spec, before := line.Spec, len(b.Errors())
		r := &Ranking{Name: line.Name, Clause: spec.Clause, Title: spec.Title, Per: b.pers(spec.Per),
			Account: b.account(spec.Account), Ties: tieRanks[0]}
		for _, per := range r.Per {
			k := key{per, r.Account}
			if first, dup := ranked[k]; dup && len(b.Errors()) == before {
				b.Report(line.Key, reason.New("scheme.ranked-twice",
					"ranking {ranking:q} ranks the same account by the {period} as ranking {other:q}; "+
						"a total has one rank",
					line.Name, per, first))
			}
			ranked[k] = line.Name
		}
		r.Scope = b.scope("ranking")
		r.Group = b.compile(r.Scope, spec.Group, rule.StringType())
		r.Eligible = b.compile(r.Scope, spec.Eligible, rule.BoolType())
		for _, o := range spec.Order {
			if p := b.compile(r.Scope, o, rule.NumberType()); p != nil {
				r.Order = append(r.Order, p)
			}
		}
		if w := spec.Ties; w.Node != nil {
			if r.Ties = w.Value; !slices.Contains(tieRanks, w.Value) {
				b.Unknown(w.Node, nounTieRanks, w.Value, tieRanks)
			}
		}
		b.s.Rankings = append(b.s.Rankings, r)
	}
}

// tieRanks are the ways in which a tie is ranked. The first is meant where none is written.
var tieRanks = []string{"competition", "dense", "ordinal"}

// honours compiles the section `honours`; it needs the rankings.
func (b *builder) honours(lines document.Table[honourSpec]) {
	for _, line := range lines {
		spec := line.Spec
		h := &Honour{Name: line.Name, Clause: spec.Clause, Title: spec.Title, Fill: spec.Fill}
		if h.Title == "" {
			h.Title = line.Name
		}
		var names []string
		for _, r := range b.s.Rankings {
			if names = append(names, r.Name); r.Name == spec.Of.Value {
				h.Ranking = r
			}
		}
		if h.Ranking == nil {
			b.Unknown(spec.Of.Node, nounRanking, spec.Of.Value, names)
			continue
		}
		if h.Per = h.Ranking.Per; len(spec.Per) > 0 {
			h.Per = b.pers(spec.Per)
		}
		for _, w := range spec.Per {
			if k, err := calendar.ParseKind(w.Value); err == nil && !slices.Contains(h.Ranking.Per, k) {
				b.Report(w.Node, reason.New("scheme.ranks-no",
					"ranking {ranking:q} ranks no {period}; expected {periods}", h.Ranking.Name, k, h.Ranking.Per))
			}
		}
		h.Scope = b.scope("honour")
		h.FirstScope = b.scope("share")
		h.First = b.compile(h.FirstScope, spec.First, rule.NumberType())
		h.Eligible = b.compile(h.Scope, spec.Eligible, rule.BoolType())
		b.s.Honours = append(b.s.Honours, h)
	}
}
