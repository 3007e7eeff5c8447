package ledger

import (
	"encoding/json"
	"strings"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
)

// MarshalJSON gives the canonical bytes of the entry: one line of JSON Lines. An [encoding/json.Marshal] around it
// writes <, > and & as escapes, which read the same. The error is an [*Errors] with all that a ledger would refuse in
// the entry by itself: what cannot be read again is not written.
func (e Entry) MarshalJSON() ([]byte, error) {
	b := newAlone()
	b.fillMade(&e)
	b.checkEntry(&b.draft)
	if err := b.errs.err(); err != nil {
		return nil, err
	}
	return b.draft.Canonical(), nil
}

// UnmarshalJSON reads an entry as [ReadJSONL] reads a line, as strictly and with the same errors, as an [*Errors]
// whose lines and columns count in the text of the entry. It knows no other entry: whether names refer to something,
// a ledger says.
func (e *Entry) UnmarshalJSON(data []byte) error {
	j, err := readAlone(data, (*jsonReader).object, (*builder).checkEntry)
	if err == nil {
		*e = j.draft.Entry
	}
	return err
}

// MarshalJSON gives an object of strings, bools and numbers, sorted by name, as an entry has it:
// {"lead":true,"words":1200}. The error is an [*Errors] with names and values that no ledger takes.
func (a Attrs) MarshalJSON() ([]byte, error) {
	b := newAlone()
	b.fillMade(&Entry{Attrs: a})
	b.checkLists(&b.draft)
	b.report(&b.draft)
	if err := b.errs.err(); err != nil {
		return nil, err
	}
	return appendAttrs(nil, b.draft.Attrs), nil
}

// UnmarshalJSON reads what MarshalJSON gives, as strictly as [ReadJSONL] reads the attributes of an entry. The error
// is an [*Errors]. An object without attributes is nil.
func (a *Attrs) UnmarshalJSON(data []byte) error {
	j, err := readAlone(data, func(j *jsonReader) {
		j.draft.named = store.SetOf(store.FieldAttrs)
		j.draft.values[store.FieldAttrs] = int32(j.scan.pos)
		if j.attrs() {
			j.scan.end()
		}
		j.broken()
	}, (*builder).checkLists)
	if err == nil {
		*a = j.draft.Attrs
	}
	return err
}

// MarshalJSON gives a string, true, false or a number in plain digits; null for the zero Value. The error is an
// [*Errors] for what no ledger takes: a text that is not UTF-8, a number out of bounds.
func (v Value) MarshalJSON() ([]byte, error) {
	if v.kind == 0 {
		return []byte("null"), nil
	}
	b := newAlone()
	b.draft.reset(0, 0, "")
	b.checkValue(&b.draft, "", &v)
	b.report(&b.draft)
	if err := b.errs.err(); err != nil {
		return nil, err
	}
	return v.append(nil), nil
}

// UnmarshalJSON reads what MarshalJSON gives; the digits of a number are kept. The error is an [*Errors].
func (v *Value) UnmarshalJSON(data []byte) error {
	var read Value
	_, err := readAlone(data, func(j *jsonReader) {
		null, ok := strings.CutPrefix(j.scan.text[j.scan.pos:], "null")
		if ok = ok && strings.Trim(null, " \t\r\n") == ""; !ok {
			if read, ok = j.value(""); ok {
				j.scan.end()
			}
		}
		j.broken()
	}, func(*builder, *draft) {})
	if err == nil {
		*v = read
	}
	return err
}

// newAlone is a builder that checks one entry, or a part of one, by itself.
func newAlone() *builder {
	b := new(builder)
	b.errs.nextPass()
	return b
}

// checkEntry checks a draft without any other entry, and reports all that is wrong with it.
func (b *builder) checkEntry(d *draft) {
	b.checkKind(d)
	if !d.truncated {
		b.checkAlone(d)
		b.checkPeriod(d)
		b.checkProof(d)
	}
	b.report(d)
}

// readAlone reads one JSON value into a draft, and checks it where it could be read to its end.
func readAlone(data []byte, read func(*jsonReader), check func(*builder, *draft)) (*jsonReader, error) {
	j := &jsonReader{builder: newAlone()}
	d := &j.draft
	if len(data) > maxEntry {
		j.fill("", 1, errLongLine)
		return j, j.errs.err()
	}
	text := string(data)
	d.reset(1, 0, text)
	j.open(text)
	read(j)
	if !d.truncated {
		check(j.builder, d)
	}
	j.report(d)
	if strings.Contains(d.text, "\n") {
		for _, e := range j.errs.list {
			e.Line, e.Column = within(d.text, e.Column)
		}
	}
	return j, j.errs.err()
}

// within is the line of a column of a text that may have several, and the column in that line.
func within(text string, column int) (line, in int) {
	passed, start := 0, 0
	line = 1
	for _, r := range text {
		if passed >= column-1 {
			break
		}
		if passed++; r == '\n' {
			line, start = line+1, passed
		}
	}
	return line, column - start
}

// MarshalJSON gives unit and share: {"unit":"linxi","share":"0.5"}. An entry has its shares in one object instead.
// The error is an [*Errors] for a unit that is not UTF-8 and a share out of bounds.
func (s Share) MarshalJSON() ([]byte, error) {
	b := newAlone()
	b.draft.reset(0, 0, "")
	b.checkText(&b.draft, store.FieldShares, "unit", s.Unit)
	b.checkNumber(&b.draft, store.FieldShares, "share", &s.Share)
	b.report(&b.draft)
	if err := b.errs.err(); err != nil {
		return nil, err
	}
	text := appendString([]byte(`{"unit":`), s.Unit)
	return append(appendDecimal(append(text, `,"share":"`...), s.Share), `"}`...), nil
}

// UnmarshalJSON reads what MarshalJSON gives. The error is that of package json, or a [*reason.Error] for a share
// that is no decimal within the bounds of a ledger.
func (s *Share) UnmarshalJSON(data []byte) error {
	var in struct{ Unit, Share string }
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	n, fault := parseDecimal(in.Share)
	if fault != noFault {
		return &reason.Error{Reason: wrongNumber(quote(in.Share), fault)}
	}
	*s = Share{Unit: in.Unit, Share: n}
	return nil
}
