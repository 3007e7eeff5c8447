package scheme

import "github.com/gongguo/gongguo/ledger/reason"

// What a file names, as reasons call it.
var (
	nounAClause = reason.New("scheme.want-a-clause",
		"a clause: in a list all are clauses, else all are `clause: title`, without [ ]")
	nounTitleOfClause   = reason.New("scheme.want-title-of-clause", "the title of the clause")
	nounAccount         = reason.New("scheme.account", "account")
	nounAccountKind     = reason.New("scheme.kind-of-account", "kind of account")
	nounAfterClose      = reason.New("scheme.way-after-a-close", "way after a close")
	nounArgument        = reason.New("scheme.argument", "argument")
	nounAttribute       = reason.New("scheme.attribute", "attribute")
	nounBalance         = reason.New("scheme.balance", "balance")
	nounBand            = reason.New("scheme.band", "band")
	nounBonus           = reason.New("scheme.bonus", "bonus")
	nounCap             = reason.New("scheme.cap", "cap")
	nounClause          = reason.New("scheme.clause", "clause")
	nounCombination     = reason.New("scheme.combination", "combination")
	nounDayOfPeriod     = reason.New("scheme.day-of-a-period", "day of a period")
	nounDeduction       = reason.New("scheme.deduction", "deduction")
	nounDefine          = reason.New("scheme.define", "define")
	nounDerivedKind     = reason.New("scheme.kind-of-derived-amount", "kind of derived amount")
	nounEntryKind       = reason.New("scheme.kind-of-entry", "kind of entry")
	nounEntryRule       = reason.New("scheme.rule-for-entries", "rule for entries")
	nounFigure          = reason.New("scheme.the-figure", "the figure")
	nounFigureOf        = reason.New("scheme.figure-of-account", "the figure of account")
	nounGift            = reason.New("scheme.gift", "way to give")
	nounGrade           = reason.New("scheme.grade", "grade")
	nounHonour          = reason.New("scheme.honour", "honour")
	nounNumber          = reason.New("scheme.number", "number")
	nounOutletAttribute = reason.New("scheme.attribute-of-outlet", "attribute of an outlet")
	nounParameter       = reason.New("scheme.parameter", "parameter")
	nounPartial         = reason.New("scheme.owed-in-part", "part that is owed")
	nounPeriod          = reason.New("scheme.period", "period")
	nounQuota           = reason.New("scheme.quota", "quota")
	nounAccountRanking  = reason.New("scheme.account-ranking", "account or ranking")
	nounRanking         = reason.New("scheme.ranking", "ranking")
	nounResult          = reason.New("scheme.result", "result")
	nounRounding        = reason.New("scheme.rounding", "rounding")
	nounRule            = reason.New("scheme.rule", "rule")
	nounRuleOrQuota     = reason.New("scheme.rule-or-quota", "rule or quota")
	nounTieRanks        = reason.New("scheme.ranking-of-ties", "ranking of ties")
	nounTiesAtLimit     = reason.New("scheme.ties-at-the-last-place", "way with ties at the last place")
	nounTime            = reason.New("scheme.time", "time")
	nounType            = reason.New("scheme.type", "type")
	nounValue           = reason.New("scheme.value", "value")
)

// chainOf is a list of names in quotes, each leading to the next: "a" to "b" to "a". Requires one.
func chainOf(names []string) reason.Reason {
	out := reason.New("scheme.link", "{name:q}", names[0])
	for _, name := range names[1:] {
		out = reason.New("scheme.chain", "{chain} to {name:q}", out, name)
	}
	return out
}
