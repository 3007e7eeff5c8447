package schemes

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the cookbook from the patterns")

const cookbookHead = `# Cookbook: from the sentence of a regulation to the lines of a scheme

Each recipe is a whole scheme of its own, with worked cases inside; ` + "`gongguo test FILE`" +
	` runs them. What each key means stands in
[the reference](../../../scoring/scheme/reference.md). This page is made of the files beside it; a test holds it to them.
Sentences that used to take a trick: [what has become shorter](shorter.md).
`

// TestCookbook holds the page to the patterns: the comment that a file begins with, then its lines.
func TestCookbook(t *testing.T) {
	files, err := filepath.Glob("patterns/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var page strings.Builder
	page.WriteString(cookbookHead)
	for _, file := range files {
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		name := filepath.Base(file)
		page.WriteString("\n## " + strings.ReplaceAll(strings.TrimSuffix(name, ".yaml"), "-", " ") + "\n\n")
		lines := strings.Split(strings.TrimRight(string(content), "\n"), "\n")
		for len(lines) > 0 && strings.HasPrefix(lines[0], "#") {
			page.WriteString(strings.TrimPrefix(strings.TrimPrefix(lines[0], "#"), " ") + "\n")
			lines = lines[1:]
		}
		page.WriteString("\n[" + name + "](" + name + ")\n\n```yaml\n" + strings.Join(lines, "\n") + "\n```\n")
	}
	if *update {
		require.NoError(t, os.WriteFile("patterns/README.md", []byte(page.String()), 0o644))
	}
	want, err := os.ReadFile("patterns/README.md")
	require.NoError(t, err)
	require.Equal(t, page.String(), string(want), "write it with: go test ./examples/schemes -run Cookbook -update")
}

// TestWhatIsShorter: the lines that a page says stand in a scheme stand there.
func TestWhatIsShorter(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("patterns/shorter.md")
	require.NoError(t, err)
	now := regexp.MustCompile("(?s)Now, in \\[[^\\]]+\\]\\(([^)]+)\\)[^`]*```yaml\n(.*?)```").FindAllStringSubmatch(string(page), -1)
	require.Len(t, now, strings.Count(string(page), "\n## "))
	for _, m := range now {
		scheme, err := os.ReadFile("patterns/" + m[1])
		require.NoError(t, err)
		for _, line := range strings.Split(strings.TrimRight(m[2], "\n"), "\n") {
			assert.Contains(t, string(scheme), line+"\n", m[1])
		}
	}
}
