package ledger

import (
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/internal/store"
)

// Canonical returns the canonical bytes of e: what a hash of the entry is taken over, and, with a line end,
// what [WriteJSONL] writes. They are the same whichever form e was read from, and do not change between
// versions of this package.
//
// They are one JSON object in UTF-8 without spaces. Its fields are those that e has, in the order of the
// struct [Entry]; `attrs`, `shares` and `succeeds` are sorted by name, byte by byte; `with` stays as written, and
// `succeeds` is a list where all shares are 1. Times stay as written. Numbers are plain digits without exponent,
// trailing zeros and negative zero (1.50 is 1.5); `required`, `amount` and shares are strings, numbers in attrs are
// not. In strings only the quotation mark, the backslash and the characters below U+0020 are escaped:
// \" \\ \b \t \n \f \r, else \u00 with two small hexadecimal digits.
func (e Entry) Canonical() []byte { return e.appendCanonical(make([]byte, 0, 256)) }

func (e *Entry) appendCanonical(dst []byte) []byte {
	dst = append(dst, '{')
	for f := range e.has().All() {
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		dst = append(append(append(dst, '"'), f.String()...), '"', ':')
		dst = e.appendField(dst, f)
	}
	return append(dst, '}')
}

// appendField writes the value of a field as JSON.
func (e *Entry) appendField(dst []byte, f store.Field) []byte {
	switch f.Shape() {
	case store.ShapeTime:
		return append(e.time(f).append(append(dst, '"')), '"')
	case store.ShapeNumber:
		return append(appendDecimal(append(dst, '"'), e.number(f).Decimal), '"')
	case store.ShapeList:
		return appendList(dst, e.With)
	case store.ShapeShares:
		return appendShares(dst, e.Shares)
	case store.ShapeAttrs:
		return appendAttrs(dst, e.Attrs)
	case store.ShapeFlag:
		return append(dst, "true"...)
	case store.ShapeWholes:
		if units, all := wholes(e.Succeeds); all {
			return appendList(dst, units)
		}
		return appendShares(dst, e.Succeeds)
	}
	return appendString(dst, *e.text(f))
}

func appendList(dst []byte, list []string) []byte {
	dst = append(dst, '[')
	for i, s := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendString(dst, s)
	}
	return append(dst, ']')
}

func appendShares(dst []byte, shares []Share) []byte {
	dst = append(dst, '{')
	for i, s := range sortedShares(shares) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendString(dst, s.Unit), ':', '"')
		dst = append(appendDecimal(dst, s.Share), '"')
	}
	return append(dst, '}')
}

func appendAttrs(dst []byte, attrs Attrs) []byte {
	dst = append(dst, '{')
	for i, a := range attrs.sorted() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = a.Value.append(append(appendString(dst, a.Name), ':'))
	}
	return append(dst, '}')
}

// appendString writes s as a JSON string. Bytes that are no UTF-8, which no ledger holds, become U+FFFD.
func appendString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				dst = append(append(dst, s[from:i]...), "\uFFFD"...)
				from = i + 1
			}
			i += size
			continue
		}
		if c >= 0x20 && c != '"' && c != '\\' {
			i++
			continue
		}
		dst = append(dst, s[from:i]...)
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\b':
			dst = append(dst, '\\', 'b')
		case '\t':
			dst = append(dst, '\\', 't')
		case '\n':
			dst = append(dst, '\\', 'n')
		case '\f':
			dst = append(dst, '\\', 'f')
		case '\r':
			dst = append(dst, '\\', 'r')
		default:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
		}
		i++
		from = i
	}
	return append(append(dst, s[from:]...), '"')
}
