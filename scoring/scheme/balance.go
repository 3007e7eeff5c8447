package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// Balance is what rules for entries gave before an entry, as the entry sees it.
type Balance struct {
	Name, Clause, Title string
	Account             int // index in Scheme.Accounts
	Of                  []*Rule
	OfAll               bool // the file names none: Of are all for entries that give to the account
	// of any type, in the scope of the entry that is asked or that a rule of Of scores: kept apart for each combination
	// of values; empty: by who receives it
	By    map[ledger.Kind][]*rule.Program
	Scope map[ledger.Kind]*Scope // of By
	Per   calendar.Kind          // begun anew in each period; 0: over the whole ledger
	// the kinds of entry that see it, or of which a rule of Of is, in the order of ledger.Kinds
	Kinds []ledger.Kind
}

// KeptBy says whether a balance is kept by what an entry says, and not by who receives.
func (b *Balance) KeptBy() bool { return len(b.By) > 0 }

// Concerns says whether a balance is fed by entries of a kind, or seen by them.
func (b *Balance) Concerns(kind ledger.Kind) bool { return slices.Contains(b.Kinds, kind) }

// balanceNames declares the balances, so that what is asked of entries may name them; numbers come before and may not.
func (b *builder) balanceNames(lines document.Table[balanceSpec]) {
	for _, line := range lines {
		b.s.Balances = append(b.s.Balances, Balance{Name: line.Name, Clause: line.Spec.Clause, Title: line.Spec.Title,
			Account: b.account(line.Spec.Account)})
	}
}

// balances compiles the section `balances`; it needs the rules for entries, and all that is asked of entries.
func (b *builder) balances(lines document.Table[balanceSpec]) {
	for i, line := range lines {
		n := &b.s.Balances[i]
		b.balanceOf(n, line)
		n.Per = b.per(line.Spec.Per)
		for _, kind := range ledger.Kinds() {
			feeds := slices.ContainsFunc(b.s.Credits, func(c *Credit) bool {
				return c.Each == kind && slices.Contains(n.Of, c.Rule)
			})
			if feeds || b.readsOfEntries(kind, n.Name) {
				n.Kinds = append(n.Kinds, kind)
			}
		}
		if len(line.Spec.By) == 0 {
			continue
		}
		n.By, n.Scope = map[ledger.Kind][]*rule.Program{}, map[ledger.Kind]*Scope{}
		for _, kind := range n.Kinds {
			n.Scope[kind] = b.scope(string(kind))
			for _, e := range line.Spec.By {
				n.By[kind] = append(n.By[kind], b.keptBy(b.beforeAll(b.compile(n.Scope[kind], e))))
			}
		}
	}
}

// balanceOf finds the rules that feed a balance: those that are named, or all for entries that give to its account.
func (b *builder) balanceOf(n *Balance, line document.Named[balanceSpec]) {
	gives := func(c *Credit) bool {
		return slices.ContainsFunc(c.Amounts, func(a Amount) bool { return a.Account == n.Account })
	}
	if n.OfAll = len(line.Spec.Of) == 0; n.OfAll {
		for _, c := range b.s.Credits {
			if c.Per == 0 && gives(c) {
				n.Of = append(n.Of, c.Rule)
			}
		}
		if len(n.Of) == 0 {
			b.Report(line.Key, reason.New("scheme.balance-of-nothing",
				"no rule for entries gives to account {account:q}, of which balance {balance:q} is",
				b.s.Accounts[n.Account].Name, n.Name))
		}
		return
	}
	for _, w := range line.Spec.Of {
		c, ok := b.credits[w.Value]
		switch {
		case !ok && b.kinds[w.Value] == lineCredit: // its error is reported
		case !ok && b.rules[w.Value] != nil:
			b.Report(w.Node, reason.New("scheme.balance-of-settled",
				"{name:q} is no rule for each entry; expected one, since a balance sees what entries give, and "+
					"nothing that is settled", w.Value))
		case !ok:
			b.unknown(w.Node, nounEntryRule, w.Value, b.creditNames())
		case c.Per != 0:
			b.Report(w.Node, reason.New("scheme.balance-of-period",
				"rule {rule:q} is settled at the end of a {per}; expected a rule without `per`, since a balance sees "+
					"what entries give", w.Value, c.Per))
		case !gives(c):
			b.Report(w.Node, reason.New("scheme.balance-of-other-account",
				"rule {rule:q} gives nothing to account {account:q}, of which balance {balance:q} is", w.Value,
				b.s.Accounts[n.Account].Name, n.Name))
		default:
			n.Of = append(n.Of, c.Rule)
		}
	}
}

// readsOfEntries says whether something that is asked of entries of a kind names a balance.
func (b *builder) readsOfEntries(kind ledger.Kind, balance string) bool {
	for _, name := range []string{string(kind), withWorth(string(kind))} {
		if s := b.scopes[name]; s != nil && s.reads[balance] {
			return true
		}
	}
	return false
}

// beforeAll refuses a balance where nothing has been given yet: in what says when an entry counts, and in the key of a
// balance itself.
func (b *builder) beforeAll(p *rule.Program) *rule.Program {
	if p == nil {
		return nil
	}
	for _, read := range p.Reads() {
		if b.isBalance(read.Path[0].Name) {
			at := p.Source().Position(0)
			b.Add(b.File().ErrorAt(at.Line, at.Column, b.tooEarly(read.Path[0].Name)))
			break
		}
	}
	return p
}

// keptBy refuses what a balance may not be kept by: what later entries change.
func (b *builder) keptBy(p *rule.Program) *rule.Program {
	if p != nil && evolves(p) {
		at := p.Source().Position(0)
		b.Add(b.File().ErrorAt(at.Line, at.Column, reason.New("scheme.balance-evolves",
			"a balance is kept by what an entry says itself; found a look at what happens to the item later")))
	}
	return p
}

// isBalance says whether a name is that of a balance.
func (b *builder) isBalance(name string) bool { return slices.Contains(b.balanceList, name) }

// tooEarly is the reason of a balance that is named where nothing has been given yet.
func (b *builder) tooEarly(name string) reason.Reason {
	return reason.New("scheme.balance-too-early",
		"{name:q} is a balance, which is made of what rules gave before an entry; here nothing has been given yet, "+
			"and what is asked here comes before it", name)
}

// BalanceSlot is the slot of a balance by its place: those of balances stand behind those of numbers.
func (s *Scheme) BalanceSlot(i int) Slot { return FirstNumber + Slot(len(s.Numbers)+i) }
