package ledger_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// enrolled is a ledger of enrolments and withdrawals, written as "+unit day" and "-unit day", with what an enrolment
// succeeds behind it, as a list or an object; "!e2" is a void.
func enrolled(t *testing.T, lines ...string) (*ledger.Ledger, error) {
	t.Helper()
	var text []string
	for i, line := range lines {
		what, rest, _ := strings.Cut(line[1:], " ")
		day, succeeds, _ := strings.Cut(rest, " ")
		id := `{"id":"e` + string(rune('1'+i)) + `",`
		switch line[0] {
		case '+':
			if succeeds != "" {
				succeeds = `,"succeeds":` + succeeds
			}
			text = append(text, id+`"kind":"enroll","at":"2020-`+day+`","unit":"`+what+`","name":"n","category":"c"`+
				succeeds+`}`)
		case '-':
			text = append(text, id+`"kind":"withdraw","at":"2020-`+day+`","unit":"`+what+`"}`)
		default:
			text = append(text, id+`"kind":"void","at":"2020-12-01","ref":"`+what+`","reason":"r"}`)
		}
	}
	return ledger.ReadJSONL(t.Context(), strings.NewReader(strings.Join(text, "\n")), "l.jsonl")
}

func dated(t *testing.T, text string) ledger.Time {
	t.Helper()
	at, err := ledger.ParseTime(text)
	require.NoError(t, err)
	return at
}

// TestSuccessions asks what a roster says of successions, and which of them cannot be.
func TestSuccessions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		lines []string
		until string
		want  string // successors with what they have of whom, or the error
	}{
		{name: "two become one", lines: []string{"+a 01-01", "+b 01-01", "-a 07-01", "-b 07-01", `+c 07-01 ["b","a"]`},
			want: "c a 1; c b 1"},
		{name: "one becomes two", lines: []string{"+a 01-01", "-a 07-01", `+c 07-01 {"a":"0.60"}`, `+d 07-01 {"a":"0.4"}`},
			want: "c a 0.6; d a 0.4"},
		{name: "withdrawn before", lines: []string{"+a 01-01", "-a 06-01", `+c 07-01 ["a"]`}, want: "c a 1"},
		{name: "a successor that was there before, and goes on", want: "c a 1",
			lines: []string{"+a 01-01", "+c 01-01", "-a 07-01", `+c 07-01 ["a"]`, "+c 08-01"}},
		{name: "one after the other", lines: []string{"+a 01-01", "-a 04-01", `+b 04-01 ["a"]`, "-b 07-01", `+c 07-01 ["b"]`},
			want: "b a 1; c b 1"},
		{name: "one after the other at one instant", want: "b a 1; c b 1",
			lines: []string{"+a 01-01", "-a 04-01", `+b 04-01 ["a"]`, "-b 04-01", `+c 04-01 ["b"]`}},
		{name: "struck out", lines: []string{"+a 01-01", "-a 07-01", `+c 07-01 ["a"]`, "!e3"}, want: ""},
		{name: "until the day before", lines: []string{"+a 01-01", "-a 07-01", `+c 07-01 ["a"]`}, until: "2020-06-30"},
		{name: "until the day", lines: []string{"+a 01-01", "-a 07-01", `+c 07-01 ["a"]`}, until: "2020-07-01",
			want: "c a 1"},

		{name: "not withdrawn", lines: []string{"+a 01-01", `+c 07-01 ["a"]`},
			want: `entry 2 "e2": succeeds: found "a", which is on the roster at 2020-07-01T00:00:00+08:00, expected a unit ` +
				`that is withdrawn by then, and enrolled no more`},
		{name: "withdrawn a day later", lines: []string{"+a 01-01", "-a 07-02", `+c 07-01 ["a"]`},
			want: `entry 3 "e3": succeeds: found "a", which is on the roster at 2020-07-01T00:00:00+08:00, expected a unit ` +
				`that is withdrawn by then, and enrolled no more`},
		{name: "enrolled once more", lines: []string{"+a 01-01", "-a 07-01", `+c 07-01 ["a"]`, "+a 09-01"},
			want: `entry 3 "e3": succeeds: found "a", which is on the roster at 2020-09-01T00:00:00+08:00, expected a unit ` +
				`that is withdrawn by then, and enrolled no more`},
		{name: "its enrolment is struck out", lines: []string{"+linxi 01-01", "+linxii 01-01", `+c 07-01 ["linxi"]`, "!e1"},
			want: `entry 3 "e3": succeeds: found "linxi", which is not enrolled by then, expected a unit that was on the ` +
				`roster before; did you mean "linxii"?`},
		{name: "enrolled later", lines: []string{`+c 07-01 ["a"]`, "+a 08-01", "-a 09-01"},
			want: `entry 1 "e1": succeeds: found "a", which is not enrolled by then, expected a unit that was on the ` +
				`roster before`},
		{name: "less than the whole", lines: []string{"+a 01-01", "-a 07-01", `+c 07-01 {"a":"0.6"}`, `+d 07-01 {"a":"0.3"}`},
			want: `entry 4 "e4": succeeds: found shares of "a" that add up to 0.9, expected 1`},
		{name: "more than the whole", lines: []string{"+a 01-01", "-a 07-01", `+c 07-01 ["a"]`, `+d 07-01 {"a":"0.5"}`},
			want: `entry 4 "e4": succeeds: found shares of "a" that add up to 1.5, expected 1`},
		{name: "at two instants",
			lines: []string{"+a 01-01", "-a 07-01", `+c 07-01 {"a":"0.5"}`, `+d 08-01 {"a":"0.5"}`},
			want: `entry 4 "e4": succeeds: found "a", to which "c" succeeds at 2020-07-01T00:00:00+08:00, expected one ` +
				`instant for all successors of a unit`},
		{name: "in a circle", lines: []string{`+a 07-01 ["b"]`, `+b 07-01 ["a"]`, "-a 07-01", "-b 07-01"},
			want: `entry 2 "e2": succeeds: found "a", which comes after "b" itself, expected successions that lead in no ` +
				`circle`},
		{name: "unknown", lines: []string{"+aa 01-01", `+c 07-01 ["ab","aa"]`},
			want: `l.jsonl:2:94: entry "e2": succeeds: found "ab", expected a unit that some enroll names`},
		{name: "itself", lines: []string{`+c 07-01 ["c"]`},
			want: `l.jsonl:1:94: entry "e1": succeeds: found "c", expected other units than the one that is enrolled`},
		{name: "twice", lines: []string{"+a 01-01", `+c 07-01 ["a","a"]`},
			want: `l.jsonl:2:94: entry "e2": succeeds: found "a" a second time, expected each unit once`},
		{name: "no part", lines: []string{"+a 01-01", `+c 07-01 {"a":"0"}`},
			want: `l.jsonl:2:94: entry "e2": succeeds.a: found "0", expected a share of more than 0 and at most 1, of at ` +
				`most 6 decimal places`},
		{name: "too fine a part", lines: []string{"+a 01-01", `+c 07-01 {"a":"0.3333333"}`},
			want: `l.jsonl:2:94: entry "e2": succeeds.a: found "0.3333333", expected a share of more than 0 and at most 1, ` +
				`of at most 6 decimal places`},
		{name: "a bare number", lines: []string{"+a 01-01", `+c 07-01 {"a":0.5}`},
			want: `l.jsonl:2:99: entry "e2": succeeds.a: found the number 0.5, expected it as a string, "0.5"`},
		{name: "neither list nor object", lines: []string{"+a 01-01", `+c 07-01 "a"`},
			want: `l.jsonl:2:94: entry "e2": succeeds: found the string "a", expected a list of units, or an object of ` +
				`decimals as strings`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l, err := enrolled(t, c.lines...)
			if err != nil {
				assert.EqualError(t, err, c.want)
				return
			}
			o := ledger.ViewOptions{}
			if c.until != "" {
				o.Until, err = ledger.ParseTime(c.until)
				require.NoError(t, err)
			}
			v, err := l.View(t.Context(), o)
			require.NoError(t, err)
			r, err := v.Roster(t.Context())
			if err != nil {
				assert.EqualError(t, err, c.want)
				return
			}
			var got []string
			for _, s := range r.Successions() {
				got = append(got, s.Unit+" "+s.Of+" "+s.Share.String())
			}
			assert.Equal(t, c.want, strings.Join(got, "; "))
		})
	}
}

// TestTooManySuccessions asks that they are bounded that follow one upon the other.
func TestTooManySuccessions(t *testing.T) {
	t.Parallel()
	unit := func(i int) string { return "u" + decimal.NewFromInt(int64(1000+i)).String() }
	at := func(i int) ledger.Time { return dated(t, decimal.NewFromInt(int64(1900+i)).String()+"-01-01") }
	for _, links := range []int{100, 101} {
		var entries []ledger.Entry
		for i := range links + 1 {
			e := ledger.Entry{ID: unit(i), Kind: ledger.Enroll, At: at(i), Unit: unit(i), Name: "n", Category: "c"}
			if i > 0 {
				entries = append(entries, ledger.Entry{ID: "w" + unit(i), Kind: ledger.Withdraw, At: at(i), Unit: unit(i - 1)})
				e.Succeeds = []ledger.Share{{Unit: unit(i - 1), Share: decimal.New(1, 0)}}
			}
			entries = append(entries, e)
		}
		l, err := ledger.Of(t.Context(), entries...)
		require.NoError(t, err)
		v, err := l.View(t.Context(), ledger.ViewOptions{})
		require.NoError(t, err)
		_, err = v.Roster(t.Context())
		if links == 100 {
			assert.NoError(t, err)
		} else {
			assert.ErrorContains(t, err, "found a succession upon 100 others, expected at most 100")
		}
	}
}

// TestSuccessionsComeInAgain asks that what an enrolment succeeds is written in one form, and read again from both.
func TestSuccessionsComeInAgain(t *testing.T) {
	t.Parallel()
	one, half := decimal.New(1, 0), decimal.New(50, -2)
	for _, c := range []struct {
		succeeds []ledger.Share
		want     string
	}{
		{[]ledger.Share{{Unit: "b", Share: one}, {Unit: "a", Share: decimal.New(100, -2)}}, `["a","b"]`},
		{[]ledger.Share{{Unit: "b", Share: one}, {Unit: "a", Share: half}}, `{"a":"0.5","b":"1"}`},
	} {
		e := ledger.Entry{ID: "e", Kind: ledger.Enroll, At: dated(t, "2020-01-01"), Unit: "c", Name: "n", Category: "c",
			Attrs: ledger.Attrs{{Name: "x", Value: ledger.BoolValue(true)}}, Succeeds: c.succeeds}
		want := `{"id":"e","kind":"enroll","at":"2020-01-01","unit":"c","name":"n","category":"c","attrs":{"x":true},` +
			`"succeeds":` + c.want + `}`
		assert.Equal(t, want, string(e.Canonical()))
		assert.Equal(t, "b", e.Succeeds[0].Unit, "the entry itself stays as it was")
		a, b := e, e
		a.ID, a.Unit, a.Succeeds, b.ID, b.Unit, b.Succeeds = "a", "a", nil, "b", "b", nil
		l, err := ledger.Of(t.Context(), a, b, e)
		require.NoError(t, err)
		assert.Equal(t, want, string(l.Entry(2).Canonical()))
		var csv strings.Builder
		require.NoError(t, ledger.WriteCSV(t.Context(), &csv, l))
		again, err := ledger.ReadCSV(t.Context(), strings.NewReader(csv.String()), "l.csv")
		require.NoError(t, err)
		assert.Equal(t, l.Entry(2), again.Entry(2))
		var back ledger.Entry
		require.NoError(t, back.UnmarshalJSON([]byte(want)))
		assert.Equal(t, want, string(back.Canonical()))
	}
}
