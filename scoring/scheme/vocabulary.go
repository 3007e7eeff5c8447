package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
)

// Slot numbers what an expression may name. A scope says which slots it has; the engine fills them.
type Slot int

// The slots that every scheme has. The slots of numbers follow, in the order of the file: FirstNumber + i, and behind
// them those of balances, see [Scheme.BalanceSlot].
const (
	SlotParams      Slot = iota // the parameters
	SlotItem                    // the item that an entry is about
	SlotUnit                    // the unit whose entry it is, or that is settled or ranked
	SlotSender                  // the unit that handed the item in
	SlotAdopt                   // the adoption
	SlotOutlet                  // its outlet
	SlotTier                    // its tier
	SlotEndorse                 // the endorsement
	SlotGrant                   // the grant
	SlotIncident                // the incident
	SlotCommission              // the commission with its answers
	SlotWorth                   // collapse: the worth of the candidate
	slotValue                   // a declared bound: the value
	SlotPeriod                  // the period that is settled or ranked
	SlotQuota                   // the quota's figures
	SlotAssigned                // the figure that was assigned
	SlotSum                     // amounts in the period by rule
	SlotTotal                   // amounts in the period by account
	SlotCount                   // done in the period by quota
	SlotGroup                   // honours: the group
	SlotRank                    // honours: the rank
	SlotHistory                 // earlier periods of the same kind, the latest first
	SlotBefore                  // the latest of them
	SlotDays                    // the days inside the period
	SlotWeeks                   // the weeks inside it
	SlotMonths                  // the months inside it
	SlotQuarters                // the quarters inside it
	SlotHalves                  // the halves inside it
	SlotYears                   // the years inside it
	SlotMembers                 // how many units belong to the unit
	SlotBest                    // the best of the group by account
	SlotBelow                   // what the units that belong to the unit have, by account
	SlotRanks                   // the unit's ranks by ranking
	SlotSize                    // how many units are in the group
	SlotWorst                   // the worst of the group by account
	SlotGroupTotal              // what the units of the group have together, by account
	SlotGroupTotals             // what each unit of the group has, by account
	SlotStanding                // the standing of the unit in the period
	SlotAbove                   // that of the unit to which it belongs
	SlotUnder                   // those of the units that belong to it
	SlotGrade                   // honours and results: the grades of the unit in the period
	SlotResult                  // honours: the results of the unit in the period
	SlotLimit                   // honours: the amount of the last who is honoured in the unit's group, by honour
	FirstNumber
)

// Fields that the records have whatever a scheme declares; the scheme's attributes follow them, so that attribute i of
// a kind is field XxxFields + i. The order is part of the contract between scheme and engine.
const (
	ItemID = iota
	ItemUnit
	ItemGenre
	ItemTitle
	ItemAt
	ItemHappened
	ItemTopic
	ItemWith
	ItemShares
	ItemCommission
	ItemAdoptions
	ItemEndorsements
	ItemGrants
	ItemIncidents
	ItemFields
)

// Fields of an adoption.
const (
	AdoptID = iota
	AdoptAt
	AdoptOutlet
	AdoptTier
	AdoptPlacement
	AdoptFields
)

// Fields of an outlet.
const (
	OutletName = iota
	OutletLevel
	OutletFields
)

// Fields of an endorsement.
const (
	EndorseID = iota
	EndorseAt
	EndorseBy
	EndorseFields
)

// Fields of a grant.
const (
	GrantID = iota
	GrantAt
	GrantUnit
	GrantAccount
	GrantAmount
	GrantReason
	GrantFields
)

// Fields of an incident.
const (
	IncidentID = iota
	IncidentAt
	IncidentUnit
	IncidentType
	IncidentFields
)

// Fields of a commission, as a rule for each commission sees it and, without the answers, as an item sees it.
const (
	CommissionID = iota
	CommissionUnit
	CommissionAt
	CommissionDue
	CommissionGenre
	CommissionTitle
	CommissionFields
)

// Fields of an answer: a submission by the unit that was asked.
const (
	AnswerID = iota
	AnswerAt
	AnswerGenre
	AnswerTitle
	AnswerHappened
	AnswerFields
)

// Fields of a unit.
const (
	UnitID = iota
	UnitName
	UnitCategory
	UnitOf
	UnitFields
)

// Fields of a period.
const (
	PeriodName = iota
	PeriodKind
	PeriodYear
	PeriodIndex
	PeriodWeeks
	PeriodStart
	PeriodEnd
)

// Fields of a number.
const (
	NumberNth     = iota // 1 for the first; 0 where the entry is not numbered
	NumberBefore         // how many were numbered up to the entry's time, by what they are numbered by
	NumberEarlier        // the same of those before the entry, in the order of time, then of recording
)

// Fields of a row: a unit's figures in a period that is settled.
const (
	RowName = iota
	RowYear
	RowIndex
	RowSum
	RowTotal
	RowCount
	RowRequired
	RowMissing
	RowExtra
	RowGrade
	RowResult
)

// Fields of a standing: a unit with what it has, did and owes in the period that is settled or ranked.
const (
	StandingUnit = iota
	StandingSum
	StandingTotal
	StandingCount
	StandingDone
	StandingRequired
	StandingMissing
	StandingExtra
	StandingGrade
	StandingResult
)

// Vocabulary is the record types of a scheme: the house's own fields and, behind them in the order of the file, the
// attributes that the scheme declares. Asked is a commission as an item sees it, without the answers; Number is what
// the name of a number stands for.
type Vocabulary struct {
	Item, Adopt, Outlet, Endorse, Grant, Incident, Commission, Asked, Answer, Unit, Period, Quota, Number,
	Row, Standing *rule.Record
	Params *rule.Record
	// where `recorded` stands, behind the attributes, in the records of entries; 0: an attribute has the name
	Recorded RecordedFields
}

// RecordedFields are the places of the time of recording in the records of entries.
type RecordedFields struct{ Item, Adopt, Endorse, Grant, Incident, Commission int }

// recordedName is the name of the time of recording, unless an attribute has it.
const recordedName = "recorded"

// addRecorded adds the time of recording to a record of an entry, and returns its place.
func addRecorded(r *rule.Record) int {
	if slices.ContainsFunc(r.Fields, func(f rule.Field) bool { return f.Name == recordedName }) {
		return 0
	}
	r.Fields = append(r.Fields, when(recordedName, "when it was written down"))
	return len(r.Fields) - 1
}

func str(name, doc string) rule.Field {
	return rule.Field{Name: name, Type: rule.StringType(), Doc: doc}
}

func num(name, doc string) rule.Field {
	return rule.Field{Name: name, Type: rule.NumberType(), Doc: doc}
}

func when(name, doc string) rule.Field {
	return rule.Field{Name: name, Type: rule.TimeType(), Doc: doc}
}

func list(name string, of *rule.Record, doc string) rule.Field {
	return rule.Field{Name: name, Type: rule.ListType(of.Type()), Doc: doc}
}

// newVocabulary makes the record types; attrs has the declared attributes by kind, tiers the names of the tiers.
func newVocabulary(attrs map[string][]Attr, bounds map[string]*Attr, tiers []string, params *rule.Record) *Vocabulary {
	record := func(name, kind string, own ...rule.Field) *rule.Record {
		r := &rule.Record{Name: name, Fields: slices.Clone(own)}
		for _, a := range attrs[kind] {
			r.Fields = append(r.Fields,
				rule.Field{Name: a.Name, Type: a.Type, Optional: true, OneOf: a.OneOf, Doc: a.Title})
		}
		return r
	}
	// bounded is the text of a kind that one_of may bound.
	bounded := func(kind, doc string) rule.Field {
		f := str(boundedFields[kind], doc)
		if a := bounds[kind]; a != nil {
			f.OneOf = a.OneOf
		}
		return f
	}
	v := &Vocabulary{Params: params}
	v.Unit = record("unit", "unit", str("id", "the unit's id"), str("name", "its name"),
		bounded("unit", "its category"),
		str("of", "the unit that it belongs to; empty if none"))
	v.Outlet = record("outlet", "outlet", str("name", "the listed name, else as written"),
		bounded("outlet", "the listed level, else the adoption's; empty if none"))
	v.Adopt = record("adoption", string(ledger.Adopt), str("id", "the entry's id"), when("at", "when it was adopted"),
		rule.Field{Name: "outlet", Type: v.Outlet.Type(), Doc: "the outlet"},
		rule.Field{Name: "tier", Type: rule.StringType(), OneOf: tiers, Doc: "its tier"},
		bounded(string(ledger.Adopt), "where it was placed; empty if not said"))
	v.Recorded.Adopt = addRecorded(v.Adopt)
	v.Endorse = record("endorsement", string(ledger.Endorse), str("id", "the entry's id"), when("at", "when"),
		bounded(string(ledger.Endorse), "by whom"))
	v.Recorded.Endorse = addRecorded(v.Endorse)
	v.Grant = record("grant", string(ledger.Grant), str("id", "the entry's id"), when("at", "when"),
		str("unit", "to whom"),
		str("account", "to which account"), num("amount", "how much"), bounded(string(ledger.Grant), "why"))
	v.Recorded.Grant = addRecorded(v.Grant)
	v.Incident = record("incident", string(ledger.Incident), str("id", "the entry's id"), when("at", "when"),
		str("unit", "against whom"), bounded(string(ledger.Incident), "what"))
	v.Recorded.Incident = addRecorded(v.Incident)
	asked := []rule.Field{str("id", "the commission"), str("unit", "the unit that is asked"), when("at", "when"),
		when("due", "by when; a date means the end of that day"),
		bounded(string(ledger.Commission), "genre asked for; empty if not said"),
		str("title", "title; empty if not said")}
	v.Asked = record("commission of an item", string(ledger.Commission), asked...)
	addRecorded(v.Asked)
	v.Answer = record("answer", string(ledger.Submit), str("id", "the item"), when("at", "when it was handed in"),
		bounded(string(ledger.Submit), "genre"),
		str("title", "title; empty if not said"),
		rule.Field{Name: "happened", Type: rule.TimeType(), Optional: true, Doc: "time of the event"})
	v.Commission = record("commission", string(ledger.Commission), asked...)
	v.Recorded.Commission = addRecorded(v.Commission)
	v.Commission.Fields = append(v.Commission.Fields, list("answers", v.Answer, "what the unit handed in for it"))
	v.Item = record("item", string(ledger.Submit), str("id", "the item"), str("unit", "the unit that handed it in"),
		bounded(string(ledger.Submit), "genre"),
		str("title", "title; empty if not said"), when("at", "when it was handed in"),
		rule.Field{Name: "happened", Type: rule.TimeType(), Optional: true, Doc: "time of the event"},
		str("topic", "news clue; empty if not said"),
		rule.Field{Name: "with", Type: rule.ListType(rule.StringType()), Doc: "co-submitting units or persons"},
		rule.Field{Name: "shares", Type: rule.MapType(rule.NumberType()), Doc: "given shares"},
		rule.Field{Name: "commission", Type: v.Asked.Type(), Optional: true, Doc: "the commission that it answers"},
		list("adoptions", v.Adopt, "its adoptions so far"), list("endorsements", v.Endorse, "its endorsements so far"),
		list("grants", v.Grant, "grants for it so far"), list("incidents", v.Incident, "incidents about it so far"))
	v.Recorded.Item = addRecorded(v.Item)
	v.Period = &rule.Record{Name: "period",
		Fields: []rule.Field{str("name", "as 2020-Q3"),
			str("kind", "day, week, month, quarter, half or year, or the name of a cycle"),
			num("year", "its year"), num("index", "its number in the year; 0 for a year and a cycle"),
			num("weeks", "weeks whose Sunday lies in it"),
			when("start", "the first instant of its first day"), when("end", "its last instant")}}
	v.Quota = &rule.Record{Name: "quota",
		Fields: []rule.Field{num("done", "done in the period"), num("required", "owed"),
			num("missing", "max(0, required − done)"), num("extra", "max(0, done − required)")}}
	amounts := func(name, doc string) rule.Field {
		return rule.Field{Name: name, Type: rule.MapType(rule.NumberType()), Doc: doc}
	}
	grades := rule.Field{Name: slotNames[SlotGrade], Type: rule.MapType(rule.StringType()),
		Doc: "the names of the bands by grade"}
	results := rule.Field{Name: slotNames[SlotResult], Type: rule.MapType(rule.BoolType()),
		Doc: "whether it holds, by result"}
	v.Number = &rule.Record{Name: "numbering",
		Fields: []rule.Field{num("nth", "1 for the first; 0 where it is not numbered"),
			amounts("before", "how many were numbered up to now, by what they are numbered by"),
			amounts("earlier", "how many were numbered before this entry, by what they are numbered by")}}
	v.Row = &rule.Record{Name: "row",
		Fields: []rule.Field{str("name", "the period, as 2020-03"), num("year", "its year"),
			num("index", "its number in the year"),
			amounts("sum", "amounts by rule"), amounts("total", "amounts by account"),
			amounts("count", "done by quota"), amounts("required", "required by quota that was owed"),
			amounts("missing", "missing by quota that was owed"),
			amounts("extra", "extra by quota that was owed"), grades, results}}
	v.Standing = &rule.Record{Name: "standing",
		Fields: []rule.Field{{Name: "unit", Type: v.Unit.Type(), Doc: "the unit"},
			amounts("sum", "amounts by rule"), amounts("total", "amounts by account"),
			amounts("count", "counted by quota"), amounts("done", "done by quota that it has"),
			amounts("required", "required by quota that was owed"),
			amounts("missing", "missing by quota that was owed"),
			amounts("extra", "extra by quota that was owed"), grades, results}}
	return v
}

// AnswersField is the index of `answers` in the commission record, behind the scheme's attributes.
func (v *Vocabulary) AnswersField() int { return len(v.Commission.Fields) - 1 }
