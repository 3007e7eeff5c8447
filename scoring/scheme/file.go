package scheme

import "github.com/gongguo/gongguo/rule/document"

// file is a scheme as it is written: one field a section, in the order of the reference.
//
// Each key is described once, at its field: what stands there goes into the JSON Schema, the table of the reference and
// the package comment, which go generate makes. Of the comment of a section the first paragraph is its description, and
// the others are the text of its chapter; where the section has a type of its own, they stand there, behind a first
// paragraph for readers of Go. The tag enum says which words a key takes, shape what a part without a type of its own
// is.
type file struct {
	// the scheme's name
	Scheme document.Word `yaml:"scheme,required"`
	// version of this language; 1, or left out
	Version int `yaml:"version" enum:"1"`
	// the regulation's title
	Title string `yaml:"title"`
	// where the regulation was published
	Source string `yaml:"source"`
	// the clauses of the regulation, a list or a mapping of each to its title: one that a line cites (`clause: 三`;
	// several as `clause: 三、五`) and that is not there is an error, and `check` names those that no line cites
	Clauses clausesSpec `yaml:"clauses"`
	// zone, closing day, first month, holidays
	Calendar calendarSpec `yaml:"calendar"`
	// what is counted: points, fees; the first is the default of every rule
	Accounts document.Table[accountSpec] `yaml:"accounts,required"`
	// the categories of units, in the order in which tables show them; a unit of another one is out of bounds
	Categories document.Table[categorySpec] `yaml:"categories"`
	// the facts that this scheme reads, by kind of entry, each with its type: `x: type`, `x: type = default`,
	// `x: optional type`, or the long form
	Attrs attrsSpec `yaml:"attrs"`
	// which items are the scheme's own, a condition on the facts of their submission, where a ledger serves several
	// regulations: the others earn and count nothing and are no strangers, nor refused, nor met by no rule. Left out:
	// all
	Covers document.Expr `yaml:"covers"`
	// what becomes of what entries change, that were recorded after a close, in the period that is closed: restate, the
	// period is scored anew; carry, the difference is posted on the first open day; restate if left out
	AfterClose document.Word `yaml:"after_close" enum:"restate,carry"`
	// the scheme in whose place this one comes, and since when: `{scheme: office-2022, from: 2023-01-01}`. What is
	// dated before is the other's, and this one has it from openings alone; left out: the scheme is of all time
	Succeeds succeedsSpec `yaml:"succeeds"`
	// the outlet table: lines with `names` (a name, a list, `{name: [other forms]}`), `level`, what attrs.outlet
	// declares, and the days that they are of, `from` and `until`
	Outlets outletsSpec `yaml:"outlets"`
	// media tiers, highest first: a list of levels, or a mapping by name
	Tiers tiersSpec `yaml:"tiers"`
	// the figures of the regulation, by name: numbers, texts, bools, lists of one type, mappings;
	// `{2020-01-01: 20, 2021-01-01: 25}` from those days on; `{required: number}` the user must give
	//
	// A mapping of values of one type is looked up with any key, params.standard[tier]; one of unlike values is a
	// record, params.task.weekly. A day is a text: date(params.start).
	//
	//	fee: {2020-01-01: 20, 2021-01-01: 25}   # dated: in force from that day on, in ascending order;
	//	                                        # absent before the first
	//	points: {required: number}              # the user must give it: number, string or bool;
	//	                                        # nothing is scored without
	//
	// Numbers are plain decimals with at most 30 digits on either side of the point, and exact. A constant key that no
	// parameter has is an error. From outside a parameter is set by its path, points or fee.2020-01-01, with a value of
	// the same type.
	Params document.Raw `yaml:"params" shape:"object"`
	// named expressions; with arguments, `band(x)`, `'share(part, of)'`, `good(a adoption)`, they are called
	//
	// A define may name what some scope has, and other defines; it can be named in every scope that has
	// all of it. It is evaluated where it is read. One that nothing names is an error.
	//
	// An argument is a number, or what is said behind its name: string, bool, time, duration, list(T), map(T), or a
	// record: item, unit, adoption, outlet, endorsement, grant, incident, commission, answer, period, quota, row,
	// standing. There are at most 10.
	Define document.Table[document.Expr] `yaml:"define"`
	// by kind of entry (submit, adopt, endorse, grant, incident): when it counts, if later than its own time
	//
	// A time, in the scope of the entry. {adopt: 'default(adopt.proof_at, adopt.at)'} counts an adoption when its proof
	// came.
	TakesEffect document.Table[document.Expr] `yaml:"takes_effect" enum:"submit,adopt,endorse,grant,incident"`
	// what is numbered from entries before anything is scored
	Numbers document.Table[numberSpec] `yaml:"numbers"`
	// what rules gave before an entry, as the entry sees it
	Balances document.Table[balanceSpec] `yaml:"balances"`
	// rules that give a worth for each entry of a kind
	Credits document.Table[ruleSpec] `yaml:"credits"`
	// rules that add: to a credit's standard, for a quota, for a period
	Bonuses document.Table[ruleSpec] `yaml:"bonuses"`
	// which of an item's worths count
	Collapses document.Table[collapseSpec] `yaml:"collapses"`
	// tasks and tallies
	Quotas document.Table[quotaSpec] `yaml:"quotas"`
	// rules that take: for an entry, of a credit's worth, for a quota, for a period
	Deductions document.Table[ruleSpec] `yaml:"deductions"`
	// limits on groups of rules in a period
	Caps document.Table[capSpec] `yaml:"caps"`
	// amounts that are made of totals, ranks and the best of a group
	Derived document.Table[derivedSpec] `yaml:"derived"`
	// who is ranked with whom, on what
	Rankings document.Table[rankingSpec] `yaml:"rankings"`
	// who is praised for a rank
	Honours document.Table[honourSpec] `yaml:"honours"`
	// names for bands of an account in a period
	Grades document.Table[gradeSpec] `yaml:"grades"`
	// what a period comes to for a unit, without a ranking
	Results document.Table[resultSpec] `yaml:"results"`
	// ways to understand a sentence, by question and name; one taken a question
	Readings document.Table[document.Table[readingSpec]] `yaml:"readings"`
	// worked cases with what they must give
	Tests testsSpec `yaml:"tests"`
}

// succeedsSpec is the section succeeds.
type succeedsSpec struct {
	document.Where
	// the name of the scheme before
	Scheme document.Word `yaml:"scheme,required"`
	// the first day of this one, the first of a month of the calendar, 2006-01-02
	From document.Word `yaml:"from,required"`
}

// calendarSpec is the section calendar.
//
// Weeks are ISO weeks. A shorter period belongs to the longer one in which its last day lies, a week by its Sunday; see
// package calendar.
type calendarSpec struct {
	document.Where
	// IANA zone; Asia/Shanghai if left out. Zone data is the library's own
	Zone string `yaml:"timezone"`
	// closing day: the last day of a month, 1–28; left out: calendar months. With 25 March is 26 February to 25 March
	Closes int `yaml:"month_closes"`
	// the month with which a year begins, 1–12; the year is named by that in which it ends
	FirstMonth int `yaml:"first_month"`
	// periods that end otherwise than the others of their kind, each with its last day: `{2018-Q3: 2018-10-09}`. The
	// next one of the kind begins the day after; periods of other kinds stay
	Ends document.Table[document.Word] `yaml:"closes"`
	// cycles of several years, by the name that `per` gives them, as terms of office:
	// `{term: {years: 3, from: 2021}}`
	Cycles document.Table[cycleSpec] `yaml:"cycles"`
	// periods that each unit has from a day of its own, by the name that `per` gives them, as a licence's year:
	// `{licence-year: {months: 12, from: unit.licensed_at}}`
	Own document.Table[ownSpec] `yaml:"own"`
	// days that are no working days, 2006-01-02
	Holidays days `yaml:"holidays"`
	// made-up working days (调休), Saturdays and Sundays, 2006-01-02
	Workdays days `yaml:"workdays"`
}

// cycleSpec is a line of the section calendar: cycles.
//
// With {years: 3, from: 2021} the cycles are 2021 to 2023, 2024 to 2026, and before them 2018 to 2020. Years are those
// of the calendar.
type cycleSpec struct {
	document.Where
	// how many years one has, 2–50; of each number there is one cycle
	Years int `yaml:"years,required"`
	// the first year of one of them
	From int `yaml:"from,required"`
}

// ownSpec is a line of the section calendar: own.
//
// The periods are counted from the day on which the time lies, each from there and none from the last: those of a year
// from 29 February 2020 begin on 28 February 2021 and on 29 February 2024.
type ownSpec struct {
	document.Where
	// how many months one has, 1–600
	Months int `yaml:"months,required"`
	// the day from which they are counted, a time that the unit has at an enrolment; the day of the enrolment if left
	// out. The first enrolment at which it can be asked says it
	From document.Expr `yaml:"from"`
	// true: a later enrolment begins them anew, one that names a later day, or, without `from`, one after the unit was
	// off the roster; the period before ends the day before
	Restarts bool `yaml:"restarts"`
}

// categorySpec is a line of the section categories.
//
// Left out, units may have any category, and tables show the categories in the order of their units' enrolment.
type categorySpec struct {
	document.Where
	// title in tables; the name if left out
	Title string `yaml:"title"`
}

// accountSpec is a line of the section accounts.
//
// At least one stands there, by its name. The first is the default wherever a rule names none.
//
// What a case is worth, for an account and a receiver, is rounded once; a settled amount is rounded once; sums never.
type accountSpec struct {
	document.Where
	// title in tables; the name if left out
	Title string `yaml:"title"`
	// unit of measure, as 元
	Unit string `yaml:"unit"`
	// decimal places, 0–12; 2 if left out
	Places *int `yaml:"places"`
	// how it is rounded: half_up (half away from zero), half_even, down, up, floor or ceiling; half_up if left out
	Rounding document.Word `yaml:"rounding" enum:"half_up,half_even,down,up,floor,ceiling"`
	// sum: a period has what was posted in it; balance: a period has what the unit had at its end, all that was posted
	// up to then. sum if left out
	Kind document.Word `yaml:"kind" enum:"sum,balance"`
	// which units have it in a period; the others have none there: no amount is shown, and they are not ranked by it
	When document.Expr `yaml:"when"`
	// true: only rules read it, and no table shows it
	Helper bool `yaml:"helper"`
}
