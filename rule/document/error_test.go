package document

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/reason"
)

func TestErrorAt(t *testing.T) {
	t.Parallel()
	file := &File{Name: "s.yaml", Content: []byte("a: 1\r\n乙: 2")}
	assert.EqualError(t, file.ErrorAt(2, 4, reason.New("test.found", "found {n}", 2)),
		"s.yaml:2:4: found 2\n    乙: 2\n        ^")
	assert.EqualError(t, file.ErrorAt(1, 1, reason.New("test.x", "x")), "s.yaml:1:1: x\n    a: 1\n    ^")
	assert.EqualError(t, file.ErrorAt(7, 1, reason.New("test.x", "x")), "s.yaml:7:1: x")
	assert.EqualError(t, file.ErrorAt(0, 0, reason.New("test.x", "x")), "s.yaml: x")
	assert.EqualError(t, (*File)(nil).ErrorAt(1, 2, reason.New("test.x", "x")), "1:2: x")
	one, two := file.ErrorAt(2, 1, reason.New("test.second", "second")),
		file.ErrorAt(1, 3, reason.New("test.first", "first"))
	errs := Errors{one, two}
	errs.Sort()
	assert.Equal(t, Errors{two, one}, errs)
	var single *Error
	require.ErrorAs(t, errs, &single)
	assert.Equal(t, "first", single.Reason.String())

	text, err := json.Marshal(errs)
	require.NoError(t, err)
	var back Errors
	require.NoError(t, json.Unmarshal(text, &back))
	assert.EqualError(t, back, errs.Error())
	assert.Equal(t, "test.first", back[0].Reason.Code)
	assert.Equal(t, one.Position, back[1].Position)
	require.Error(t, json.Unmarshal([]byte(`[{"line":"x"}]`), &back))
}
