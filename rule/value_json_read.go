package rule

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/reason"
)

// UnmarshalJSON reads what MarshalJSON gives. Records are then of declarations of their own, which say the same as
// those that were written; so a record that was read does not Equal the one that it was made from. The error is a
// [*reason.Error].
func (v *Value) UnmarshalJSON(data []byte) error {
	if len(data) > maxJSON {
		return said(tooMuchJSON())
	}
	if !utf8.Valid(data) {
		return said(reason.New("rule.json-utf8", "found {text:q}, expected UTF-8", truncated(string(data))))
	}
	r := valueReader{}
	read, wrong := r.whole(data)
	if !wrong.IsZero() {
		return said(wrong)
	}
	*v = read
	return nil
}

// valueReader reads a value, with the declarations around it.
type valueReader struct {
	records []*Record
	fields  map[*Record]map[string]int // the place of each field, by name
}

// someFields are those of the fields of a record that are there, by their place.
type someFields map[int]Value

// Field returns the value with index i; see [Fields].
func (f someFields) Field(i int) (Value, bool) {
	v, ok := f[i]
	return v, ok
}

// whole reads a value and what stands around it.
func (r *valueReader) whole(data []byte) (Value, reason.Reason) {
	parts, wrong := object(data)
	if !wrong.IsZero() || parts["records"] == nil {
		return r.value(data, deepest)
	}
	if wrong := onlyKeys(parts, "records", "value"); !wrong.IsZero() {
		return Value{}, wrong
	}
	var declared []jsonRecord
	if err := json.Unmarshal(parts["records"], &declared); err != nil {
		return Value{}, notJSON(err)
	}
	r.records, r.fields = make([]*Record, len(declared)), map[*Record]map[string]int{}
	for i := range r.records {
		r.records[i] = &Record{Name: declared[i].Name}
	}
	for i, d := range declared {
		fields, places := make([]Field, len(d.Fields)), map[string]int{}
		for j, f := range d.Fields {
			t, wrong := r.typ(f.Type)
			if !wrong.IsZero() {
				return Value{}, wrong
			}
			if _, twice := places[f.Name]; twice {
				return Value{}, reason.New("rule.json-field-twice",
					"record {record}: found field {field} twice, expected it once", truncated(d.Name),
					truncated(f.Name))
			}
			places[f.Name] = j
			fields[j] = Field{Name: f.Name, Type: t, Optional: f.Optional, Keys: f.Keys, OneOf: f.OneOf, Doc: f.Doc}
		}
		r.records[i].Fields, r.fields[r.records[i]] = fields, places
	}
	return r.value(parts["value"], deepest)
}

func (r *valueReader) value(data []byte, depth int) (v Value, wrong reason.Reason) {
	if depth == 0 {
		return Value{}, tooDeepJSON()
	}
	data = bytes.TrimLeft(data, " \t\r\n")
	if len(data) > 0 && data[0] == '{' {
		parts, wrong := object(data)
		if !wrong.IsZero() {
			return Value{}, wrong
		}
		return r.tagged(parts, depth)
	}
	var plain any
	if err := json.Unmarshal(data, &plain); err != nil {
		return Value{}, notJSON(err)
	}
	switch plain := plain.(type) {
	case nil:
		return Value{}, wrong
	case string:
		return String(plain), wrong
	case bool:
		return Bool(plain), wrong
	}
	return Value{}, reason.New("rule.json-bare",
		"found {found}, expected null, a string, true, false or an object with a tag", truncated(string(data)))
}

// tagged reads an object whose keys say what it is.
func (r *valueReader) tagged(parts map[string]json.RawMessage, depth int) (Value, reason.Reason) {
	for _, scalar := range []struct {
		tag  string
		read func(string) (Value, reason.Reason)
	}{
		{"number", readNumber}, {"duration", readDuration},
		{"time", func(s string) (Value, reason.Reason) { return readTime(s, false) }},
		{"date", func(s string) (Value, reason.Reason) { return readTime(s, true) }},
	} {
		if parts[scalar.tag] == nil {
			continue
		}
		if wrong := onlyKeys(parts, scalar.tag); !wrong.IsZero() {
			return Value{}, wrong
		}
		text, wrong := text(parts[scalar.tag])
		if !wrong.IsZero() {
			return Value{}, wrong
		}
		return scalar.read(text)
	}
	switch {
	case parts["list"] != nil:
		return r.list(parts, depth)
	case parts["map"] != nil:
		return r.mapping(parts, depth)
	case parts["record"] != nil:
		return r.record(parts, depth)
	}
	return Value{}, reason.New("rule.json-no-tag", "found an object, expected one with {tags}",
		[]string{"number", "time", "date", "duration", "list", "map", "record"})
}

func (r *valueReader) list(parts map[string]json.RawMessage, depth int) (v Value, wrong reason.Reason) {
	if wrong = onlyKeys(parts, "list", "of"); !wrong.IsZero() {
		return v, wrong
	}
	elem, wrong := r.elem(parts)
	if !wrong.IsZero() {
		return v, wrong
	}
	var written []json.RawMessage
	if err := json.Unmarshal(parts["list"], &written); err != nil {
		return v, notJSON(err)
	}
	items := make([]Value, len(written))
	for i, one := range written {
		if items[i], wrong = r.value(one, depth-1); wrong.IsZero() {
			wrong = misfit(reason.New("rule.json-element", "element {index}", i), elem, items[i])
		}
		if !wrong.IsZero() {
			return v, wrong
		}
	}
	return List(elem, items), wrong
}

func (r *valueReader) mapping(parts map[string]json.RawMessage, depth int) (v Value, wrong reason.Reason) {
	if wrong = onlyKeys(parts, "map", "of"); !wrong.IsZero() {
		return v, wrong
	}
	elem, wrong := r.elem(parts)
	if !wrong.IsZero() {
		return v, wrong
	}
	written, wrong := object(parts["map"])
	if !wrong.IsZero() {
		return v, wrong
	}
	items := make(map[string]Value, len(written))
	for _, key := range slices.Sorted(maps.Keys(written)) {
		item, wrong := r.value(written[key], depth-1)
		if wrong.IsZero() {
			wrong = misfit(reason.New("rule.json-key", "key {key:q}", truncated(key)), elem, item)
		}
		if !wrong.IsZero() {
			return v, wrong
		}
		items[key] = item
	}
	return Map(elem, items), wrong
}

func (r *valueReader) record(parts map[string]json.RawMessage, depth int) (v Value, wrong reason.Reason) {
	if wrong = onlyKeys(parts, "record", "fields"); !wrong.IsZero() {
		return v, wrong
	}
	name, wrong := text(parts["record"])
	if !wrong.IsZero() {
		return v, wrong
	}
	t, wrong := r.typ(name)
	if !wrong.IsZero() {
		return v, wrong
	}
	rec, ok := t.Record()
	if !ok {
		return v, reason.New("rule.json-no-record", "found {name:q}, expected a declared record such as #0",
			truncated(name))
	}
	written, wrong := object(parts["fields"])
	if !wrong.IsZero() {
		return v, wrong
	}
	row := make(someFields, len(written))
	for _, name := range slices.Sorted(maps.Keys(written)) {
		place, ok := r.fields[rec][name]
		if !ok {
			return v, reason.New("rule.json-more-fields", "found {field:q}, expected a field of record {record}",
				truncated(name), truncated(rec.Name))
		}
		item, wrong := r.value(written[name], depth-1)
		if wrong.IsZero() {
			wrong = misfit(reason.New("rule.json-field", "field {field}", truncated(name)),
				rec.Fields[place].Type, item)
		}
		if !wrong.IsZero() {
			return v, wrong
		}
		row[place] = item
	}
	return rec.Value(row), wrong
}

// elem reads the type of the elements of a list or a map.
func (r *valueReader) elem(parts map[string]json.RawMessage) (t Type, wrong reason.Reason) {
	name, wrong := text(parts["of"])
	if !wrong.IsZero() {
		return t, wrong
	}
	return r.typ(name)
}

// typ reads a type as it is written: number, list(string), map(#0).
func (r *valueReader) typ(name string) (Type, reason.Reason) {
	inner, around := name, []func(Type) Type(nil)
	for len(around) <= deepest {
		if rest, ok := strings.CutPrefix(inner, "list("); ok && strings.HasSuffix(rest, ")") {
			inner, around = rest[:len(rest)-1], append(around, ListType)
		} else if rest, ok := strings.CutPrefix(inner, "map("); ok && strings.HasSuffix(rest, ")") {
			inner, around = rest[:len(rest)-1], append(around, MapType)
		} else {
			break
		}
	}
	if len(around) > deepest {
		return Type{}, tooDeepJSON()
	}
	t, ok := map[string]Type{"none": {}, "number": NumberType(), "string": StringType(), "bool": BoolType(),
		"time": TimeType(), "duration": DurationType()}[inner]
	if place, declared := strings.CutPrefix(inner, "#"); declared {
		n, err := strconv.Atoi(place)
		if ok = err == nil && 0 <= n && n < len(r.records) && strconv.Itoa(n) == place; ok {
			t = r.records[n].Type()
		}
	}
	if !ok {
		return Type{}, reason.New("rule.json-no-type", "found {name:q}, expected a type", truncated(name))
	}
	for i := len(around) - 1; i >= 0; i-- {
		t = around[i](t)
	}
	return t, reason.Reason{}
}

// readNumber reads a number in the grammar of JSON, whatever the package of decimals is set to.
func readNumber(s string) (Value, reason.Reason) {
	if len(s) > maxJSONNumber {
		return Value{}, longNumber()
	}
	digit := func(i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }
	written := s != "" && (s[0] == '-' || digit(0)) && digit(len(s)-1) && json.Valid([]byte(s))
	digits, power := s, int64(0)
	if at := strings.IndexAny(s, "eE"); at >= 0 {
		var err error
		power, err = strconv.ParseInt(s[at+1:], 10, 32)
		digits, written = s[:at], written && err == nil
	}
	whole, part, _ := strings.Cut(digits, ".")
	power -= int64(len(part))
	n, ok := new(big.Int).SetString(whole+part, 10)
	if !written || !ok || power < math.MinInt32 {
		return Value{}, reason.New("rule.json-no-number", "found {text:q}, expected a decimal such as 12.5",
			truncated(s))
	}
	return Number(decimal.NewFromBigInt(n, int32(power))), reason.Reason{}
}

func readDuration(s string) (Value, reason.Reason) {
	d, err := time.ParseDuration(s)
	if err != nil || d.String() != s {
		return Value{}, reason.New("rule.json-no-duration", "found {text:q}, expected a duration such as 36h0m0s",
			truncated(s))
	}
	return Duration(d), reason.Reason{}
}

func readTime(s string, dateOnly bool) (Value, reason.Reason) {
	t, err := time.Parse(timeLayout, s)
	if err != nil {
		t, err = time.Parse(timeLayoutSeconds, s)
	}
	if err != nil {
		return Value{}, reason.New("rule.json-no-time",
			"found {text:q}, expected a time such as 2020-03-08T09:15:00+08:00", truncated(s))
	}
	if _, offset := t.Zone(); offset == 0 {
		t = t.UTC()
	} else {
		t = t.In(time.FixedZone("", offset)) // never the zone of the host
	}
	return Time(t, dateOnly), reason.Reason{}
}

// object reads the keys of an object.
func object(data []byte) (parts map[string]json.RawMessage, wrong reason.Reason) {
	if err := json.Unmarshal(data, &parts); err != nil {
		return nil, notJSON(err)
	}
	if parts == nil {
		return nil, reason.New("rule.json-no-object", "found null, expected an object")
	}
	return parts, wrong
}

// text reads a string.
func text(data []byte) (s string, wrong reason.Reason) {
	var read *string
	if err := json.Unmarshal(data, &read); err != nil {
		return "", notJSON(err)
	}
	if read == nil {
		return "", reason.New("rule.json-no-text", "found null, expected a string")
	}
	return *read, wrong
}

// onlyKeys says what is wrong with the keys of an object; the zero Reason: they are these.
func onlyKeys(parts map[string]json.RawMessage, keys ...string) reason.Reason {
	found := len(parts) == len(keys)
	for _, key := range keys {
		found = found && parts[key] != nil
	}
	if found {
		return reason.Reason{}
	}
	return reason.New("rule.json-keys", "found an object of {found} keys, expected {keys}", len(parts), keys)
}

// notJSON is the matter with what is no JSON, or of another type.
func notJSON(err error) reason.Reason {
	return reason.New("rule.no-json", "value: {detail}", err.Error())
}
