package scheme

import (
	"github.com/gongguo/gongguo/rule/document"
)

// file is a scheme as it is written: one field a section, in the order of the reference. The JSON Schema is made from
// these types and their tags: doc says what a key is for, enum which words it takes, shape what a part without a type of
// its own is.
type file struct {
	Scheme      document.Word                               `yaml:"scheme,required" doc:"the scheme's name"`
	Version     int                                         `yaml:"version" doc:"version of this language; 1" enum:"1"`
	Title       string                                      `yaml:"title" doc:"the regulation's title"`
	Source      string                                      `yaml:"source" doc:"where the regulation was published"`
	Clauses     clausesSpec                                 `yaml:"clauses" doc:"the clauses of the regulation, with their titles or without: then each that is cited must be here"`
	Calendar    calendarSpec                                `yaml:"calendar" doc:"zone, closing day, first month, holidays"`
	Accounts    document.Table[accountSpec]                 `yaml:"accounts,required" doc:"what is counted: points, fees; the first is the default of every rule"`
	Attrs       attrsSpec                                   `yaml:"attrs" doc:"the facts that this scheme reads, by kind of entry: type and default"`
	Outlets     outletsSpec                                 `yaml:"outlets" doc:"the outlet table"`
	Tiers       tiersSpec                                   `yaml:"tiers" doc:"media tiers, highest first"`
	Params      document.Raw                                `yaml:"params" doc:"the figures of the regulation, by name" shape:"object"`
	Define      document.Table[document.Expr]               `yaml:"define" doc:"named expressions"`
	TakesEffect document.Table[document.Expr]               `yaml:"takes_effect" doc:"by kind of entry: when it counts, if later than its own time" enum:"submit,adopt,endorse,grant,incident"`
	Numbers     document.Table[numberSpec]                  `yaml:"numbers" doc:"what is numbered from entries before anything is scored"`
	Credits     document.Table[ruleSpec]                    `yaml:"credits" doc:"rules that give a worth for each entry of a kind"`
	Bonuses     document.Table[ruleSpec]                    `yaml:"bonuses" doc:"rules that add: to a credit's standard, for a quota, for a period"`
	Collapses   document.Table[collapseSpec]                `yaml:"collapses" doc:"which of an item's worths count"`
	Quotas      document.Table[quotaSpec]                   `yaml:"quotas" doc:"tasks and tallies"`
	Deductions  document.Table[ruleSpec]                    `yaml:"deductions" doc:"rules that take: for an entry, of a credit's worth, for a quota, for a period"`
	Caps        document.Table[capSpec]                     `yaml:"caps" doc:"limits on groups of rules in a period"`
	Derived     document.Table[derivedSpec]                 `yaml:"derived" doc:"amounts that are made of totals, ranks and the best of a group"`
	Rankings    document.Table[rankingSpec]                 `yaml:"rankings" doc:"who is ranked with whom, on what"`
	Honours     document.Table[honourSpec]                  `yaml:"honours" doc:"who is praised for a rank"`
	Readings    document.Table[document.Table[readingSpec]] `yaml:"readings" doc:"ways to understand a sentence; one taken a question"`
	Tests       testsSpec                                   `yaml:"tests" doc:"worked cases with what they must give"`
}

type calendarSpec struct {
	document.Where
	Zone       string `yaml:"timezone" doc:"IANA zone; Asia/Shanghai if left out"`
	Closes     int    `yaml:"month_closes" doc:"closing day 1–28; left out: calendar months"`
	FirstMonth int    `yaml:"first_month" doc:"first month of the year, 1–12"`
	Holidays   days   `yaml:"holidays" doc:"days off, 2006-01-02"`
	Workdays   days   `yaml:"workdays" doc:"made-up working days (调休), 2006-01-02"`
}

type accountSpec struct {
	document.Where
	Title    string        `yaml:"title" doc:"title in tables"`
	Unit     string        `yaml:"unit" doc:"unit of measure, as 元"`
	Places   *int          `yaml:"places" doc:"decimal places, 0–12; 2 if left out"`
	Rounding document.Word `yaml:"rounding" doc:"half_up, half_even, down, up, floor or ceiling; half_up if left out" enum:"half_up,half_even,down,up,floor,ceiling"`
}

type attrsSpec struct {
	Submit     document.Table[attrSpec] `yaml:"submit" doc:"facts of a submission, read as item.x"`
	Adopt      document.Table[attrSpec] `yaml:"adopt" doc:"facts of an adoption, read as adopt.x"`
	Endorse    document.Table[attrSpec] `yaml:"endorse" doc:"facts of an endorsement, read as endorse.x"`
	Commission document.Table[attrSpec] `yaml:"commission" doc:"facts of a commission, read as commission.x"`
	Grant      document.Table[attrSpec] `yaml:"grant" doc:"facts of a grant, read as grant.x"`
	Incident   document.Table[attrSpec] `yaml:"incident" doc:"facts of an incident, read as incident.x"`
	Unit       document.Table[attrSpec] `yaml:"unit" doc:"facts of a unit on the roster, read as unit.x"`
	Outlet     document.Table[attrSpec] `yaml:"outlet" doc:"facts of an outlet, from the table or else from the adoption, read as outlet.x"`
}

// attrLong is the long form of an attribute; the short one is `type`, `type = default` or `optional type`.
type attrLong struct {
	document.Where
	Type     document.Word  `yaml:"type,required" doc:"string, bool, number or time" enum:"string,bool,number,time"`
	Default  document.Expr  `yaml:"default" doc:"the value of an absent one"`
	Optional bool           `yaml:"optional" doc:"true: may be absent; has() asks"`
	Must     document.Expr  `yaml:"must" doc:"a condition on value"`
	OneOf    document.Words `yaml:"one_of" doc:"the values allowed"`
	Title    string         `yaml:"title" doc:"title in explanations"`
}

type numberSpec struct {
	document.Where
	Clause string         `yaml:"clause" doc:"clause of the regulation"`
	Title  string         `yaml:"title" doc:"title in explanations"`
	Each   document.Word  `yaml:"each,required" doc:"the kind of entry that is numbered" enum:"submit,adopt,endorse,commission,grant,incident"`
	When   document.Expr  `yaml:"when" doc:"which of them"`
	By     document.Exprs `yaml:"by" doc:"numbered apart for each value"`
	Per    document.Word  `yaml:"per" doc:"numbered anew in each period" enum:"week,month,quarter,half,year"`
	Same   document.Expr  `yaml:"same" doc:"entries with the same value share the number of the first of them, as item.id"`
}

type ruleSpec struct {
	document.Where
	Clause  string         `yaml:"clause" doc:"clause of the regulation"`
	Title   string         `yaml:"title" doc:"title in explanations"`
	Account document.Word  `yaml:"account" doc:"account; the first one if left out"`
	Each    document.Word  `yaml:"each" doc:"a kind of entry: the rule scores each of them" enum:"submit,adopt,endorse,commission,grant,incident"`
	Of      document.Words `yaml:"of" doc:"credit rules (a bonus or deduction on their standard) or quotas"`
	Per     document.Word  `yaml:"per" doc:"a period: the rule is settled at its end" enum:"week,month,quarter,half,year"`
	From    document.Word  `yaml:"from" doc:"first day of the rule, 2006-01-02"`
	Until   document.Word  `yaml:"until" doc:"last day of the rule, 2006-01-02"`
	When    document.Expr  `yaml:"when" doc:"condition; where it is false the rule says nothing"`
	Require requireSpec    `yaml:"require" doc:"conditions with the reason that is reported where one is false"`
	Worth   worthSpec      `yaml:"worth" doc:"amount, or amounts by account"`
	Times   document.Expr  `yaml:"times" doc:"of rules: factor on the standard; at least 1 for a bonus, 0 to 1 for a deduction"`
	Plus    document.Expr  `yaml:"plus" doc:"of rules: amount on top of the standard; negative for a deduction"`
	Bonuses document.Word  `yaml:"bonuses" doc:"how several bonuses combine: highest, sum or product" enum:"highest,sum,product"`
	To      worthSpec      `yaml:"to" doc:"who receives: a unit, a list of which each receives the whole, or a map of shares; or that by account"`
	Rest    document.Expr  `yaml:"rest" doc:"who receives what shares leave over by rounding, with a share or without one; the first by name if left out"`
}

type collapseSpec struct {
	document.Where
	Clause string         `yaml:"clause" doc:"clause of the regulation"`
	Title  string         `yaml:"title" doc:"title in explanations"`
	Of     document.Words `yaml:"of,required" doc:"credit rules that collapse together"`
	Best   document.Word  `yaml:"best" doc:"how many count, or all; 1 if left out"`
	Per    document.Expr  `yaml:"per" doc:"one worth for each value, before the best are taken"`
	Order  document.Exprs `yaml:"order" doc:"what comes first, highest first; worth if left out"`
}

type quotaSpec struct {
	document.Where
	Clause   string         `yaml:"clause" doc:"clause of the regulation"`
	Title    string         `yaml:"title" doc:"title in tables"`
	Each     document.Word  `yaml:"each" doc:"the kind of entry that counts; submit if left out" enum:"submit,adopt,endorse,commission,grant,incident"`
	Per      document.Word  `yaml:"per,required" doc:"week, month, quarter, half or year" enum:"week,month,quarter,half,year"`
	From     document.Word  `yaml:"from" doc:"first day, 2006-01-02"`
	Until    document.Word  `yaml:"until" doc:"last day, 2006-01-02"`
	When     document.Expr  `yaml:"when" doc:"whom it concerns"`
	Count    document.Expr  `yaml:"count" doc:"what an entry counts: a condition or a number"`
	At       document.Word  `yaml:"at" doc:"each: commission only; due: counted at the end of the period in which it is due, as things are then" enum:"due"`
	Sum      document.Words `yaml:"sum" doc:"measured by the amounts of these rules instead of a count"`
	Plus     document.Expr  `yaml:"plus" doc:"what is added to what was counted, as a surplus carried over"`
	Required document.Expr  `yaml:"required" doc:"the figure owed; left out: a tally"`
}

type capSpec struct {
	document.Where
	Clause  string         `yaml:"clause" doc:"clause of the regulation"`
	Title   string         `yaml:"title" doc:"title in explanations"`
	Account document.Word  `yaml:"account" doc:"account; the first one if left out"`
	Of      document.Words `yaml:"of" doc:"the rules that are limited together; left out: all of the account"`
	Per     document.Word  `yaml:"per,required" doc:"the period that is limited" enum:"week,month,quarter,half,year"`
	From    document.Word  `yaml:"from" doc:"first day, 2006-01-02"`
	Until   document.Word  `yaml:"until" doc:"last day, 2006-01-02"`
	When    document.Expr  `yaml:"when" doc:"condition"`
	AtMost  document.Expr  `yaml:"at_most" doc:"upper limit of the sum"`
	AtLeast document.Expr  `yaml:"at_least" doc:"lower limit of the sum"`
	By      document.Expr  `yaml:"by" doc:"limited apart for each value that an entry gives, as outlet.name"`
}

type derivedSpec struct {
	document.Where
	Clause  string         `yaml:"clause" doc:"clause of the regulation"`
	Title   string         `yaml:"title" doc:"title in explanations"`
	Account document.Word  `yaml:"account,required" doc:"the account that receives it"`
	Per     document.Words `yaml:"per,required" doc:"the kinds of period at whose end it is made; what the shorter ones give is part of the longer ones' totals" enum:"week,month,quarter,half,year"`
	From    document.Word  `yaml:"from" doc:"first day, 2006-01-02"`
	Until   document.Word  `yaml:"until" doc:"last day, 2006-01-02"`
	Group   document.Expr  `yaml:"group" doc:"among whom the best is; left out: all"`
	When    document.Expr  `yaml:"when" doc:"who receives it"`
	Worth   document.Expr  `yaml:"worth,required" doc:"the amount"`
}

type rankingSpec struct {
	document.Where
	Clause   string         `yaml:"clause" doc:"clause of the regulation"`
	Title    string         `yaml:"title" doc:"title in tables"`
	Per      document.Words `yaml:"per,required" doc:"the kinds of period that are ranked" enum:"week,month,quarter,half,year"`
	Account  document.Word  `yaml:"account" doc:"the account that is ranked; the first one if left out"`
	Group    document.Expr  `yaml:"group" doc:"who is ranked together; left out: all"`
	Order    document.Exprs `yaml:"order" doc:"what decides between equals, highest first"`
	Eligible document.Expr  `yaml:"eligible" doc:"who is ranked"`
}

type honourSpec struct {
	document.Where
	Clause   string         `yaml:"clause" doc:"clause of the regulation"`
	Title    string         `yaml:"title" doc:"the honour's name"`
	Of       document.Word  `yaml:"of,required" doc:"the ranking"`
	Per      document.Words `yaml:"per" doc:"the kinds of period; all of the ranking if left out" enum:"week,month,quarter,half,year"`
	First    document.Expr  `yaml:"first,required" doc:"how many are honoured; a tie at the last place honours all of it"`
	Eligible document.Expr  `yaml:"eligible" doc:"who may be honoured"`
	Fill     bool           `yaml:"fill" doc:"true: the place of one who is not eligible goes to the next who is"`
}

type readingSpec struct {
	document.Where
	Title string       `yaml:"title" doc:"how the sentence is understood"`
	Taken bool         `yaml:"taken" doc:"true: this is how the scheme itself reads"`
	Patch document.Raw `yaml:"patch" doc:"merge patch (RFC 7396) that makes the other reading" shape:"object"`
}

// testSpec is a worked case inside the scheme.
type testSpec struct {
	document.Where
	Name     document.Word  `yaml:"name,required" doc:"what is tested"`
	Ledger   document.Raw   `yaml:"ledger,required" doc:"list of entries in the fields of the ledger format" shape:"array"`
	Period   document.Word  `yaml:"period,required" doc:"the period that is shown, as 2020 or 2020-03"`
	Until    document.Word  `yaml:"until" doc:"last day that is taken, 2006-01-02"`
	Known    document.Word  `yaml:"known" doc:"what was recorded by then"`
	Params   document.Raw   `yaml:"params" doc:"parameters, by path" shape:"object"`
	Readings document.Words `yaml:"readings" doc:"readings taken instead"`
	Expect   expectSpec     `yaml:"expect,required" doc:"what must come out"`
}

type expectSpec struct {
	document.Where
	Totals   document.Table[document.Table[document.Word]] `yaml:"totals" doc:"unit: {account: amount}; what is not named is not tested"`
	Ranks    document.Table[document.Table[document.Word]] `yaml:"ranks" doc:"unit: {account: rank}"`
	Missing  document.Table[document.Table[document.Word]] `yaml:"missing" doc:"unit: {quota: missing}, summed over the period"`
	Done     document.Table[document.Table[document.Word]] `yaml:"done" doc:"unit: {quota: done}, summed over the period"`
	Honours  orNone[wordsOrNone]                           `yaml:"honours" doc:"honour: the units that have it, or []; all of them; [] where nobody has any"`
	Unscored orNone[document.Word]                         `yaml:"unscored" doc:"entry: code; all of them; [] for none"`
	Problems orNone[document.Word]                         `yaml:"problems" doc:"unit or entry: code; all of them; [] for none"`
}

type testsSpec []testSpec

func (t *testsSpec) Decode(d *document.Decoder, n *document.Node) {
	if n.Kind != document.List {
		d.Errorf(n, "found %s; expected a list of tests", n.Describe())
		return
	}
	document.OneOrMore((*[]testSpec)(t), d, n)
}
