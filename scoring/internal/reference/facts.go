package reference

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
	"github.com/gongguo/gongguo/tier"
)

// names is what an expression may name, by slot; see scheme.Slot.
type names map[scheme.Slot]rule.Value

// in gives an expression its variables.
type in struct {
	scope *scheme.Scope
	names names
}

func (n in) Var(i int) (rule.Value, bool) {
	v := n.names[n.scope.Slots[i]]
	return v, !v.IsNone()
}

func (n names) eval(s *scheme.Scope, p *rule.Program) (rule.Value, error) {
	return p.EvalLocated(in{s, n})
}

// holds says whether a condition is met; one that is not given is.
func (n names) holds(s *scheme.Scope, p *rule.Program) (bool, error) {
	if p == nil {
		return true, nil
	}
	v, err := n.eval(s, p)
	met, _ := v.AsBool()
	return met, err
}

func (n names) number(s *scheme.Scope, p *rule.Program) (number, error) {
	v, err := n.eval(s, p)
	d, _ := v.AsNumber()
	return d, err
}

func (r *reference) params(t time.Time) rule.Value {
	_, v := r.scheme.Params.At(t)
	return v
}

func (r *reference) time(t ledger.Time) rule.Value {
	if t.IsZero() {
		return rule.Value{}
	}
	return rule.Time(t.Instant(r.zone()), t.IsDate())
}

// attribute reads a declared attribute; code and why say why one that was given cannot be used.
func (r *reference) attribute(a scheme.Attr, attrs ledger.Attrs) (v rule.Value, code, why string) {
	given, ok := attrs.Get(a.Name)
	if !ok {
		return a.Default, "", ""
	}
	text, isText := given.Text()
	truth, isBool := given.Bool()
	n, isNumber := given.Number()
	found := ""
	switch {
	case isText:
		found = strconv.Quote(text)
	case isBool:
		found = fmt.Sprint(truth)
	case isNumber:
		found = n.String()
	}
	fits := false
	switch a.Type.String() {
	case "string":
		v, fits = rule.String(text), isText
	case "bool":
		v, fits = rule.Bool(truth), isBool
	case "number":
		v, fits = rule.Number(n), isNumber
	case "time":
		t, err := ledger.ParseTime(text)
		v, fits = r.time(t), isText && err == nil
	}
	if !fits {
		return rule.Value{}, "type", fmt.Sprintf("found %s for %s; expected a %s", found, a.Name, a.Type)
	}
	if t, _ := ledger.ParseTime(text); a.Type.String() == "time" && t.EndInstant(r.zone()).Before(t.Instant(r.zone())) {
		return rule.Value{}, "out-of-bounds",
			fmt.Sprintf("found %s for %s; expected a day that %s had", text, a.Name, r.zone())
	}
	if len(a.OneOf) > 0 && !slices.Contains(a.OneOf, text) {
		return rule.Value{}, "out-of-bounds",
			fmt.Sprintf("found %q for %s; expected one of %v%s", text, a.Name, a.OneOf, nearest(text, a.OneOf))
	}
	if a.Must != nil {
		met, err := a.Must.Eval(rule.Row{v})
		if limit := (*rule.LimitError)(nil); errors.As(err, &limit) {
			return rule.Value{}, "limit", limit.Reason.String()
		}
		if err != nil || !met.Equal(rule.Bool(true)) {
			return rule.Value{}, "out-of-bounds",
				fmt.Sprintf("found %s for %s; expected %s", v, a.Name, a.Must.Source().Text())
		}
	}
	return v, "", ""
}

// allowed is a text that every entry of a kind has; one that the scheme does not allow is absent.
func (r *reference) allowed(kind, text string) rule.Value {
	if _, code, _ := r.bounded(kind, text); code != "" {
		return rule.Value{}
	}
	return rule.String(text)
}

// bounded says why a text that every entry of a kind has cannot be used, and what it is called. The empty text can.
func (r *reference) bounded(kind, text string) (field, code, why string) {
	a := r.scheme.Bounds[kind]
	if a == nil || text == "" {
		return "", "", ""
	}
	_, code, why = r.attribute(*a, ledger.Attrs{{Name: a.Name, Value: ledger.StringValue(text)}})
	return a.Name, code, why
}

// text is the text of an entry that may be bounded.
func text(e ledger.Entry) string {
	return map[ledger.Kind]string{ledger.Submit: e.Genre, ledger.Adopt: e.Placement, ledger.Endorse: e.By,
		ledger.Commission: e.Genre, ledger.Grant: e.Reason, ledger.Incident: e.Type, ledger.Enroll: e.Category}[e.Kind]
}

// entryRow is a record of an entry.
type entryRow struct {
	rule.Row
	kind     string // of its attributes
	position int
}

// record is the house's own fields, then the declared attributes.
func (r *reference) record(
	of *rule.Record, kind string, position int, attrs ledger.Attrs, own ...rule.Value,
) rule.Value {
	row := rule.Row(own)
	for _, a := range r.scheme.Attrs[kind] {
		v, _, _ := r.attribute(a, attrs)
		row = append(row, v)
	}
	if len(of.Fields) > len(row) { // the last of an entry's: when it was recorded
		row = append(row, rule.Time(r.writtenDown(position), false))
	}
	return of.Value(entryRow{row, kind, position})
}

func (r *reference) unit(enroll int) rule.Value {
	e := r.entries[enroll]
	return r.record(r.scheme.Vocabulary.Unit, "unit", enroll, e.Attrs, rule.String(e.Unit), rule.String(e.Name),
		r.allowed("unit", e.Category), rule.String(e.Of))
}

// outlet is what the table says of an adoption's outlet, else what the adoption says.
func (r *reference) outlet(adoption int) rule.Value {
	e := r.entries[adoption]
	listed, _ := r.scheme.Outlets.FindAt(e.Outlet, r.at[adoption])
	name, level := e.Outlet, e.Level
	if listed.Name != "" {
		name = listed.Name
	} else {
		name = tier.Normalise(name)
	}
	if listed.Attrs["level"] != "" {
		level = listed.Attrs["level"]
	}
	var attrs ledger.Attrs
	for _, a := range r.scheme.Attrs["outlet"] {
		if text, ok := listed.Attrs[a.Name]; ok {
			attrs = append(attrs, ledger.Attr{Name: a.Name, Value: tabled(a, text)})
		} else if given, ok := e.Attrs.Get(a.Name); ok {
			attrs = append(attrs, ledger.Attr{Name: a.Name, Value: given})
		}
	}
	slices.SortFunc(attrs, func(a, b ledger.Attr) int { return slices.Compare([]byte(a.Name), []byte(b.Name)) })
	return r.record(r.scheme.Vocabulary.Outlet, "outlet", adoption, attrs, rule.String(name),
		r.allowed("outlet", level))
}

// tabled is what the outlet table says, as a value of the declared type.
func tabled(a scheme.Attr, text string) ledger.Value {
	switch a.Type.String() {
	case "number":
		n, _ := decimal.NewFromString(text)
		return ledger.NumberValue(n)
	case "bool":
		return ledger.BoolValue(text == "true")
	}
	return ledger.StringValue(text)
}

// fact is the record of an adoption with its tier, an endorsement, a grant or an incident.
func (r *reference) fact(i int, tier string) rule.Value {
	e, v := r.entries[i], r.scheme.Vocabulary
	id, at := rule.String(e.ID), r.time(e.At)
	switch e.Kind {
	case ledger.Adopt:
		t := rule.Value{}
		if tier != "" || r.scheme.Ladder == nil {
			t = rule.String(tier)
		}
		return r.record(v.Adopt, "adopt", i, e.Attrs, id, at, r.outlet(i), t, r.allowed("adopt", e.Placement))
	case ledger.Endorse:
		return r.record(v.Endorse, "endorse", i, e.Attrs, id, at, r.allowed("endorse", e.By))
	case ledger.Grant:
		return r.record(v.Grant, "grant", i, e.Attrs, id, at, rule.String(e.Unit), rule.String(e.Account),
			rule.Number(e.Amount.Decimal), r.allowed("grant", e.Reason))
	}
	return r.record(v.Incident, "incident", i, e.Attrs, id, at, rule.String(e.Unit), r.allowed("incident", e.Type))
}

// point is an entry of a case that has taken effect.
type point struct {
	position int
	from     time.Time // when it takes effect
	dated    time.Time // what it is dated: its own time, or the end of the period that settles it
	enroll   int       // what its unit is then; −1: off the roster, it earns and counts nothing
	tier     string
	later    *later // a rule is asked of it on a later day; nil: it takes effect
}

// itemRecord is an item with the facts that have taken effect.
func (r *reference) itemRecord(submit int, facts []point) rule.Value {
	e, v := r.entries[submit], r.scheme.Vocabulary
	lists := map[ledger.Kind][]rule.Value{}
	for _, f := range facts {
		if f.position != submit {
			lists[r.entries[f.position].Kind] = append(lists[r.entries[f.position].Kind], r.fact(f.position, f.tier))
		}
	}
	var with []rule.Value
	for _, w := range e.With {
		with = append(with, rule.String(w))
	}
	shares := map[string]rule.Value{}
	for _, s := range e.Shares {
		shares[s.Unit] = rule.Number(s.Share)
	}
	asked := rule.Value{}
	if e.Commission != "" {
		if c, ok := r.standing(ledger.Commission, func(c ledger.Entry) bool {
			return c.Commission == e.Commission
		}); ok && r.onRoster(c) {
			asked = r.record(v.Asked, "commission", c, r.entries[c].Attrs, r.askedFields(c)...)
		}
	}
	return r.record(v.Item, "submit", submit, e.Attrs, rule.String(e.Item), rule.String(e.Unit),
		r.allowed("submit", e.Genre), rule.String(e.Title), r.time(e.At),
		r.time(e.Happened), rule.String(e.Topic), rule.List(rule.StringType(), with),
		rule.Map(rule.NumberType(), shares), asked, rule.List(v.Adopt.Type(), lists[ledger.Adopt]),
		rule.List(v.Endorse.Type(), lists[ledger.Endorse]),
		rule.List(v.Grant.Type(), lists[ledger.Grant]), rule.List(v.Incident.Type(), lists[ledger.Incident]))
}

func (r *reference) askedFields(commission int) []rule.Value {
	e := r.entries[commission]
	return []rule.Value{rule.String(e.Commission), rule.String(e.Unit), r.time(e.At),
		rule.Time(e.Due.EndInstant(r.zone()), false), r.allowed("commission", e.Genre), rule.String(e.Title)}
}

// commissionRecord is a commission with those of its answers that have come.
func (r *reference) commissionRecord(commission int, answers []point) rule.Value {
	e, v := r.entries[commission], r.scheme.Vocabulary
	var list []rule.Value
	for _, a := range answers {
		s := r.entries[a.position]
		list = append(list, r.record(v.Answer, "submit", a.position, s.Attrs, rule.String(s.Item), r.time(s.At),
			r.allowed("submit", s.Genre), rule.String(s.Title), r.time(s.Happened)))
	}
	row := rule.Row(r.askedFields(commission))
	for _, a := range r.scheme.Attrs["commission"] {
		value, _, _ := r.attribute(a, e.Attrs)
		row = append(row, value)
	}
	if len(v.Commission.Fields) > len(row)+1 {
		row = append(row, rule.Time(r.writtenDown(commission), false))
	}
	return v.Commission.Value(entryRow{append(row, rule.List(v.Answer.Type(), list)), "commission", commission})
}

func (r *reference) periodRecord(unit string, p calendar.Period) rule.Value {
	start, end := r.scheme.Calendar.Bounds(p)
	number, _ := r.ownOf(unit, p)
	weeks := 0 // whose last day lies in the period
	for day := start.Add(12 * time.Hour); day.Before(end); day = day.AddDate(0, 0, 1) {
		if c := r.scheme.Calendar; c.Of(calendar.Week, day) != c.Of(calendar.Week, day.AddDate(0, 0, 1)) {
			weeks++
		}
	}
	return r.scheme.Vocabulary.Period.Value(
		rule.Row{rule.String(p.String()), rule.String(r.scheme.Calendar.Word(p.Kind)), rule.Int(r.yearOf(p)),
			rule.Int(int64(number)),
			rule.Int(int64(weeks)), rule.Time(start, true), rule.Time(end.Add(-1), false)})
}

// about is the submission that an entry is about: itself, or its item's.
func (r *reference) about(i int) (int, bool) {
	e := r.entries[i]
	if e.Kind == ledger.Submit {
		return i, true
	}
	if e.Item == "" {
		return 0, false
	}
	return r.submission(e.Item)
}

// owner is the unit whose entry it is: an adoption's or endorsement's is the item's.
func (r *reference) owner(i int) string {
	if u := r.entries[i].Unit; u != "" {
		return u
	}
	if s, ok := r.about(i); ok {
		return r.entries[s].Unit
	}
	return ""
}

func (r *reference) onRoster(i int) bool {
	_, on := r.memberAt(r.owner(i), r.at[i])
	return on
}

// bind names what an expression on a point of a case may name; facts are those of its item that have taken effect.
func (r *reference) bind(p point, facts []point) names {
	n := names{scheme.SlotParams: r.params(p.dated)}
	if p.enroll >= 0 {
		n[scheme.SlotUnit] = r.unit(p.enroll)
	}
	e := r.entries[p.position]
	if submit, ok := r.about(p.position); ok {
		n[scheme.SlotItem] = r.itemRecord(submit, facts)
		if enroll, on := r.memberAt(r.entries[submit].Unit, r.at[submit]); on {
			n[scheme.SlotSender] = r.unit(enroll)
		}
	}
	switch e.Kind {
	case ledger.Adopt:
		n[scheme.SlotAdopt], n[scheme.SlotOutlet] = r.fact(p.position, p.tier), r.outlet(p.position)
		n[scheme.SlotTier] = rule.String(p.tier)
	case ledger.Endorse:
		n[scheme.SlotEndorse] = r.fact(p.position, "")
	case ledger.Commission:
		n[scheme.SlotCommission] = r.commissionRecord(p.position, nil)
	case ledger.Grant:
		n[scheme.SlotGrant] = r.fact(p.position, "")
	case ledger.Incident:
		n[scheme.SlotIncident] = r.fact(p.position, "")
	}
	earlier := func(i int) rule.Value { return r.earlierThan(i, p) }
	if p.later != nil { // after all entries of that day
		earlier = func(i int) rule.Value { return r.before(i, p.dated) }
	}
	for i := range r.keys {
		n[scheme.FirstNumber+scheme.Slot(i)] = r.scheme.Vocabulary.Number.Value(
			rule.Row{rule.Int(int64(r.nth(i, p.position))), r.before(i, p.dated), earlier(i)})
	}
	r.bindBalances(n, sightOf(p))
	return n
}
