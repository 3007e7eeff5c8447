package review_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/review"
)

// sameFinding requires that a finding says the same as another in all its parts.
func sameFinding(t *testing.T, want, got review.Finding) {
	t.Helper()
	assert.Equal(t, want.Kind, got.Kind)
	assert.True(t, want.Shows.Equal(got.Shows), "%s, %s", want.Shows, got.Shows)
	require.Equal(t, want.Error == nil, got.Error == nil)
	if want.Error != nil {
		assert.Equal(t, want.Error.Error(), got.Error.Error(), "the place, the line and the caret")
		assert.Equal(t, want.Position, got.Position)
		assert.Equal(t, want.Reason.Code, got.Reason.Code)
		assert.Equal(t, want.Nearest, got.Nearest)
	}
	require.Equal(t, want.Witness == nil, got.Witness == nil)
	if want.Witness != nil {
		assert.Equal(t, must(want.Witness.Digest(t.Context())), must(got.Witness.Digest(t.Context())))
	}
}

func TestReportJSON(t *testing.T) {
	t.Parallel()
	report := reviewed(t, load(t, broken(t)))
	report.Truncated = []review.Untried{{Error: &document.Error{Position: document.Position{File: "a", Line: 1, Column: 2},
		Reason: reason.New("test.cut", `credit {name:q} <&>`, "\u2028")}, Found: 9, Allowed: 3}}
	text := must(json.Marshal(report))
	var back review.Report
	require.NoError(t, json.Unmarshal(text, &back))
	require.Len(t, back.Findings, len(report.Findings))
	for i, f := range report.Findings {
		sameFinding(t, f, back.Findings[i])
	}
	require.Len(t, back.Truncated, 1)
	assert.True(t, report.Truncated[0].Reason.Equal(back.Truncated[0].Reason))
	assert.Equal(t, report.Truncated[0].Error.Error(), back.Truncated[0].Error.Error())
	assert.Equal(t, 9, back.Truncated[0].Found)
	assert.Equal(t, 3, back.Truncated[0].Allowed)
	assert.Equal(t, string(text), string(must(json.Marshal(back))))

	empty := must(json.Marshal(review.Report{}))
	assert.Equal(t, `{"findings":[]}`, string(empty), "a page need not ask for null")
	require.NoError(t, json.Unmarshal(empty, new(review.Report)))
}

func TestFindingJSON(t *testing.T) {
	t.Parallel()
	at := must(ledger.ParseTime("2020-03-02"))
	enroll := ledger.Entry{ID: "e1", Kind: ledger.Enroll, At: at, Unit: "u", Name: "\"<&>\u2028", Category: "c"}
	for _, f := range []review.Finding{
		{},
		{Kind: review.Sign},
		{Error: &document.Error{Position: document.Position{File: `a"<.yaml`, Line: 3, Column: 4},
			Reason: reason.New("test.a", "{b}", "&"), Nearest: "b"}, Kind: review.Never},
		{Error: &document.Error{}, Witness: must(ledger.Of(t.Context()))},
		{Kind: review.Twice, Shows: reason.New("test.shows", "x"), Witness: must(ledger.Of(t.Context(), enroll))},
	} {
		text, err := json.Marshal(f)
		require.NoError(t, err)
		var back review.Finding
		require.NoError(t, json.Unmarshal(text, &back))
		sameFinding(t, f, back)
		assert.Equal(t, string(text), string(must(json.Marshal(back))))
	}
	text := must(json.Marshal(review.Finding{Kind: review.Twice, Witness: must(ledger.Of(t.Context(), enroll))}))
	var shape struct{ Witness []json.RawMessage }
	require.NoError(t, json.Unmarshal(text, &shape))
	var e ledger.Entry
	require.NoError(t, json.Unmarshal(shape.Witness[0], &e))
	assert.Equal(t, enroll, e, "the witness is a list of entries as the interchange format has them")

	kept := review.Finding{Kind: review.Sign}
	var wrong *ledger.Errors
	require.ErrorAs(t, json.Unmarshal([]byte(`{"kind":"never","witness":[{"id":"a"}]}`), &kept), &wrong)
	require.ErrorAs(t, json.Unmarshal([]byte(
		`{"kind":"never","witness":[{"id":"a","kind":"withdraw","at":"2020-01-01","unit":"nobody"}]}`), &kept), &wrong)
	assert.Equal(t, "ledger.unknown-name", wrong.First[0].Reason.Code)
	assert.Equal(t, review.Sign, kept.Kind, "what cannot be read changes nothing")
}
