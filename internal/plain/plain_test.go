package plain_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/internal/plain"
)

func TestText(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "甲\tb\n", plain.Text("甲\tb\n"))
	assert.Equal(t, `a\u001b[31m\u202ec\u0085\u2028\u000d`, plain.Text("a\x1b[31m\u202ec\u0085\u2028\r"))
	assert.Equal(t, "\xff\xe4", plain.Text("\xff\xe4"), "what is not UTF-8 stays")
	assert.Equal(t, "a\u200d👍\ufeff", plain.Text("a\u200d👍\ufeff"), "joiners steer nothing")
}

func TestLine(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "a b   c ", plain.Line("a\nb\t\x1b\u2066c\u061c"))
}
