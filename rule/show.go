package rule

import (
	"strconv"
	"time"

	"github.com/shopspring/decimal"
)

// The most elements of a list or map that String writes out, and how deep it goes.
const (
	shownElements = 20
	shownDepth    = 4
)

// String returns the value for an explanation: 12.5, "人民日报", true, 2020-03-08,
// 2020-03-08T09:15:00+08:00, 36h0m0s, ["a", "b"], {"city": 5}, item{words: 600}. It is the same for equal
// values but for the zone of times; long lists and deep records are shortened.
func (v Value) String() string { return string(v.show(nil, shownDepth)) }

func (v Value) show(out []byte, depth int) []byte {
	switch v.kind {
	case kindNumber:
		if v.flag {
			d, _ := v.ref.(decimal.Decimal)
			return append(append(append(out, d.Coefficient().String()...), 'e'), itoa(int64(d.Exponent()))...)
		}
		return v.num().append(out)
	case kindString:
		return strconv.AppendQuote(out, v.s)
	case kindBool:
		return strconv.AppendBool(out, v.flag)
	case kindTime:
		if v.flag {
			return v.time().AppendFormat(out, time.DateOnly)
		}
		return v.time().AppendFormat(out, time.RFC3339Nano)
	case kindDuration:
		return append(out, time.Duration(v.n).String()...)
	case kindList:
		return v.showList(out, depth)
	case kindMap:
		return v.showMap(out, depth)
	case kindRecord:
		return v.showRecord(out, depth)
	}
	return append(out, "none"...)
}

func (v Value) showList(out []byte, depth int) []byte {
	out = append(out, '[')
	for i, item := range v.list().items {
		if i > 0 {
			out = append(out, ", "...)
		}
		if i == shownElements || depth == 0 {
			out = append(out, "… "+strconv.Itoa(len(v.list().items))+" in all"...)
			break
		}
		out = item.show(out, depth-1)
	}
	return append(out, ']')
}

func (v Value) showMap(out []byte, depth int) []byte {
	m := v.mapping()
	out = append(out, '{')
	for i, key := range m.keys {
		if i > 0 {
			out = append(out, ", "...)
		}
		if i == shownElements || depth == 0 {
			out = append(out, "… "+strconv.Itoa(len(m.keys))+" in all"...)
			break
		}
		out = strconv.AppendQuote(out, key)
		out = append(out, ": "...)
		out = m.items[key].show(out, depth-1)
	}
	return append(out, '}')
}

func (v Value) showRecord(out []byte, depth int) []byte {
	out = append(append(out, v.rec.Name...), '{')
	first := true
	for i, field := range v.rec.Fields {
		if depth == 0 {
			out = append(out, "…"...)
			break
		}
		item, ok := v.fields().Field(i)
		if !ok {
			continue
		}
		if !first {
			out = append(out, ", "...)
		}
		first = false
		out = append(append(out, field.Name...), ": "...)
		out = item.show(out, depth-1)
	}
	return append(out, '}')
}
