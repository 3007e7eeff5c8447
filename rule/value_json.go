package rule

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/reason"
)

// The bounds of a value as JSON.
const (
	maxJSON       = 1 << 24 // bytes in all
	maxJSONNumber = 1 << 12 // bytes of a number
)

// Layouts of times: years have four digits, and an offset has seconds where those are not zero.
const (
	timeLayout        = time.RFC3339Nano
	timeLayoutSeconds = "2006-01-02T15:04:05.999999999Z07:00:00"
)

// MarshalJSON gives the value without loss of its type. What JSON can tell apart stands for itself; an object with a
// tag says what else it is:
//
//	null                                     none
//	"人民日报", true                         a string, a bool
//	{"number":"12.5"}                        a number, exact
//	{"time":"2020-03-08T09:15:00+08:00"}     a time
//	{"date":"2020-03-08T00:00:00+08:00"}     a time that is a date, by the first instant of its day
//	{"duration":"36h0m0s"}                   a duration
//	{"list":["a","b"],"of":"string"}         a list and the type of its elements
//	{"map":{"city":{"number":"5"}},"of":"number"}
//	{"record":"#0","fields":{"title":"x"}}   a record of the first declaration; what is absent is left out
//
// Types are written as [Type.String] writes them, but a record by the place of its declaration. Where a value has to
// do with records, their declarations stand around it:
//
//	{"records":[{"name":"item","fields":[{"name":"title","type":"string"}]}],
//	 "value":{"record":"#0","fields":{"title":"x"}}}
//
// A zone is kept as its offset. The error is a [*reason.Error] for what could not be read again: a text that is not
// UTF-8, a year of other than four digits, an element or a field of another type than is declared, values more than
// 32 deep in one another, more than 16 MiB.
func (v Value) MarshalJSON() ([]byte, error) {
	w := valueWriter{places: map[*Record]int{}}
	value := w.value(nil, v, deepest)
	if w.wrong.IsZero() && len(w.records) > 0 {
		value = append(append(w.declarations([]byte(`{"records":[`)), `],"value":`...), value...)
		value = append(value, '}')
	}
	w.bound(value)
	if !w.wrong.IsZero() {
		return nil, said(w.wrong)
	}
	return value, nil
}

// valueWriter writes a value, and says what is wrong first.
type valueWriter struct {
	records []*Record
	places  map[*Record]int // in records
	wrong   reason.Reason
}

func (w *valueWriter) fail(r reason.Reason) {
	if w.wrong.IsZero() {
		w.wrong = r
	}
}

// bound fails where what was written is too much, and says whether to go on.
func (w *valueWriter) bound(out []byte) bool {
	if len(out) > maxJSON {
		w.fail(tooMuchJSON())
	}
	return w.wrong.IsZero()
}

func (w *valueWriter) value(out []byte, v Value, depth int) []byte {
	if depth == 0 {
		w.fail(tooDeepJSON())
	}
	if !w.bound(out) {
		return out
	}
	switch v.kind {
	case kindString:
		return w.text(out, v.s)
	case kindBool:
		return strconv.AppendBool(out, v.flag)
	case kindNumber:
		return append(w.number(append(out, `{"number":"`...), v), `"}`...)
	case kindTime:
		tag := `{"time":"`
		if v.flag {
			tag = `{"date":"`
		}
		return append(w.time(append(out, tag...), v.time()), `"}`...)
	case kindDuration:
		return append(append(append(out, `{"duration":"`...), time.Duration(v.n).String()...), `"}`...)
	case kindList:
		return w.list(out, v.list(), depth)
	case kindMap:
		return w.mapping(out, v.mapping(), depth)
	case kindRecord:
		return w.record(out, v, depth)
	}
	return append(out, "null"...)
}

// text writes a string.
func (w *valueWriter) text(out []byte, s string) []byte {
	if !utf8.ValidString(s) {
		w.fail(reason.New("rule.json-utf8", "found {text:q}, expected UTF-8", truncated(s)))
	}
	text, err := json.Marshal(s)
	if err != nil {
		w.fail(reason.New("rule.json-text", "text {text:q}: {detail}", truncated(s), err.Error()))
	}
	return append(out, text...)
}

func (w *valueWriter) number(out []byte, v Value) []byte {
	from := len(out)
	if d, _ := v.ref.(decimal.Decimal); v.flag && d.NumDigits() > maxJSONNumber {
		w.fail(longNumber())
		return out
	}
	if out = v.show(out, 1); len(out)-from > maxJSONNumber {
		w.fail(longNumber())
	}
	return out
}

func (w *valueWriter) time(out []byte, t time.Time) []byte {
	if year := t.Year(); year < 0 || year > 9999 {
		w.fail(reason.New("rule.json-year", "found the year {year}, expected one from 0000 to 9999", year))
	}
	if _, offset := t.Zone(); offset%60 != 0 {
		return t.AppendFormat(out, timeLayoutSeconds)
	}
	return t.AppendFormat(out, timeLayout)
}

func (w *valueWriter) list(out []byte, l *listValue, depth int) []byte {
	out = append(out, `{"list":[`...)
	for i, item := range l.items {
		if i > 0 {
			out = append(out, ',')
		}
		w.fits(reason.New("rule.json-element", "element {index}", i), l.elem, item)
		if out = w.value(out, item, depth-1); !w.bound(out) {
			return out
		}
	}
	return append(w.typ(append(out, `],"of":"`...), l.elem), `"}`...)
}

func (w *valueWriter) mapping(out []byte, m *mapValue, depth int) []byte {
	out = append(out, `{"map":{`...)
	for i, key := range m.keys {
		if i > 0 {
			out = append(out, ',')
		}
		w.fits(reason.New("rule.json-key", "key {key:q}", truncated(key)), m.elem, m.items[key])
		if out = w.value(append(w.text(out, key), ':'), m.items[key], depth-1); !w.bound(out) {
			return out
		}
	}
	return append(w.typ(append(out, `},"of":"`...), m.elem), `"}`...)
}

func (w *valueWriter) record(out []byte, v Value, depth int) []byte {
	out = append(w.typ(append(out, `{"record":"`...), v.Type()), `","fields":{`...)
	first := true
	for i, f := range v.rec.Fields {
		item, ok := v.fields().Field(i)
		if !ok {
			continue
		}
		if !first {
			out = append(out, ',')
		}
		first = false
		w.fits(reason.New("rule.json-field", "field {field}", truncated(f.Name)), f.Type, item)
		if out = w.value(append(w.text(out, f.Name), ':'), item, depth-1); !w.bound(out) {
			return out
		}
	}
	return append(out, `}}`...)
}

// fits fails where a value is not of the type that is declared for it.
func (w *valueWriter) fits(what reason.Reason, t Type, v Value) {
	if wrong := misfit(what, t, v); !wrong.IsZero() {
		w.fail(wrong)
	}
}

// misfit says that a value is not of the type that is declared for it; the zero Reason: it is.
func misfit(what reason.Reason, t Type, v Value) reason.Reason {
	if v.Type().Equal(t) {
		return reason.Reason{}
	}
	return reason.New("rule.json-misfit", "{what}: found a {found}, expected a {type}", what, v.Type(), t)
}

// typ writes a type. It notes the declaration of a record.
func (w *valueWriter) typ(out []byte, t Type) []byte {
	ends := 0
	for ; t.elem != nil; t = *t.elem {
		out = append(append(out, kindNames[t.kind]...), '(')
		ends++
	}
	switch {
	case ends > deepest:
		w.fail(tooDeepJSON())
	case t.rec == nil:
		out = append(out, kindNames[t.kind]...)
	default:
		place, known := w.places[t.rec]
		if !known {
			place = len(w.records)
			w.places[t.rec], w.records = place, append(w.records, t.rec)
		}
		out = append(append(out, '#'), strconv.Itoa(place)...)
	}
	return append(out, strings.Repeat(")", ends)...)
}

// jsonField is the declaration of a field as JSON.
type jsonField struct {
	Name     string   `json:"name"`
	Type     string   `json:"type"`
	Optional bool     `json:"optional,omitempty"`
	Keys     []string `json:"keys,omitempty"`
	OneOf    []string `json:"one_of,omitempty"`
	Doc      string   `json:"doc,omitempty"`
}

// jsonRecord is the declaration of a record as JSON.
type jsonRecord struct {
	Name   string      `json:"name"`
	Fields []jsonField `json:"fields"`
}

// declarations writes those of the records that were noted, and of the records in their fields.
func (w *valueWriter) declarations(out []byte) []byte {
	for n := 0; n < len(w.records) && w.bound(out); n++ { // which grows meanwhile
		r := w.records[n]
		declared := jsonRecord{Name: r.Name, Fields: make([]jsonField, len(r.Fields))}
		for i, f := range r.Fields {
			declared.Fields[i] = jsonField{f.Name, string(w.typ(nil, f.Type)), f.Optional, f.Keys, f.OneOf, f.Doc}
		}
		text, err := json.Marshal(declared)
		if err != nil {
			w.fail(reason.New("rule.json-record", "record {record:q}: {detail}", truncated(r.Name), err.Error()))
		}
		if n > 0 {
			out = append(out, ',')
		}
		out = append(out, text...)
	}
	return out
}

func tooDeepJSON() reason.Reason {
	return reason.New("rule.json-deep", "found values more than {most} deep in one another, expected fewer", deepest)
}

func tooMuchJSON() reason.Reason {
	return reason.New("rule.json-long", "found more than {most} bytes, expected fewer", maxJSON)
}

func longNumber() reason.Reason {
	return reason.New("rule.json-long-number", "found a number of more than {most} digits, expected fewer",
		maxJSONNumber)
}
