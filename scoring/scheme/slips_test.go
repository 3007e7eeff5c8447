package scheme_test

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestSlips leaves out every single character of a scheme, and puts another one in, as fingers do: there is a scheme,
// or there are errors each with a place inside the file, and no panic.
func TestSlips(t *testing.T) {
	skipLong(t)
	t.Parallel()
	text := []rune(small)
	slips := []string{"", " : ", "'", "\"", "[", "]", "{", "}", ":", "：", "，", "、", "#", "!", "\t", "\u3000", "\u00a0",
		"\n", "“", "|", "*"}
	failed, named, tried := 0, 0, 0
	for i := range text {
		for k, slip := range slips {
			if (i+k)%5 > 0 && k > 0 {
				continue
			}
			if tried++; !sampled(tried) {
				continue
			}
			content := string(text[:i]) + slip + string(text[i:])
			if k == 0 {
				content = string(text[:i]) + string(text[i+1:])
			}
			_, err := scheme.Load(t.Context(), "slip.yaml", []byte(content))
			if err == nil {
				continue
			}
			failed++
			var errs document.Errors
			require.ErrorAs(t, err, &errs)
			lines := strings.Split(content, "\n")
			for _, e := range errs {
				require.True(t, e.Line >= 1 && e.Line <= len(lines), "%q at %d: %v", slip, i, err)
				require.True(t, e.Column >= 1 && e.Column <= utf8.RuneCountInString(lines[e.Line-1])+1, "%q at %d: %v",
					slip, i, err)
			}
			if strings.HasPrefix(errs[0].Reason.String(), "not YAML: ") &&
				!strings.Contains(errs[0].Reason.String(), "did not find") {
				named++
			}
		}
	}
	assert.Greater(t, failed, share(3000))
	assert.Greater(t, named, share(1000), "of them, a likely cause is named")
}

func TestEncoding(t *testing.T) {
	t.Parallel()
	wide := func(mark string, high, low int) string {
		out := []byte(mark)
		for _, u := range utf16.Encode([]rune(small)) {
			pair := [2]byte{}
			pair[high], pair[low] = byte(u>>8), byte(u)
			out = append(out, pair[:]...)
		}
		return string(out)
	}
	const message = "file.yaml:1:1: the file is not UTF-8; it looks like UTF-16: save it as UTF-8"
	for _, row := range []struct{ name, content string }{
		{"UTF-16, low byte first, with a mark", wide("\xff\xfe", 1, 0)},
		{"UTF-16, high byte first, with a mark", wide("\xfe\xff", 0, 1)},
		{"UTF-16, low byte first", wide("", 1, 0)},
		{"UTF-16, high byte first", wide("", 0, 1)},
	} {
		_, err := scheme.Load(t.Context(), "file.yaml", []byte(row.content))
		assert.EqualError(t, err, message, row.name)
	}
	_, err := scheme.Load(t.Context(), "file.yaml", []byte("\ufeff"+small))
	assert.NoError(t, err, "a mark of UTF-8 is no harm")
}
