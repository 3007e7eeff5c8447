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
	for _, line := range lines {
		spec := line.Spec
		r := &Ranking{Name: line.Name, Clause: spec.Clause, Title: spec.Title, Per: b.pers(spec.Per),
			Account: b.account(spec.Account), Ties: tieRanks[0]}
		r.Scope = b.scope("ranking")
		r.Group = b.compile(r.Scope, spec.Group, rule.StringType())
		r.Eligible = b.compile(r.Scope, spec.Eligible, rule.BoolType())
		for _, o := range spec.Order {
			if p := b.compile(r.Scope, o, rule.NumberType(), rule.StringType()); p != nil {
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

// RankingsOf are the rankings that rank an account in a kind of period, in the order of the file.
func (s *Scheme) RankingsOf(account int, kind calendar.Kind) []*Ranking {
	var out []*Ranking
	for _, r := range s.Rankings {
		if r.Account == account && slices.Contains(r.Per, kind) {
			out = append(out, r)
		}
	}
	return out
}

// rankingNames lists the rankings in the order of the file.
func (s *Scheme) rankingNames() []string {
	names := make([]string, len(s.Rankings))
	for i, r := range s.Rankings {
		names[i] = r.Name
	}
	return names
}

// RankingNamed is the ranking that a name means in a kind of period, as a test names it: the ranking of that name, or
// the only one that ranks the account of that name. Without a ranking and a reason the account is not ranked. The
// reason says what is wrong.
func (s *Scheme) RankingNamed(name string, kind calendar.Kind) (*Ranking, reason.Reason) {
	var on []*Ranking
	account := slices.Index(s.accountNames(), name)
	if account >= 0 {
		on = s.RankingsOf(account, kind)
	}
	own := slices.Index(s.rankingNames(), name)
	var names []string
	for _, r := range on {
		names = append(names, r.Name)
	}
	switch {
	case own >= 0 && slices.Contains(s.Rankings[own].Per, kind) && (len(on) == 0 || slices.Contains(names, name)):
		return s.Rankings[own], reason.Reason{}
	case own >= 0 && slices.Contains(s.Rankings[own].Per, kind):
		return nil, reason.New("scheme.account-or-ranking", "found {name:q}, which is an account, ranked by {names}, "+
			"and a ranking of another account; expected the name of one of them alone", name, names)
	case len(on) > 1:
		return nil, reason.New("scheme.several-rankings", "found account {account:q}, which {names} rank by the "+
			"{period}; expected the ranking's name", name, names, kind)
	case len(on) == 1:
		return on[0], reason.Reason{}
	case account < 0 && own >= 0:
		return nil, ranksNo(s.Rankings[own], kind)
	}
	return nil, reason.Reason{}
}

// ranksNo says that a ranking does not rank a kind of period.
func ranksNo(r *Ranking, kind calendar.Kind) reason.Reason {
	return reason.New("scheme.ranks-no", "ranking {ranking:q} ranks no {period}; expected {periods}",
		r.Name, kind, r.Per)
}

// honours compiles the section `honours`; it needs the rankings.
func (b *builder) honours(lines document.Table[honourSpec]) {
	for _, line := range lines {
		spec := line.Spec
		h := &Honour{Name: line.Name, Clause: spec.Clause, Title: spec.Title, Fill: spec.Fill}
		if h.Title == "" {
			h.Title = line.Name
		}
		names := b.s.rankingNames()
		n := slices.Index(names, spec.Of.Value)
		if n < 0 {
			b.unknown(spec.Of.Node, nounRanking, spec.Of.Value, names)
			continue
		}
		h.Ranking = b.s.Rankings[n]
		if h.Per = h.Ranking.Per; len(spec.Per) > 0 {
			h.Per = b.pers(spec.Per)
		}
		for _, w := range spec.Per {
			if k := b.s.Calendar.Kind(w.Value); k != 0 && !slices.Contains(h.Ranking.Per, k) {
				b.Report(w.Node, ranksNo(h.Ranking, k))
			}
		}
		h.Scope = b.scope("honour")
		h.FirstScope = b.scope("group")
		h.First = b.compile(h.FirstScope, spec.First, rule.NumberType())
		h.Eligible = b.compile(h.Scope, spec.Eligible, rule.BoolType())
		b.tiedAt(spec, h)
		b.s.Honours = append(b.s.Honours, h)
	}
	if len(b.Errors()) == 0 {
		b.limitsAsked()
	}
}

// tiesAtLimit are what becomes of a tie at the last place of an honour. The first is meant where none is written.
var tiesAtLimit = []string{"all", "none"}

// tiedAt compiles what becomes of a tie at the last place of an honour.
func (b *builder) tiedAt(spec honourSpec, h *Honour) {
	if w := spec.Tied; w.Node != nil {
		if h.TiedNone = w.Value == tiesAtLimit[1]; !slices.Contains(tiesAtLimit, w.Value) {
			b.Unknown(w.Node, nounTiesAtLimit, w.Value, tiesAtLimit)
		}
	}
	for _, o := range spec.Order {
		if p := b.compile(h.Scope, o, rule.NumberType(), rule.StringType()); p != nil {
			h.Order = append(h.Order, p)
		}
	}
	at := spec.Tied.Node
	if len(spec.Order) > 0 {
		at = spec.Order[0].Node
	}
	if at != nil && h.Ranking.Ties != tieRanks[0] {
		b.Report(at, reason.New("scheme.no-tie-at-limit",
			"honour {honour:q} is of ranking {ranking:q} with `ties: {ties}`, in which no tie goes beyond `first`; "+
				"expected a ranking with `ties: {competition}`, or neither `tied` nor `order`",
			h.Name, h.Ranking.Name, h.Ranking.Ties, tieRanks[0]))
	}
}
