package rule

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger/reason"
)

func textBuiltins() []builtin {
	return []builtin{
		{form: "size(string) number", method: true, call: func(r *run, n *callNode, a []Value) (Value, error) {
			return Int(int64(utf8.RuneCountInString(a[0].s))), r.chargeText(len(a[0].s), &n.at)
		}},
		{form: "contains(string, string) bool", method: true, call: textTest(strings.Contains)},
		{form: "startsWith(string, string) bool", method: true, call: textTest(strings.HasPrefix)},
		{form: "endsWith(string, string) bool", method: true, call: textTest(strings.HasSuffix)},
		{form: "matches(string, string) bool", method: true}, // compiled with its pattern: see matcher
		{form: "lower(string) string", method: true, call: textChange(strings.ToLower)},
		{form: "upper(string) string", method: true, call: textChange(strings.ToUpper)},
		{form: "trim(string) string", method: true, call: textChange(strings.TrimSpace)},
		{form: "replace(string, string, string) string", method: true, call: replaceCall},
		{form: "substring(string, number) string", method: true, call: substringCall},
		{form: "substring(string, number, number) string", method: true, call: substringCall},
		{form: "split(string, string) list(string)", method: true, call: splitCall},
		{form: "chars(string) list(string)", method: true, call: charsCall},
		{form: "join(list(string)) string", method: true, call: joinCall},
		{form: "join(list(string), string) string", method: true, call: joinCall},
		{form: "string(number) string", call: func(r *run, n *callNode, a []Value) (Value, error) {
			return String(a[0].num().String()), r.chargeReading(0, &n.at)
		}},
		{form: "string(bool) string", call: func(_ *run, _ *callNode, a []Value) (Value, error) {
			return String(strconv.FormatBool(a[0].flag)), nil
		}},
		{form: "string(string) string", call: func(_ *run, _ *callNode, a []Value) (Value, error) { return a[0], nil }},
		{form: "string(time) string", call: timeText},
	}
}

func timeText(r *run, n *callNode, a []Value) (Value, error) {
	t, layout := a[0].time().In(n.settings.zone), time.RFC3339Nano
	if a[0].flag {
		layout = time.DateOnly
	}
	return String(t.Format(layout)), r.chargeReading(len(layout), &n.at)
}

func textTest(test func(s, t string) bool) function {
	return func(r *run, n *callNode, a []Value) (Value, error) {
		if err := r.chargeText(len(a[0].s)+len(a[1].s), &n.at); err != nil {
			return Value{}, err
		}
		return Bool(test(a[0].s, a[1].s)), nil
	}
}

func textChange(change func(string) string) function {
	return func(r *run, n *callNode, a []Value) (Value, error) {
		if err := r.chargeText(len(a[0].s), &n.at); err != nil {
			return Value{}, err
		}
		return r.text(change(a[0].s), &n.at)
	}
}

// replaceCall replaces every occurrence. An empty text to look for is refused: it would be found everywhere.
func replaceCall(r *run, n *callNode, a []Value) (Value, error) {
	s, old, by := a[0].s, a[1].s, a[2].s
	if old == "" {
		return Value{}, errReplaceEmpty
	}
	if err := r.chargeText(len(s)+len(old), &n.at); err != nil {
		return Value{}, err
	}
	found := strings.Count(s, old)
	if err := r.charge(found, &n.at); err != nil {
		return Value{}, err
	}
	if err := r.checkText(len(s)+found*(len(by)-len(old)), &n.at); err != nil {
		return Value{}, err
	}
	return r.text(strings.ReplaceAll(s, old, by), &n.at)
}

var errReplaceEmpty = said(reason.New("rule.replace-empty",
	"found an empty text to replace, expected at least one character"))

// substringCall counts in characters, from 0; the end, left out of the result, defaults to that of the text.
func substringCall(r *run, n *callNode, a []Value) (Value, error) {
	if err := r.chargeText(len(a[0].s), &n.at); err != nil {
		return Value{}, err
	}
	size := int64(utf8.RuneCountInString(a[0].s))
	from, ok := a[1].num().int64()
	to, ok2 := size, true
	if len(a) == 3 {
		to, ok2 = a[2].num().int64()
	}
	if !ok || !ok2 || from < 0 || to < from || to > size {
		return Value{}, badPart(a[1].num(), wholeOr(a, 2, size), size)
	}
	return String(a[0].s[runeOffset(a[0].s, from):runeOffset(a[0].s, to)]), nil
}

func badPart(from, to num, size int64) sentence {
	return func() reason.Reason {
		return reason.New("rule.bad-part",
			"found a part from {from} to {to}, expected whole numbers from 0 to {size}, the size of the text, in order",
			from, to, size)
	}
}

func wholeOr(a []Value, i int, n int64) num {
	if i < len(a) {
		return a[i].num()
	}
	return wholeNum(n)
}

// runeOffset returns the byte offset of the rune n of s.
func runeOffset(s string, n int64) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

func splitCall(r *run, n *callNode, a []Value) (Value, error) {
	if a[1].s == "" {
		return Value{}, errEmptySeparator
	}
	return r.parts(a[0].s, a[1].s, &n.at)
}

var errEmptySeparator = said(reason.New("rule.empty-separator",
	"found an empty separator, expected at least one character: chars() splits into characters"))

func charsCall(r *run, n *callNode, a []Value) (Value, error) { return r.parts(a[0].s, "", &n.at) }

// parts makes a list of the parts of a text between separators, or of its characters where that is empty.
func (r *run) parts(s, separator string, a *at) (Value, error) {
	if err := r.chargeText(len(s)+len(separator), a); err != nil {
		return Value{}, err
	}
	n := strings.Count(s, separator) + 1
	if separator == "" {
		n -= 2 // it is found before and after each character
	}
	if err := r.charge(n, a); err != nil {
		return Value{}, err
	}
	if err := r.checkList(n, a); err != nil {
		return Value{}, err
	}
	items := make([]Value, 0, n)
	for part := range strings.SplitSeq(s, separator) {
		items = append(items, String(part))
	}
	return List(StringType(), items), nil
}

func joinCall(r *run, n *callNode, a []Value) (Value, error) {
	items := a[0].list().items
	if err := r.charge(len(items), &n.at); err != nil {
		return Value{}, err
	}
	separator := ""
	if len(a) == 2 {
		separator = a[1].s
	}
	var b strings.Builder
	for i, item := range items {
		if !item.fits(StringType()) {
			return Value{}, wrongElement(i, item, StringType())
		}
		if i > 0 {
			b.WriteString(separator)
		}
		b.WriteString(item.s)
		if b.Len() > r.limits.Text {
			break
		}
	}
	return r.text(b.String(), &n.at)
}

// truncated shortens a text for a message.
func truncated(s string) string {
	if end := runeOffset(s, 40); end < len(s) {
		return s[:end] + "…"
	}
	return s
}
