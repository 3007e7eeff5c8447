package scheme_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const digested = `scheme: d
title: 办法
accounts: {points: {title: 得分, places: 1}}
params: {price: 5, open: true, name: 甲}
credits:
  sent: {each: submit, when: 'params.open', worth: params.price}
  used: {each: adopt, worth: 2}
`

// TestCanonical is written by hand: it is what digests of published scores hang on.
func TestCanonical(t *testing.T) {
	t.Parallel()
	want := `{"scheme":"d","title":"办法","accounts":{"points":{"title":"得分","places":1}},"params":{"price":5,` +
		`"open":true,"name":"甲"},` +
		`"credits":{"sent":{"each":"submit","when":"params.open","worth":"params.price"},"used":{"each":"adopt",` +
		`"worth":2}}}`
	s := load(t, digested)
	require.Equal(t, want, string(s.Canonical()))
	assert.Equal(t, "sha256:d37d8ed2ad909662d4a9e4b82bf58a7a3e88400d415a75ef9d10525d251cec41", s.Digest(),
		"as the program sha256sum gives for that line")
}

func TestDigest(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, old, new string
		same           bool
	}{
		{"comment", "title: 办法", "title: 办法 # 试行", true},
		{"blank lines", "params:", "\n\nparams:", true},
		{"block for flow", "params: {price: 5, open: true, name: 甲}", "params:\n  price: 5\n  open: true\n  name: 甲",
			true},
		{"quotes of a text", "title: 办法", "title: \"办法\"", true},
		{"literal block", "when: 'params.open', worth: params.price}", "when: \"params.open\", worth: 'params.price'}",
			true},
		{"folded text", "title: 办法", "title: >-\n  办法", true},
		{"document start", "scheme: d", "---\nscheme: d", true},
		{"True for true", "open: true", "open: True", true},
		{"carriage returns", "\n", "\r\n", true},
		{"title", "title: 办法", "title: 办法（试行）", false},
		{"number", "price: 5", "price: 6", false},
		{"number written otherwise", "price: 5", "price: 5.0", false},
		{"number as a text", "name: 甲", "name: '5'", false},
		{"bool", "open: true", "open: false", false},
		{"expression", "'params.open'", "'!params.open'", false},
		{"name of a rule", "used:", "cited:", false},
		{"order of rules",
			"  sent: {each: submit, when: 'params.open', worth: params.price}\n  used: {each: adopt, worth: 2}\n",
			"  used: {each: adopt, worth: 2}\n  sent: {each: submit, when: 'params.open', worth: params.price}\n",
			false},
		{"another rule", "  used:", "  more: {each: adopt, worth: 1}\n  used:", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, digested, row.old)
			n := 1
			if row.old == "\n" {
				n = -1
			}
			base, other := load(t, digested), load(t, strings.Replace(digested, row.old, row.new, n))
			if row.same {
				assert.Equal(t, string(base.Canonical()), string(other.Canonical()))
				assert.Equal(t, base.Digest(), other.Digest())
			} else {
				assert.NotEqual(t, base.Digest(), other.Digest())
			}
		})
	}
}

func TestDigestsOfTheFive(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for name, content := range published(t) {
		s := load(t, string(content))
		assert.NoError(t, s.CheckReadings(t.Context()), name)
		assert.Equal(t, s.Digest(), load(t, "# a comment\n"+string(content)).Digest(), name)
		assert.Empty(t, seen[s.Digest()], name)
		seen[s.Digest()] = name
	}
}
