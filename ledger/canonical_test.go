package ledger_test

import (
	"crypto/sha256"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// canonicalRows are pairs of what is read and its canonical bytes, one of each kind and shape. They may
// never change: digests of ledgers that others keep depend on them.
var canonicalRows = []struct{ name, line, want string }{
	{
		"enroll, fields in another order and spaces",
		`{ "category":"person", "of":"linxi","name":"张三" ,"unit":"zhang","at":"2020-01-01","kind":"enroll","id":"u2"}`,
		`{"id":"u2","kind":"enroll","at":"2020-01-01","unit":"zhang","name":"张三","category":"person","of":"linxi"}`,
	},
	{
		"withdraw", `{"id":"w1","kind":"withdraw","at":"2020-12-31T23:59:59.50+08:00","unit":"zhang"}`,
		`{"id":"w1","kind":"withdraw","at":"2020-12-31T23:59:59.50+08:00","unit":"zhang"}`,
	},
	{
		"submit, everything",
		`{"id":"s1","kind":"submit","at":"2020-03-02","recorded":"2020-03-03T00:00:00Z","attrs":{"words":300.0,` +
			`"late":false,"by":"王","b":-0.0,"c":1e3,"d":12E-1},"topic":"t","shares":{"zhang":"0.40","linxi":"6e-1"},` +
			`"with":["zhang","linxi"],"commission":"k1","happened":"2020-03-01","title":"题","genre":"brief",` +
			`"unit":"linxi","item":"i1"}`,
		`{"id":"s1","kind":"submit","at":"2020-03-02","recorded":"2020-03-03T00:00:00Z","unit":"linxi","item":"i1",` +
			`"genre":"brief","title":"题","happened":"2020-03-01","commission":"k1","with":["zhang","linxi"],` +
			`"shares":{"linxi":"0.6","zhang":"0.4"},"topic":"t","attrs":{"b":0,"by":"王","c":1000,"d":1.2,` +
			`"late":false,"words":300}}`,
	},
	{
		"adopt",
		`{"id":"a1","kind":"adopt","at":"2020-03-04","item":"i1","outlet":"《人民日报》","placement":"ear",` +
			`"level":"national"}`,
		`{"id":"a1","kind":"adopt","at":"2020-03-04","item":"i1","outlet":"《人民日报》","placement":"ear",` +
			`"level":"national"}`,
	},
	{
		"endorse, escapes",
		`{"id":"e1","kind":"endorse","at":"2020-03-05","item":"i1","by":"\u5e02\u59d4 \/ \ud83d\ude00 ` +
			`\"\\\b\f\n\r\t\u0001\u001F\u007f<&>"}`,
		"{\"id\":\"e1\",\"kind\":\"endorse\",\"at\":\"2020-03-05\",\"item\":\"i1\",\"by\":\"市委 / 😀 " +
			"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\u007f<&>\"}",
	},
	{
		"commission",
		`{"id":"c1","kind":"commission","at":"2020-03-01","commission":"k1","unit":"linxi","due":"2020-03-10",` +
			`"genre":"","title":"约"}`,
		`{"id":"c1","kind":"commission","at":"2020-03-01","unit":"linxi","title":"约","commission":"k1",` +
			`"due":"2020-03-10"}`,
	},
	{
		"assign, a number",
		`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020-W07",` +
			`"required":2.50}`,
		`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020-W07",` +
			`"required":"2.5"}`,
	},
	{
		"grant",
		`{"id":"g1","kind":"grant","at":"2020-03-06","unit":"linxi","account":"points",` +
			`"amount":"-1234567890123456789012345.67890","reason":"好","rule":"great-value","item":"i1","attrs":{}}`,
		`{"id":"g1","kind":"grant","at":"2020-03-06","unit":"linxi","item":"i1","account":"points",` +
			`"amount":"-1234567890123456789012345.6789","reason":"好","rule":"great-value"}`,
	},
	{
		"incident",
		`{"id":"x1","kind":"incident","at":"2020-03-07","unit":"linxi","type":"失实","item":"i1","attrs":{"note":""}}`,
		`{"id":"x1","kind":"incident","at":"2020-03-07","unit":"linxi","item":"i1","type":"失实","attrs":{"note":""}}`,
	},
	{
		"void", `{"id":"v1","kind":"void","at":"2020-03-08","ref":"x1","reason":"误"}`,
		`{"id":"v1","kind":"void","at":"2020-03-08","reason":"误","ref":"x1"}`,
	},
}

const enrollLinxi = `{"id":"u1","kind":"enroll","at":"2020-01-01","unit":"linxi","name":"林西县","category":"county"}` +
	"\n"

func canonicalLedger(t testing.TB) *ledger.Ledger {
	t.Helper()
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(canonicalText()), "l.jsonl")
	require.NoError(t, err)
	return l
}

func canonicalText() string {
	text := enrollLinxi
	for _, row := range canonicalRows {
		text += row.line + "\n"
	}
	return text
}

// The tests of package columns read the same lines from a file.
func TestCanonicalFile(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("testdata/canonical.jsonl")
	require.NoError(t, err)
	assert.Equal(t, canonicalText(), string(file))
}

// A number is written in plain digits, however a program made it.
func TestCanonicalMadeNumbers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		number decimal.Decimal
		want   string
	}{
		{decimal.New(0, 7), "0"},
		{decimal.New(0, -7), "0"},
		{decimal.New(1500, -2), "15"},
		{decimal.New(-1500, -4), "-0.15"},
		{decimal.New(12, 3), "12000"},
		{decimal.New(999_999_999_999_999_999, -18), "0.999999999999999999"},
		{decimal.New(math.MaxInt64, 0), "9223372036854775807"},
		{decimal.New(math.MinInt64, -1), "-922337203685477580.8"},
		{decimal.New(1_000_000_000_000_000_000, -17), "10"},
		{decimal.New(5, -30), "0.000000000000000000000000000005"},
		{decimal.New(50, -31), "0.000000000000000000000000000005"},
		{decimal.New(10, 29), "1000000000000000000000000000000"},
		{decimal.New(5, -31), "5e-31"},   // not in a ledger
		{decimal.New(-70, 30), "-70e30"}, // not in a ledger
		{decimal.RequireFromString("123456789012345678901234567890"), "123456789012345678901234567890"},
		{decimal.RequireFromString("-12345678901234567890.12345000"), "-12345678901234567890.12345"},
	} {
		e := ledger.Entry{Amount: decimal.NullDecimal{Decimal: c.number, Valid: true}}
		assert.Equal(t, `{"amount":"`+c.want+`"}`, string(e.Canonical()))
	}
}

func TestCanonical(t *testing.T) {
	t.Parallel()
	l := canonicalLedger(t)
	for i, row := range canonicalRows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, row.want, string(l.Entry(i+1).Canonical()))
		})
	}
}

// An entry that is in no ledger has canonical bytes too, and is left as it is.
func TestCanonicalOfLooseEntry(t *testing.T) {
	t.Parallel()
	e := ledger.Entry{
		ID: "s", Shares: []ledger.Share{{Unit: "b", Share: decimal.New(50, -2)},
			{Unit: "a", Share: decimal.New(5, -1)}},
		Attrs: ledger.Attrs{{Name: "y", Value: ledger.NumberValue(decimal.New(1200, -2))},
			{Name: "x", Value: ledger.StringValue("\xff")}},
		Amount: decimal.NullDecimal{Decimal: decimal.New(1, 2_000_000_000), Valid: true},
	}
	assert.Equal(t, `{"id":"s","shares":{"a":"0.5","b":"0.5"},"amount":"1e2000000000","attrs":{"x":"�","y":12}}`,
		string(e.Canonical()))
	assert.Equal(t, "b", e.Shares[0].Unit)
	assert.Equal(t, "y", e.Attrs[0].Name)
}

// The forms of a number that mean the same number give the same bytes.
func TestCanonicalNumbers(t *testing.T) {
	t.Parallel()
	rows := []struct{ text, want string }{
		{"0", "0"}, {"-0", "0"}, {"0.000", "0"}, {"0e99999999999999999999", "0"}, {"-0E-5", "0"},
		{"1", "1"}, {"1.0", "1"}, {"10e-1", "1"}, {"0.1e1", "1"}, {"-1", "-1"},
		{"100", "100"}, {"1e2", "100"}, {"1E+2", "100"}, {"0.001", "0.001"}, {"1e-3", "0.001"},
		{"12.50", "12.5"}, {"-0.50", "-0.5"}, {"123456789012345678", "123456789012345678"},
		{"1234567890123456789", "1234567890123456789"},
		{"123456789012345678901234567890", "123456789012345678901234567890"},
		{"0.000000000000000000000000000001", "0.000000000000000000000000000001"},
		{"1e30", "1" + strings.Repeat("0", 30)}, {"1e-30", "0." + strings.Repeat("0", 29) + "1"},
		{"999999999999999999999999999999e30", strings.Repeat("9", 30) + strings.Repeat("0", 30)},
		{"1" + strings.Repeat("0", 30), "1" + strings.Repeat("0", 30)},
		{"0.5" + strings.Repeat("0", 500), "0.5"},
	}
	for _, row := range rows {
		t.Run(row.text, func(t *testing.T) {
			t.Parallel()
			text := enrollLinxi +
				`{"id":"g1","kind":"grant","at":"2020-03-06","unit":"linxi","account":"points","amount":"` + row.text +
				`","reason":"r","attrs":{"n":` + row.text + `}}`
			l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(text), "l.jsonl")
			require.NoError(t, err)
			want := `{"id":"g1","kind":"grant","at":"2020-03-06","unit":"linxi","account":"points","amount":"` +
				row.want + `","reason":"r","attrs":{"n":` + row.want + `}}`
			e := l.Entry(1)
			assert.Equal(t, want, string(e.Canonical()))
			assert.True(t, e.Amount.Decimal.Equal(decimal.RequireFromString(row.want)))
			again, err := ledger.ReadJSONL(t.Context(), strings.NewReader(enrollLinxi+want), "l.jsonl")
			require.NoError(t, err)
			assert.Equal(t, e, again.Entry(1))
			made, err := ledger.NumberValue(decimal.RequireFromString(row.want)), error(nil)
			require.NoError(t, err)
			assert.Equal(t, e.Attrs[0].Value, made)
		})
	}
}

func TestWrongNumbers(t *testing.T) {
	t.Parallel()
	const notNumber = "a decimal such as 12.5"
	rows := []struct{ text, want string }{
		{"", notNumber}, {"-", notNumber}, {"+1", notNumber}, {".5", notNumber}, {"5.", notNumber}, {"007", notNumber},
		{"1e", notNumber}, {"1e+", notNumber}, {"1 ", notNumber}, {" 1", notNumber}, {"0x10", notNumber},
		{"NaN", notNumber}, {"1_000", notNumber}, {"１", notNumber}, {"−5", notNumber}, {"1.5.2", notNumber},
		{"1e31", "a decimal whose digits stand at most 30 places from the point"},
		{"1e-31", "a decimal whose digits stand at most 30 places from the point"},
		{"1e999999999999", "a decimal whose digits stand at most 30 places from the point"},
		{"1234567890123456789012345678901", "a decimal of at most 30 digits"},
	}
	for _, row := range rows {
		t.Run(row.text, func(t *testing.T) {
			t.Parallel()
			text := enrollLinxi +
				`{"id":"g1","kind":"grant","at":"2020-03-06","unit":"linxi","account":"points","reason":"r",` +
				`"amount":"` + row.text + `"}`
			_, err := ledger.ReadJSONL(t.Context(), strings.NewReader(text), "l.jsonl")
			assertErrors(t, []string{
				fmt.Sprintf(`l.jsonl:2:101: entry "g1": amount: found %q, expected %s`, row.text, row.want)}, err)
		})
	}
}

// naiveRoot is the definition of RFC 6962, section 2.1, word by word.
func naiveRoot(leaves [][]byte) [32]byte {
	switch len(leaves) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return sha256.Sum256(append([]byte{0}, leaves[0]...))
	}
	k := 1
	for k*2 < len(leaves) {
		k *= 2
	}
	left, right := naiveRoot(leaves[:k]), naiveRoot(leaves[k:])
	return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...))
}

func TestRoot(t *testing.T) {
	t.Parallel()
	entries := []ledger.Entry{
		{ID: "u1", Kind: ledger.Enroll, At: on(t, "2020-01-01"), Unit: "linxi", Name: "林西县", Category: "county"}}
	for i := range 40 {
		entries = append(entries,
			ledger.Entry{ID: fmt.Sprint("w", i), Kind: ledger.Withdraw, At: on(t, "2020-01-01"), Unit: "linxi"})
	}
	l, err := ledger.Of(t.Context(), entries...)
	require.NoError(t, err)
	var leaves [][]byte
	assert.Equal(t, "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		must(l.RootAt(t.Context(), 0)).String())
	for i, e := range l.All() {
		leaves = append(leaves, e.Canonical())
		assert.Equal(t, ledger.Hash(naiveRoot(leaves)), must(l.RootAt(t.Context(), i+1)), "%d leaves", i+1)
		shorter, err := ledger.Of(t.Context(), entries[:i+1]...)
		require.NoError(t, err)
		assert.Equal(t, must(shorter.Root(t.Context())), must(l.RootAt(t.Context(), i+1)))
	}
	assert.Equal(t, must(l.RootAt(t.Context(), 41)), must(l.Root(t.Context())))
	assert.Equal(t, must(l.Root(t.Context())).String(), must(l.Digest(t.Context())))
}

// A changed, left out or swapped entry changes the root; one that came twice does not.
func TestRootNotices(t *testing.T) {
	t.Parallel()
	read := func(lines ...string) string {
		l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(enrollLinxi+strings.Join(lines, "\n")), "l.jsonl")
		require.NoError(t, err)
		return must(l.Digest(t.Context()))
	}
	a := `{"id":"w1","kind":"withdraw","at":"2020-02-01","unit":"linxi"}`
	b := `{"id":"w2","kind":"withdraw","at":"2020-02-01","unit":"linxi"}`
	want := read(a, b)
	assert.Equal(t, want, read(a, "", a, b+"\r", b))
	assert.NotEqual(t, want, read(b, a), "swapped")
	assert.NotEqual(t, want, read(a), "left out")
	assert.NotEqual(t, want, read(a, strings.Replace(b, "02-01", "02-02", 1)), "changed")
	assert.NotEqual(t, want, read(a, strings.Replace(b, `"2020-02-01"`, `"2020-02-01T00:00:00+08:00"`, 1)),
		"same instant, written otherwise")
}
