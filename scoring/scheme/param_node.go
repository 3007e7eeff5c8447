package scheme

import (
	"bytes"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// param reads one node of the section.
func (b *builder) param(n *document.Node, name string) param {
	switch n.Kind {
	case document.Scalar:
		return b.paramScalar(n)
	case document.List:
		return b.paramList(n, name)
	}
	if len(n.Content) == 0 {
		b.Report(n, reason.New("scheme.empty-values", "found an empty mapping; expected values by name"))
		return param{node: n, typ: rule.StringType()}
	}
	if typ := n.Child("required"); typ != nil && len(n.Content) == 2 && typ.Kind == document.Scalar {
		if t, ok := attrType(typ.Value); ok && slices.Contains(paramTypes, typ.Value) {
			return param{node: n, typ: t, required: true}
		}
		if typ.Type == document.String {
			b.Unknown(typ, nounType, typ.Value, paramTypes)
			return param{node: n, typ: rule.NumberType()}
		}
	}
	for i := 0; i < len(n.Content); i += 2 {
		if dateKey.MatchString(n.Content[i].Value) {
			return b.paramDated(n, name)
		}
	}
	p := b.paramRecord(n, name)
	first := p.children[p.names[0]].typ
	for _, child := range p.names {
		if !p.children[child].typ.Equal(first) {
			b.fieldNames(p)
			return p
		}
	}
	p.record, p.typ = nil, rule.MapType(first)
	return p
}

// paramTypes are the types of a value that the user must give.
var paramTypes = []string{"string", "bool", "number"}

// fieldNames refuses names that no expression could write behind a dot: values of unlike types have no other way.
func (b *builder) fieldNames(p param) {
	for i, name := range p.names {
		if !isIdentifier(name) {
			if slices.Contains(celWords, name) {
				b.notAnIdentifier(nounParameter, p.node.Content[2*i], p.node.Content[2*i].Value)
				continue
			}
			b.Report(p.node.Content[2*i], reason.New("scheme.parameter-name",
				"found parameter {parameter:q}; "+
					"expected letters, digits and _ (other names may stand only where all values beside have one type)",
				name))
		}
	}
}

func (b *builder) paramRecord(n *document.Node, name string) param {
	p := param{node: n, record: &rule.Record{Name: name}, children: map[string]param{}}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		c := b.param(n.Content[i+1], name+"."+key.Value)
		p.names = append(p.names, key.Value)
		p.children[key.Value] = c
		p.record.Fields = append(p.record.Fields, rule.Field{Name: key.Value, Type: c.typ, Optional: len(c.dates) > 0})
	}
	p.typ = p.record.Type()
	return p
}

func (b *builder) paramList(n *document.Node, name string) param {
	p := param{node: n, items: []param{}}
	for _, c := range n.Content {
		item := b.param(c, name)
		if item.required {
			b.Report(c, reason.New("scheme.required-in-list",
				"found a required value in a list; expected it under a name, so that it can be given"))
		}
		if len(p.items) > 0 && !item.typ.Equal(p.items[0].typ) {
			b.Report(c, reason.New("scheme.mixed-list",
				"found {found} in a list of {type}; expected values of one type", item.typ, p.items[0].typ))
			continue
		}
		p.items = append(p.items, item)
	}
	if len(p.items) == 0 {
		b.Report(n, reason.New("scheme.empty-value-list",
			"found an empty list; expected values, so that their type is known"))
		p.items = []param{{typ: rule.StringType(), value: rule.String("")}}
	}
	p.typ = rule.ListType(p.items[0].typ)
	return p
}

func (b *builder) paramDated(n *document.Node, name string) param {
	p := param{node: n, dates: []time.Time{}}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		day, ok := b.date(key)
		start := day.Start(b.s.Calendar.Location())
		item := b.param(n.Content[i+1], name)
		switch {
		case !ok:
			continue
		case len(p.dates) > 0 && !start.After(p.dates[len(p.dates)-1]):
			b.Report(key, reason.New("scheme.dates-out-of-order",
				"found {found} after {before}; expected first days in ascending order",
				key.Value, p.dates[len(p.dates)-1].Format(time.DateOnly)))
		case len(p.items) > 0 && !item.typ.Equal(p.items[0].typ):
			b.Report(key, reason.New("scheme.mixed-dates",
				"found {found} after {before}; expected values of one type", item.typ, p.items[0].typ))
		default:
			p.dates, p.items = append(p.dates, start), append(p.items, item)
		}
	}
	if len(p.items) > 0 {
		p.typ = p.items[0].typ
	}
	return p
}

func (b *builder) paramScalar(n *document.Node) param {
	p := param{node: n, typ: rule.StringType(), value: rule.String(n.Value)}
	switch n.Type {
	case document.Int, document.Float:
		p.typ = rule.NumberType()
		p.value = rule.Int(0)
		d, wrong := parseNumber(n.Value)
		if !wrong.IsZero() {
			b.Report(n, wrong)
			return p
		}
		p.value = rule.Number(d)
	case document.Bool:
		p.typ, p.value = rule.BoolType(), rule.Bool(strings.EqualFold(n.Value, "true"))
	case document.Null:
		b.Report(n, reason.New("scheme.no-value",
			"found nothing; expected a value, or {{required: number}} for one that the user must give"))
	}
	return p
}

// parseNumber reads a plain decimal numeral exactly; else it says what is wrong.
func parseNumber(text string) (decimal.Decimal, reason.Reason) {
	if !numeral.MatchString(text) {
		return decimal.Decimal{}, reason.New("scheme.no-number",
			"found {found:q}; expected a plain decimal number of at most {most} digits on either side of the point",
			text, maxParam)
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return d, document.ReasonOf(err)
	}
	return d, reason.Reason{}
}

// date reads a day of the scheme's zone.
func (b *builder) date(n *document.Node) (civil.Day, bool) {
	d, wrong := dayOf(n.Value)
	if zone := b.s.Calendar.Location(); wrong.IsZero() && !d.IsIn(zone) {
		wrong = noSuchDay(n.Value, zone)
	}
	if !wrong.IsZero() {
		b.Report(n, wrong)
	}
	return d, wrong.IsZero()
}

// dayOf reads a day; else it says what is wrong.
func dayOf(text string) (civil.Day, reason.Reason) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, reason.New("scheme.no-day", "found {found:q}; expected a day, as 2006-01-02", text)
	}
	d := civil.At(t.Unix())
	if !d.InBounds() {
		return 0, reason.New("scheme.day-bounds", "found {found}; expected a year from {first} to {last}", text,
			civil.FirstYear, civil.LastYear)
	}
	return d, reason.Reason{}
}

// noSuchDay is the matter with a day that a zone never had.
func noSuchDay(day string, zone *time.Location) reason.Reason {
	return reason.New("scheme.no-such-day", "found {found}; expected a day that {zone} had", day, zone.String())
}

// checkRead reports a constant key below `params` that no parameter has, with the nearest.
func (b *builder) checkRead(r rule.Read) {
	p := b.paramTree
	for _, step := range r.Path[1:] {
		for p.dates != nil && len(p.items) > 0 {
			p = p.items[0]
		}
		if p.children == nil || step.Name == "" {
			return
		}
		next, ok := p.children[step.Name]
		if !ok {
			b.Add(b.File().ErrorAt(r.Position.Line, b.columnBefore(r.Position, step.Name),
				reason.New("scheme.unread-parameter",
					"unknown parameter {parameter:q} in {path}{hint}", step.Name, r,
					document.Hint(step.Name, p.names))))
			return
		}
		p = next
	}
}

// columnBefore is where a step of a read stands, which is placed by its last step: the last mention of the name up to
// there.
func (b *builder) columnBefore(at document.Position, name string) int {
	lines := bytes.Split(b.File().Content, []byte("\n"))
	if at.Line > len(lines) {
		return at.Column
	}
	line := []rune(string(lines[at.Line-1]))
	upTo := string(line[:min(len(line), at.Column+len(`["`)-1+utf8.RuneCountInString(name))])
	if i := strings.LastIndex(upTo, name); i >= 0 {
		return utf8.RuneCountInString(upTo[:i]) + 1
	}
	return at.Column
}
