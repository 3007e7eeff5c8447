package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// afterCloses are what becomes of what entries change in a closed period. The first is meant where none is written.
var afterCloses = []string{"restate", "carry"}

// afterClose reads what becomes of it.
func (b *builder) afterClose(word document.Word) {
	if b.s.Carries = word.Value == afterCloses[1]; word.Node != nil && !slices.Contains(afterCloses, word.Value) {
		b.Unknown(word.Node, nounAfterClose, word.Value, afterCloses)
	}
}

// carriesApart reports a scheme that carries differences and has an account that is a balance, or in which what is
// settled sees what is made of several units: that is published with ranks and totals, which do not change, and what is
// settled is worked out anew.
func (b *builder) carriesApart(word document.Word) {
	balance := slices.IndexFunc(b.s.Accounts, func(a Account) bool { return a.Balance })
	if b.s.Carries && balance >= 0 {
		b.Report(word.Node, reason.New("scheme.carries-balance",
			"found carry beside account {account:q}, a balance, which every later period reads; expected restate",
			b.s.Accounts[balance].Name))
	}
	if b.s.Carries && b.s.Across {
		b.Report(word.Node, reason.New("scheme.carries-across",
			"found carry where something is settled by what is made of several units (a derived amount, a grade or a "+
				"result of an earlier period, above, under or standing, to: members); expected restate"))
	}
}

// readsRecorded says whether an expression reads a field that is called as the time of recording is.
func readsRecorded(p *rule.Program) bool {
	return slices.ContainsFunc(p.Reads(), func(r rule.Read) bool {
		return slices.ContainsFunc(r.Path[1:], func(s rule.Step) bool { return s.Name == recordedName })
	})
}
