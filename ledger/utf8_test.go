package ledger_test

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

func TestValidText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		text  string
		valid bool
	}{
		{"nothing", "", true},
		{"seven bytes of ASCII", "town-12", true},
		{"eight", "town-123", true},
		{"sixteen", "s-town0123-00045", true},
		{"seventeen", "s-town0123-000456", true},
		{"a byte that is none at the end of eight", "town-12\x80", false},
		{"a byte that is none in the middle of sixteen", "s-town01\xff3-00045", false},
		{"Chinese", "关于第三季度工作进展情况的简讯", true},
		{"Chinese and ASCII", "关于第3季度（2020）工作的简讯 No. 12", true},
		{"other lengths", "古丽·买买提 é 关于工作的简讯 𠮷野家的简讯", true},
		{"the first and the last of three bytes", "\u0800\u0fff\u1000\ud7ff\ue000\uffff简讯简讯", true},
		{"cut in a character", "关于工作的简讯"[:20], false},
		{"GB 18030", "\xb9\xd8\xd3\xda\xb9\xa4\xd7\xf7\xb5\xc4\xbc\xf2\xd1\xb6", false},
		{"a surrogate", "关于\xed\xa0\x80工作的简讯", false},
		{"two bytes written as three", "关于\xe0\x9f\xbf工作的简讯", false},
		{"a second byte that begins another", "关于工\xe4\xe4\xbd工作的简讯", false},
		{"a third byte of ASCII", "关于工\xe4\xbda工作的简讯", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.valid, ledger.ValidText(c.text))
		})
	}
}

// Whatever three bytes stand among Chinese, at whatever place, the answer is that of the standard library.
func TestValidTextAsTheStandardLibrary(t *testing.T) {
	t.Parallel()
	thirds := []byte{0x00, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xff}
	for _, around := range []struct{ before, after string }{{"", "关于工作"}, {"简讯", "关于工作"}, {"简讯讯", "关"}, {"a简", "关b"},
		{"town-0", "town-0"}} {
		text := []byte(around.before + "\x00\x00\x00" + around.after)
		three := text[len(around.before):][:3]
		for first := range 256 {
			for second := range 256 {
				for _, third := range thirds {
					three[0], three[1], three[2] = byte(first), byte(second), third
					if s := string(text); utf8.ValidString(s) != ledger.ValidText(s) {
						require.Equal(t, utf8.ValidString(s), ledger.ValidText(s), "%q", s)
					}
				}
			}
		}
	}
}
