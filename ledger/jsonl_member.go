package ledger

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
)

// member reads one field of a line.
func (j *jsonReader) member(name string, at int) bool {
	s, d := &j.scan, &j.draft
	f, ok := j.field(name)
	if !ok {
		own := func() reason.Reason {
			return reason.New("ledger.expected.field-or-attrs",
				`a field of the format; an attribute of your own stands in "attrs":{{{name}:…}}`, quote(name))
		}
		if f, ok = j.unknownField(d, d.column(at), name, own); !ok {
			_, ok := s.skip(1)
			return ok
		}
	}
	if d.named.Has(f) {
		j.fail(d, d.column(at), f.String(),
			twice(reason.New("ledger.found.field-again", "the field a second time"), onlyOnce()))
		_, ok := s.skip(1)
		return ok
	}
	d.named |= 1 << f
	j.last = f
	d.keys[f], d.values[f] = int32(at), int32(s.pos)
	switch f.Shape() {
	case store.ShapeText:
		return j.text(f)
	case store.ShapeTime:
		return j.time(f)
	case store.ShapeNumber:
		return j.number(f)
	case store.ShapeList:
		return j.with()
	case store.ShapeShares:
		return j.shares(f)
	case store.ShapeFlag:
		return j.flag(f)
	case store.ShapeWholes:
		return j.succeeds()
	}
	return j.attrs()
}

// field finds a field by its name. Most often it is the one that followed the same field the last time.
func (j *jsonReader) field(name string) (f store.Field, ok bool) {
	if f = j.next[j.last]; f.String() == name {
		return f, true
	}
	if f, ok = fieldsByName[name]; ok {
		j.next[j.last] = f
	}
	return f, ok
}

// wrongType passes over a value that has not the type that f, or label within it, needs.
func (j *jsonReader) wrongType(f store.Field, label string, expected reason.Reason) bool {
	s, d := &j.scan, &j.draft
	at := s.pos
	what, ok := s.skip(1)
	if !ok {
		return false
	}
	if what.isNull() {
		expected = reason.New("ledger.expected.not-null", "{expected}; what is absent is left out", expected)
	}
	d.bad |= 1 << f
	j.fail(d, d.column(at), label,
		reason.New("ledger.other-type", "found {found}, expected {expected}", what.reason(), expected))
	return true
}

func (j *jsonReader) text(f store.Field) bool {
	if j.scan.peek() != '"' {
		return j.wrongType(f, f.String(), reason.New("ledger.expected.string", "a string"))
	}
	text, ok := j.scan.string()
	if ok {
		*j.draft.Entry.text(f) = text
	}
	return ok
}

func (j *jsonReader) time(f store.Field) bool {
	if j.scan.peek() != '"' {
		return j.wrongType(f, f.String(), reason.New("ledger.expected.time-string", "a time as a string"))
	}
	text, ok := j.scan.string()
	if ok {
		setTime(j.builder, &j.draft, f, text)
	}
	return ok
}

// flag reads true or false, which is as if it were not there.
func (j *jsonReader) flag(f store.Field) bool {
	if c := j.scan.peek(); c != 't' && c != 'f' {
		return j.wrongType(f, f.String(), expectedBool())
	}
	word, ok := j.scan.scalar()
	j.draft.Restricted = ok && word == "true"
	return ok
}

func (j *jsonReader) number(f store.Field) bool {
	s := &j.scan
	c := s.peek()
	if c == '"' {
		text, ok := s.string()
		if ok {
			setNumber(j.builder, &j.draft, f, text)
		}
		return ok
	}
	if c != '-' && (c < '0' || c > '9') {
		return j.wrongType(f, f.String(), decimalNeeded())
	}
	if f != store.FieldRequired {
		return j.unquoted(f, f.String())
	}
	text, ok := s.scalar()
	if ok {
		setNumber(j.builder, &j.draft, f, text)
	}
	return ok
}

// unquoted reports a number where a decimal as a string is due.
func (j *jsonReader) unquoted(f store.Field, label string) bool {
	d := &j.draft
	at := j.scan.pos
	text, ok := j.scan.scalar()
	if !ok {
		return false
	}
	d.bad |= 1 << f
	j.fail(d, d.column(at), label, reason.New("ledger.bare-number", "found {found}, expected {expected}",
		foundNumber(short(text)), reason.New("ledger.expected.quoted", `it as a string, "{number}"`, short(text))))
	return true
}

func (j *jsonReader) with() bool {
	return j.units(store.FieldWith, listNeeded(), func(unit string) { j.draft.With = append(j.draft.With, unit) })
}

// units reads a list of units.
func (j *jsonReader) units(f store.Field, expected reason.Reason, add func(unit string)) bool {
	s, d := &j.scan, &j.draft
	if s.peek() != '[' {
		return j.wrongType(f, f.String(), expected)
	}
	return s.list(func() bool {
		if s.peek() != '"' {
			return j.wrongType(f, f.String(), expected)
		}
		at := s.pos
		text, ok := s.string()
		if !ok {
			return false
		}
		if text == "" {
			j.emptyName(d.column(at), f.String())
			return true
		}
		add(text)
		return true
	})
}

// succeeds reads units, as a list or with their shares.
func (j *jsonReader) succeeds() bool {
	if j.scan.peek() == '{' {
		return j.shares(store.FieldSucceeds)
	}
	return j.units(store.FieldSucceeds, reason.New("ledger.expected.succeeds",
		"a list of units, or an object of decimals as strings"), func(unit string) {
		j.draft.Succeeds = append(j.draft.Succeeds, Share{Unit: unit, Share: decimal.New(1, 0)})
	})
}

func (j *jsonReader) shares(f store.Field) bool {
	s, d := &j.scan, &j.draft
	if s.peek() != '{' {
		return j.wrongType(f, f.String(), reason.New("ledger.expected.shares", "an object of decimals as strings"))
	}
	return s.object(func(name string, at int) bool {
		if name == "" {
			j.emptyName(d.column(at), f.String())
		}
		label := f.String() + "." + name
		c := s.peek()
		at = s.pos
		switch {
		case c == '-' || '0' <= c && c <= '9':
			return j.unquoted(f, label)
		case c != '"':
			return j.wrongType(f, label, decimalNeeded())
		}
		text, ok := s.string()
		if !ok {
			return false
		}
		n, fault := parseDecimal(text)
		if fault != noFault {
			d.bad |= 1 << f
			j.fail(d, d.column(at), label, wrongNumber(quote(text), fault))
			return true
		}
		of := d.Entry.shares(f)
		*of = append(*of, Share{Unit: name, Share: n})
		return true
	})
}

func (j *jsonReader) attrs() bool {
	s, d := &j.scan, &j.draft
	if s.peek() != '{' {
		return j.wrongType(store.FieldAttrs, "attrs",
			reason.New("ledger.expected.attrs", "an object of strings, bools and numbers"))
	}
	return s.object(func(name string, at int) bool {
		if name == "" {
			j.emptyName(d.column(at), "attrs")
		}
		v, ok := j.value("attrs." + name)
		if v.kind > 0 {
			d.Attrs = append(d.Attrs, Attr{Name: name, Value: v})
		}
		return ok
	})
}

// value reads the value of an attribute; one of no kind was reported.
func (j *jsonReader) value(label string) (v Value, ok bool) {
	s, d := &j.scan, &j.draft
	at := s.pos
	switch c := s.peek(); {
	case c == '"':
		text, ok := s.string()
		if !ok {
			return Value{}, false
		}
		return Value{kind: TextKind, text: text}, true
	case c == '{' || c == '[' || c == 'n':
		return Value{}, j.wrongType(store.FieldAttrs, label, scalarNeeded())
	}
	word, ok := s.scalar()
	if !ok {
		return Value{}, false
	}
	v, fault := scalarValue(word)
	if fault != noFault {
		d.bad |= 1 << store.FieldAttrs
		j.fail(d, d.column(at), label, wrongNumber(foundNumber(short(word)), fault))
		return Value{}, true
	}
	return v, true
}

// scalarValue is the value of true, false or a number.
func scalarValue(word string) (v Value, fault numberFault) {
	switch word {
	case "true", "false":
		return Value{kind: BoolKind, truth: word[0] == 't'}, noFault
	}
	n, fault := parseDecimal(word)
	return Value{kind: NumberKind, number: n}, fault
}

// emptyName reports a unit or an attribute that is called "".
func (j *jsonReader) emptyName(column int, label string) {
	j.draft.bad |= 1 << fieldsByName[label]
	j.fail(&j.draft, column, label, emptyText())
}
