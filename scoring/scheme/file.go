package scheme

import "go.yaml.in/yaml/v3"

// file is a scheme as it is written: one field a section, in the order of the reference. The JSON Schema is made from
// these types and their tags: doc says what a key is for, enum which words it takes, shape what a part without a type of
// its own is.
type file struct {
	Scheme      word                      `yaml:"scheme,required" doc:"the scheme's name"`
	Version     int                       `yaml:"version" doc:"version of this language; 1" enum:"1"`
	Title       string                    `yaml:"title" doc:"the regulation's title"`
	Source      string                    `yaml:"source" doc:"where the regulation was published"`
	Calendar    calendarSpec              `yaml:"calendar" doc:"zone, closing day, first month, holidays"`
	Accounts    table[accountSpec]        `yaml:"accounts,required" doc:"what is counted: points, fees; the first is the default of every rule"`
	Attrs       attrsSpec                 `yaml:"attrs" doc:"the facts that this scheme reads, by kind of entry: type and default"`
	Outlets     outletsSpec               `yaml:"outlets" doc:"the outlet table"`
	Tiers       tiersSpec                 `yaml:"tiers" doc:"media tiers, highest first"`
	Params      raw                       `yaml:"params" doc:"the figures of the regulation, by name" shape:"object"`
	Define      table[expr]               `yaml:"define" doc:"named expressions"`
	TakesEffect table[expr]               `yaml:"takes_effect" doc:"by kind of entry: when it counts, if later than its own time" enum:"submit,adopt,endorse,grant,incident"`
	Numbers     table[numberSpec]         `yaml:"numbers" doc:"what is numbered from entries before anything is scored"`
	Credits     table[ruleSpec]           `yaml:"credits" doc:"rules that give a worth for each entry of a kind"`
	Bonuses     table[ruleSpec]           `yaml:"bonuses" doc:"rules that add: to a credit's standard, for a quota, for a period"`
	Collapses   table[collapseSpec]       `yaml:"collapses" doc:"which of an item's worths count"`
	Quotas      table[quotaSpec]          `yaml:"quotas" doc:"tasks and tallies"`
	Deductions  table[ruleSpec]           `yaml:"deductions" doc:"rules that take: for an entry, of a credit's worth, for a quota, for a period"`
	Caps        table[capSpec]            `yaml:"caps" doc:"limits on groups of rules in a period"`
	Derived     table[derivedSpec]        `yaml:"derived" doc:"amounts that are made of totals, ranks and the best of a group"`
	Rankings    table[rankingSpec]        `yaml:"rankings" doc:"who is ranked with whom, on what"`
	Honours     table[honourSpec]         `yaml:"honours" doc:"who is praised for a rank"`
	Readings    table[table[readingSpec]] `yaml:"readings" doc:"ways to understand a sentence; one taken a question"`
	Tests       testsSpec                 `yaml:"tests" doc:"worked cases with what they must give"`
}

type calendarSpec struct {
	where
	Zone       string `yaml:"timezone" doc:"IANA zone; Asia/Shanghai if left out"`
	Closes     int    `yaml:"month_closes" doc:"closing day 1–28; left out: calendar months"`
	FirstMonth int    `yaml:"first_month" doc:"first month of the year, 1–12"`
	Holidays   days   `yaml:"holidays" doc:"days off, 2006-01-02"`
	Workdays   days   `yaml:"workdays" doc:"made-up working days (调休), 2006-01-02"`
}

type accountSpec struct {
	where
	Title    string `yaml:"title" doc:"title in tables"`
	Unit     string `yaml:"unit" doc:"unit of measure, as 元"`
	Places   *int   `yaml:"places" doc:"decimal places, 0–12; 2 if left out"`
	Rounding word   `yaml:"rounding" doc:"half_up, half_even, down, up, floor or ceiling; half_up if left out" enum:"half_up,half_even,down,up,floor,ceiling"`
}

type attrsSpec struct {
	Submit     table[attrSpec] `yaml:"submit" doc:"facts of a submission, read as item.x"`
	Adopt      table[attrSpec] `yaml:"adopt" doc:"facts of an adoption, read as adopt.x"`
	Endorse    table[attrSpec] `yaml:"endorse" doc:"facts of an endorsement, read as endorse.x"`
	Commission table[attrSpec] `yaml:"commission" doc:"facts of a commission, read as commission.x"`
	Grant      table[attrSpec] `yaml:"grant" doc:"facts of a grant, read as grant.x"`
	Incident   table[attrSpec] `yaml:"incident" doc:"facts of an incident, read as incident.x"`
	Unit       table[attrSpec] `yaml:"unit" doc:"facts of a unit on the roster, read as unit.x"`
	Outlet     table[attrSpec] `yaml:"outlet" doc:"facts of an outlet, from the table or else from the adoption, read as outlet.x"`
}

// attrLong is the long form of an attribute; the short one is `type`, `type = default` or `optional type`.
type attrLong struct {
	where
	Type     word   `yaml:"type,required" doc:"string, bool, number or time" enum:"string,bool,number,time"`
	Default  expr   `yaml:"default" doc:"the value of an absent one"`
	Optional bool   `yaml:"optional" doc:"true: may be absent; has() asks"`
	Must     expr   `yaml:"must" doc:"a condition on value"`
	OneOf    words  `yaml:"one_of" doc:"the values allowed"`
	Title    string `yaml:"title" doc:"title in explanations"`
}

type numberSpec struct {
	where
	Clause string `yaml:"clause" doc:"clause of the regulation"`
	Title  string `yaml:"title" doc:"title in explanations"`
	Each   word   `yaml:"each,required" doc:"the kind of entry that is numbered" enum:"submit,adopt,endorse,commission,grant,incident"`
	When   expr   `yaml:"when" doc:"which of them"`
	By     exprs  `yaml:"by" doc:"numbered apart for each value"`
	Per    word   `yaml:"per" doc:"numbered anew in each period" enum:"week,month,quarter,half,year"`
	Same   expr   `yaml:"same" doc:"entries with the same value share the number of the first of them, as item.id"`
}

type ruleSpec struct {
	where
	Clause  string      `yaml:"clause" doc:"clause of the regulation"`
	Title   string      `yaml:"title" doc:"title in explanations"`
	Account word        `yaml:"account" doc:"account; the first one if left out"`
	Each    word        `yaml:"each" doc:"a kind of entry: the rule scores each of them" enum:"submit,adopt,endorse,commission,grant,incident"`
	Of      words       `yaml:"of" doc:"credit rules (a bonus or deduction on their standard) or quotas"`
	Per     word        `yaml:"per" doc:"a period: the rule is settled at its end" enum:"week,month,quarter,half,year"`
	From    word        `yaml:"from" doc:"first day of the rule, 2006-01-02"`
	Until   word        `yaml:"until" doc:"last day of the rule, 2006-01-02"`
	When    expr        `yaml:"when" doc:"condition; where it is false the rule says nothing"`
	Require requireSpec `yaml:"require" doc:"conditions with the reason that is reported where one is false"`
	Worth   worthSpec   `yaml:"worth" doc:"amount, or amounts by account"`
	Times   expr        `yaml:"times" doc:"of rules: factor on the standard; at least 1 for a bonus, 0 to 1 for a deduction"`
	Plus    expr        `yaml:"plus" doc:"of rules: amount on top of the standard; negative for a deduction"`
	Bonuses word        `yaml:"bonuses" doc:"how several bonuses combine: highest, sum or product" enum:"highest,sum,product"`
	To      worthSpec   `yaml:"to" doc:"who receives: a unit, a list of which each receives the whole, or a map of shares; or that by account"`
	Rest    expr        `yaml:"rest" doc:"who receives what shares leave over by rounding, with a share or without one; the first by name if left out"`
}

type collapseSpec struct {
	where
	Clause string `yaml:"clause" doc:"clause of the regulation"`
	Title  string `yaml:"title" doc:"title in explanations"`
	Of     words  `yaml:"of,required" doc:"credit rules that collapse together"`
	Best   word   `yaml:"best" doc:"how many count, or all; 1 if left out"`
	Per    expr   `yaml:"per" doc:"one worth for each value, before the best are taken"`
	Order  exprs  `yaml:"order" doc:"what comes first, highest first; worth if left out"`
}

type quotaSpec struct {
	where
	Clause   string `yaml:"clause" doc:"clause of the regulation"`
	Title    string `yaml:"title" doc:"title in tables"`
	Each     word   `yaml:"each" doc:"the kind of entry that counts; submit if left out" enum:"submit,adopt,endorse,commission,grant,incident"`
	Per      word   `yaml:"per,required" doc:"week, month, quarter, half or year" enum:"week,month,quarter,half,year"`
	From     word   `yaml:"from" doc:"first day, 2006-01-02"`
	Until    word   `yaml:"until" doc:"last day, 2006-01-02"`
	When     expr   `yaml:"when" doc:"whom it concerns"`
	Count    expr   `yaml:"count" doc:"what an entry counts: a condition or a number"`
	At       word   `yaml:"at" doc:"each: commission only; due: counted at the end of the period in which it is due, as things are then" enum:"due"`
	Sum      words  `yaml:"sum" doc:"measured by the amounts of these rules instead of a count"`
	Plus     expr   `yaml:"plus" doc:"what is added to what was counted, as a surplus carried over"`
	Required expr   `yaml:"required" doc:"the figure owed; left out: a tally"`
}

type capSpec struct {
	where
	Clause  string `yaml:"clause" doc:"clause of the regulation"`
	Title   string `yaml:"title" doc:"title in explanations"`
	Account word   `yaml:"account" doc:"account; the first one if left out"`
	Of      words  `yaml:"of" doc:"the rules that are limited together; left out: all of the account"`
	Per     word   `yaml:"per,required" doc:"the period that is limited" enum:"week,month,quarter,half,year"`
	From    word   `yaml:"from" doc:"first day, 2006-01-02"`
	Until   word   `yaml:"until" doc:"last day, 2006-01-02"`
	When    expr   `yaml:"when" doc:"condition"`
	AtMost  expr   `yaml:"at_most" doc:"upper limit of the sum"`
	AtLeast expr   `yaml:"at_least" doc:"lower limit of the sum"`
	By      expr   `yaml:"by" doc:"limited apart for each value that an entry gives, as outlet.name"`
}

type derivedSpec struct {
	where
	Clause  string `yaml:"clause" doc:"clause of the regulation"`
	Title   string `yaml:"title" doc:"title in explanations"`
	Account word   `yaml:"account,required" doc:"the account that receives it"`
	Per     words  `yaml:"per,required" doc:"the kinds of period at whose end it is made; what the shorter ones give is part of the longer ones' totals" enum:"week,month,quarter,half,year"`
	From    word   `yaml:"from" doc:"first day, 2006-01-02"`
	Until   word   `yaml:"until" doc:"last day, 2006-01-02"`
	Group   expr   `yaml:"group" doc:"among whom the best is; left out: all"`
	When    expr   `yaml:"when" doc:"who receives it"`
	Worth   expr   `yaml:"worth,required" doc:"the amount"`
}

type rankingSpec struct {
	where
	Clause   string `yaml:"clause" doc:"clause of the regulation"`
	Title    string `yaml:"title" doc:"title in tables"`
	Per      words  `yaml:"per,required" doc:"the kinds of period that are ranked" enum:"week,month,quarter,half,year"`
	Account  word   `yaml:"account" doc:"the account that is ranked; the first one if left out"`
	Group    expr   `yaml:"group" doc:"who is ranked together; left out: all"`
	Order    exprs  `yaml:"order" doc:"what decides between equals, highest first"`
	Eligible expr   `yaml:"eligible" doc:"who is ranked"`
}

type honourSpec struct {
	where
	Clause   string `yaml:"clause" doc:"clause of the regulation"`
	Title    string `yaml:"title" doc:"the honour's name"`
	Of       word   `yaml:"of,required" doc:"the ranking"`
	Per      words  `yaml:"per" doc:"the kinds of period; all of the ranking if left out" enum:"week,month,quarter,half,year"`
	First    expr   `yaml:"first,required" doc:"how many are honoured; a tie at the last place honours all of it"`
	Eligible expr   `yaml:"eligible" doc:"who may be honoured"`
	Fill     bool   `yaml:"fill" doc:"true: the place of one who is not eligible goes to the next who is"`
}

type readingSpec struct {
	where
	Title string `yaml:"title" doc:"how the sentence is understood"`
	Taken bool   `yaml:"taken" doc:"true: this is how the scheme itself reads"`
	Patch raw    `yaml:"patch" doc:"merge patch (RFC 7396) that makes the other reading" shape:"object"`
}

// testSpec is a worked case inside the scheme.
type testSpec struct {
	where
	Name     word       `yaml:"name,required" doc:"what is tested"`
	Ledger   raw        `yaml:"ledger,required" doc:"list of entries in the fields of the ledger format" shape:"array"`
	Period   word       `yaml:"period,required" doc:"the period that is shown, as 2020 or 2020-03"`
	Until    word       `yaml:"until" doc:"last day that is taken, 2006-01-02"`
	Known    word       `yaml:"known" doc:"what was recorded by then"`
	Params   raw        `yaml:"params" doc:"parameters, by path" shape:"object"`
	Readings words      `yaml:"readings" doc:"readings taken instead"`
	Expect   expectSpec `yaml:"expect,required" doc:"what must come out"`
}

type expectSpec struct {
	where
	Totals   table[table[word]]  `yaml:"totals" doc:"unit: {account: amount}; what is not named is not tested"`
	Ranks    table[table[word]]  `yaml:"ranks" doc:"unit: {account: rank}"`
	Missing  table[table[word]]  `yaml:"missing" doc:"unit: {quota: missing}, summed over the period"`
	Done     table[table[word]]  `yaml:"done" doc:"unit: {quota: done}, summed over the period"`
	Honours  orNone[wordsOrNone] `yaml:"honours" doc:"honour: the units that have it, or []; all of them; [] where nobody has any"`
	Unscored orNone[word]        `yaml:"unscored" doc:"entry: code; all of them; [] for none"`
	Problems orNone[word]        `yaml:"problems" doc:"unit or entry: code; all of them; [] for none"`
}

type testsSpec []testSpec

func (t *testsSpec) decode(d *decoder, n *yaml.Node) {
	if n.Kind != yaml.SequenceNode {
		d.errorf(n, "found %s; expected a list of tests", describe(n))
		return
	}
	decodeMany((*[]testSpec)(t), d, n)
}
