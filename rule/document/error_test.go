package document

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestErrorAt(t *testing.T) {
	t.Parallel()
	file := &File{Name: "s.yaml", Content: []byte("a: 1\r\n乙: 2")}
	assert.EqualError(t, file.ErrorAt(2, 4, "found %d", 2), "s.yaml:2:4: found 2\n    乙: 2\n        ^")
	assert.EqualError(t, file.ErrorAt(1, 1, "x"), "s.yaml:1:1: x\n    a: 1\n    ^")
	assert.EqualError(t, file.ErrorAt(7, 1, "x"), "s.yaml:7:1: x")
	assert.EqualError(t, file.ErrorAt(0, 0, "x"), "s.yaml: x")
	assert.EqualError(t, (*File)(nil).ErrorAt(1, 2, "x"), "1:2: x")
	one, two := file.ErrorAt(2, 1, "second"), file.ErrorAt(1, 3, "first")
	errs := Errors{one, two}
	errs.Sort()
	assert.Equal(t, Errors{two, one}, errs)
	var single *Error
	require.ErrorAs(t, errs, &single)
	assert.Equal(t, "first", single.Message)
}
