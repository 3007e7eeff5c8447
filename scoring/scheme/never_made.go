package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
)

// periodRead is what a read looks at of a kind of period: a field and its key, as missing and the name of a quota. The
// period is the one in hand, an earlier one of its kind, or one inside.
type periodRead struct {
	name, key string
	kinds     []calendar.Kind // of the periods
}

// periodReadOf is what a read looks at, for a line that is made by some kinds of period. The key is empty where it is
// worked out, or where the whole is read.
func periodReadOf(r rule.Read, per []calendar.Kind) periodRead {
	root := r.Path[0].Name
	if !slices.Contains(rowNames, root) {
		name, key := figureRead(r)
		return periodRead{name, key, per}
	}
	if inside := insides[root]; inside != 0 {
		per = []calendar.Kind{inside}
	}
	out := periodRead{kinds: per}
	i := slices.IndexFunc(r.Path, func(step rule.Step) bool { return step.Kind == rule.StepField })
	if i < 0 {
		return out
	}
	out.name = r.Path[i].Name
	if i+1 < len(r.Path) {
		out.key = r.Path[i+1].Name
	}
	return out
}

// madeOf is what there is in certain periods only: the noun and the name of what makes it, and the kinds of the
// periods. No kinds: what is read is there in all.
func (b *builder) madeOf(read periodRead) (what reason.Reason, kinds []calendar.Kind) {
	switch read.name {
	case slotNames[SlotGrade]:
		for _, g := range b.s.Grades {
			if g.Name == read.key {
				return nounGrade, g.Per
			}
		}
	case slotNames[SlotResult]:
		for _, r := range b.s.Results {
			if r.Name == read.key {
				return nounResult, r.Per
			}
		}
	case slotNames[SlotSum]:
		for _, d := range b.s.Derived {
			if d.Figure && d.Name == read.key {
				return nounFigure, d.Per
			}
		}
	case slotNames[SlotTotal], slotNames[SlotBest], slotNames[SlotWorst], slotNames[SlotGroupTotal],
		slotNames[SlotGroupTotals], slotNames[SlotBelow]:
		for _, d := range b.s.Derived {
			if d.Figure && b.s.Accounts[d.Account].Name == read.key {
				kinds = append(kinds, d.Per...)
			}
		}
		return nounFigureOf, kinds
	}
	return reason.Reason{}, nil
}

// neverMade reports expressions that ask for what there never is in the periods in which they look: what was done or
// owed of a quota of a longer period, a grade, a result or a figure of another one.
func (b *builder) neverMade() {
	check := func(name string, of Programs, per ...calendar.Kind) {
		for _, p := range of {
			for _, r := range p.Reads() {
				if why := b.neverThere(name, periodReadOf(r, per)); !why.IsZero() {
					b.Add(p.Source().ErrorAt(0, why, ""))
					break
				}
			}
		}
	}
	for _, q := range b.s.Quotas {
		check(q.Name, func(y func(Role, *rule.Program) bool) {
			_ = yield(y).some(RoleWhen, q.When) && yield(y).some(RoleRequired, q.Required) &&
				yield(y).some(RolePlus, q.Plus)
		}, q.Per)
	}
	for _, s := range b.s.Settles {
		check(s.Name, s.Programs(), s.Per)
	}
	for _, d := range b.s.Derived {
		check(d.Name, d.Programs(), d.Per...)
	}
	for _, r := range b.s.Rankings {
		check(r.Name, r.Programs(), r.Per...)
	}
	for _, h := range b.s.Honours {
		check(h.Name, h.Programs(), h.Per...)
	}
	for _, g := range b.s.Grades {
		check(g.Name, g.Programs(), g.Per...)
	}
	for _, r := range b.s.Results {
		check(r.Name, r.Programs(), r.Per...)
	}
}

// neverThere says why a line never finds what it reads; the zero reason: it may.
func (b *builder) neverThere(line string, read periodRead) reason.Reason {
	if read.key == "" || len(read.kinds) == 0 {
		return reason.Reason{}
	}
	if q := b.quotas[read.key]; q != nil && read.name != "count" && slices.Contains(quotaFigures, read.name) {
		if slices.ContainsFunc(read.kinds, q.Per.Inside) {
			return reason.Reason{}
		}
		return reason.New("scheme.asks-longer",
			"{name:q} asks by the {asked} for quota {quota:q}, which is owed by the {longer}; expected a quota of no "+
				"longer period, or `count`", line, b.kindWords(read.kinds), q.Name, b.s.Calendar.Word(q.Per))
	}
	what, made := b.madeOf(read)
	there := slices.ContainsFunc(read.kinds, func(k calendar.Kind) bool { return slices.Contains(made, k) })
	if len(made) == 0 || there {
		return reason.Reason{}
	}
	return reason.New("scheme.never-made",
		"{name:q} asks by the {asked} for {what} {of:q}, which is made by the {made}; expected one that is made in "+
			"the period", line, b.kindWords(read.kinds), what, read.key, b.kindWords(made))
}

// kindWords are the words for kinds of period, one behind the other.
func (b *builder) kindWords(kinds []calendar.Kind) reason.Reason {
	out := reason.New("scheme.kind", "{kind}", b.s.Calendar.Word(kinds[0]))
	for _, k := range kinds[1:] {
		out = reason.New("scheme.kinds", "{kinds} and the {kind}", out, b.s.Calendar.Word(k))
	}
	return out
}
