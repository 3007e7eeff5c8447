package ledger_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

const digits = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// carried is an entry with all that any entry may carry.
const carried = `{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"u","name":"n","category":"c",` +
	`"attrs":{"x":true},"entered_by":"张三","approved_by":"李四","doc":"〔2020〕1号",` +
	`"proof":"` + digits + `  第 1 页.pdf","restricted":true}` + "\n"

// TestWhatAnEntryCarries reads and writes the fields that every kind may have, in both forms and as an entry, with one
// digest; a restricted of false is as if it were not there.
func TestWhatAnEntryCarries(t *testing.T) {
	t.Parallel()
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(carried), "l.jsonl")
	require.NoError(t, err)
	e := l.Entry(0)
	assert.Equal(t, []any{"张三", "李四", "〔2020〕1号", true}, []any{e.EnteredBy, e.ApprovedBy, e.Doc, e.Restricted})
	p, err := ledger.ParseProof(e.Proof)
	require.NoError(t, err)
	assert.Equal(t, ledger.Proof{SHA256: digits, File: "第 1 页.pdf"}, p)
	assert.Equal(t, e.Proof, p.String())
	assert.Equal(t, carried, string(e.Canonical())+"\n")

	var table, lines strings.Builder
	require.NoError(t, ledger.WriteCSV(t.Context(), &table, l))
	assert.True(t, strings.HasPrefix(table.String(),
		"id,kind,at,unit,name,category,attrs.x:bool,entered_by,approved_by,doc,proof,restricted\r\n") ||
		strings.HasPrefix(table.String(),
			"id,kind,at,unit,name,category,attrs.x:bool,entered_by,approved_by,doc,proof,restricted\n"), table.String())
	again, err := ledger.ReadCSV(t.Context(), strings.NewReader(table.String()), "l.csv")
	require.NoError(t, err)
	require.NoError(t, ledger.WriteJSONL(t.Context(), &lines, again))
	assert.Equal(t, carried, lines.String())

	for _, restricted := range []string{`,"restricted":false`, ""} {
		plain := strings.Replace(carried, `,"restricted":true`, restricted, 1)
		l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(plain), "l.jsonl")
		require.NoError(t, err)
		assert.Equal(t, strings.Replace(carried, `,"restricted":true`, "", 1), string(l.Entry(0).Canonical())+"\n")
	}
	capitals := strings.NewReader("id,kind,at,unit,name,category,restricted\na,enroll,2020-01-01,u,n,c,TRUE\n" +
		"b,enroll,2020-01-01,v,n,c,FALSE\nc,enroll,2020-01-01,w,n,c,\n")
	l, err = ledger.ReadCSV(t.Context(), capitals, "l.csv")
	require.NoError(t, err)
	assert.Equal(t, []bool{true, false, false}, []bool{
		l.Entry(0).Restricted, l.Entry(1).Restricted, l.Entry(2).Restricted})
}

// TestWrongProofs refuses a proof at its place, in a file and in an entry of a program.
func TestWrongProofs(t *testing.T) {
	t.Parallel()
	const file = "the name of a file behind the digits, without a way to it: no slash, no drive, not .."
	const line = "what sha256sum writes: 64 small hexadecimal digits, two spaces, the name of a file"
	for _, row := range []struct{ proof, expected string }{
		{"a.pdf", line},
		{digits + " a.pdf", line},
		{strings.ToUpper(digits) + "  a.pdf", line},
		{digits[1:] + "  a.pdf", line},
		{digits + "  ", file},
		{digits + "  ..", file},
		{digits + "  .", file},
		{digits + "  ../a.pdf", file},
		{digits + "  /etc/a.pdf", file},
		{digits + "  b/a.pdf", file},
		{digits + `  b\\a.pdf`, file},
		{digits + "  c:a.pdf", file},
		{digits + `  a\u0000.pdf`, file},
		{digits + `  a\n.pdf`, file},
	} {
		text := `{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"u","name":"n","category":"c","proof":"` +
			row.proof + `"}`
		_, err := ledger.ReadJSONL(t.Context(), strings.NewReader(text), "l.jsonl")
		require.Error(t, err, row.proof)
		assert.Contains(t, err.Error(), `l.jsonl:1:91: entry "e1": proof: found `, row.proof)
		assert.Contains(t, err.Error(), "expected "+row.expected, row.proof)
	}
	l, err := ledger.Of(t.Context(), ledger.Entry{ID: "e1", Kind: ledger.Withdraw, Unit: "u", Proof: "../a.pdf"})
	assert.Nil(t, l)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "proof: found \"../a.pdf\", expected "+line)
	_, err = ledger.ParseProof("x")
	assert.EqualError(t, err, `found "x", expected `+line)
	p, err := ledger.ParseProof("")
	require.NoError(t, err)
	assert.Zero(t, p)
}

// TestErrorsOfRestricted leaves out what was found in the title, outlet or endorser of a restricted line.
func TestErrorsOfRestricted(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		`{"id":"e1","kind":"submit","at":"2020-01-01","unit":"u","item":"i","genre":"g","title":["机密"],"restricted":true}`,
		`{"id":"e1","kind":"submit","at":"2020-01-01","unit":"u","item":"i","genre":"g","restricted":true,"title":机密}`,
		`{"id":"e1","kind":"adopt","at":"2020-01-01","item":"i","outlet":73215,"restricted":true}`,
		`{"id":"e1","kind":"adopt","at":"2020-01-01","item":"i","outlet":"机密","outlet":"机密","restricted":true}`,
		`{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"u","name":"n","category":"c","by":"机密","restricted":true}`,
		`{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"u","name":"n","category":"c","proof":"机密","restricted":true}`,
		"{\"id\":\"e1\",\"kind\":\"endorse\",\"at\":\"2020-01-01\",\"item\":\"i\",\"restricted\":true,\"by\":\"机密\xff\"}",
	} {
		_, err := ledger.ReadJSONL(t.Context(), strings.NewReader(line), "l.jsonl")
		require.Error(t, err, line)
		for _, part := range []string{"机", "密", "73215"} {
			assert.NotContains(t, err.Error(), part, line)
		}
		assert.Contains(t, err.Error(), "l.jsonl:1:", line)
	}
	_, err := ledger.ReadCSV(t.Context(), strings.NewReader(
		"id,kind,at,item,by,restricted\ne1,endorse,2020-01-01,i,\"\"\"机密\",true\n"), "l.csv")
	require.Error(t, err)
	assert.NotContains(t, err.Error(), "机密")
	_, err = ledger.ReadCSV(t.Context(), strings.NewReader(
		"id,kind,at,item,by,restricted\ne1,endorse,2020-01-01,i,市委,yes\n"), "l.csv")
	require.Error(t, err)
	assert.Contains(t, err.Error(), `restricted: found "yes", expected true or false`)
}
