package document_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// page is a document that has every form.
type page struct {
	document.Where
	Name    document.Word           `yaml:"page,required"`
	Title   string                  `yaml:"title"`
	Wide    bool                    `yaml:"wide"`
	Rows    *int                    `yaml:"rows"`
	Sort    document.Words          `yaml:"sort"`
	When    document.Expr           `yaml:"when"`
	Order   document.Exprs          `yaml:"order"`
	Columns document.Table[column]  `yaml:"columns"`
	Extra   document.Raw            `yaml:"extra"`
	Notes   []string                `yaml:"notes"`
	Level   level                   `yaml:"level"`
	Margins document.Table[margins] `yaml:"margins"`
}

type column struct {
	document.Where
	Worth document.Expr `yaml:"worth,required"`
	Width int           `yaml:"width"`
}

type margins []int

// level is a type that reads itself.
type level int

func (l *level) Decode(d *document.Decoder, n *document.Node) {
	names := []string{"nation", "province", "city"}
	for i, name := range names {
		if n.Value == name {
			*l = level(i + 1)
			return
		}
	}
	d.Unknown(n, reason.New("test.level", "level"), n.Value, names)
}

var pageFormat = document.Format{Name: "page", Begin: "page: name"}

func readPage(content string, limits document.Limits) (page, error) {
	d := document.NewDecoder(context.Background(), &document.File{Name: "p.yaml", Content: []byte(content)}, limits)
	var p page
	if root := d.Read(pageFormat); root != nil {
		d.Decode(root, &p)
	}
	return p, d.Err()
}

func TestDecode(t *testing.T) {
	t.Parallel()
	p, err := readPage(`page: yearly
title: 2020
wide: True
rows: 20
sort: [points, name]
when: 'unit.name != ""'
order: total
columns:
  # a comment
  second: {worth: 'a + b', width: 3}
  first:
    worth: >-
      c +
      d
extra: {any: [thing, {at: all}]}
notes: [甲, "乙"]
level: province
margins: {top: [1, 2], bottom: []}
`, document.Limits{})
	require.NoError(t, err)
	assert.Equal(t, "yearly", p.Name.Value)
	assert.Equal(t, "2020", p.Title)
	assert.True(t, p.Wide)
	assert.Equal(t, 20, *p.Rows)
	assert.Equal(t, "name", p.Sort[1].Value)
	assert.True(t, p.When.Given())
	assert.Equal(t, document.Quoted, p.When.Node.Style)
	assert.Len(t, p.Order, 1)
	assert.Equal(t, []string{"second", "first"}, p.Columns.Names(), "the order of the file")
	assert.Equal(t, 3, p.Columns[0].Spec.Width)
	assert.Equal(t, "c + d", p.Columns[1].Spec.Worth.Node.Value)
	assert.Equal(t, document.Block, p.Columns[1].Spec.Worth.Node.Style)
	assert.Equal(t, `{"any":["thing",{"at":"all"}]}`, string(p.Extra.Node.Canonical()))
	assert.Equal(t, []string{"甲", "乙"}, p.Notes)
	assert.Equal(t, level(2), p.Level)
	assert.Equal(t, margins{1, 2}, p.Margins[0].Spec)
	assert.Equal(t, "1:1 12:5",
		fmt.Sprintf("%d:%d %d:%d", p.Node.Line, p.Node.Column, p.Columns[1].Spec.Node.Line,
			p.Columns[1].Spec.Node.Column))
}

// wrong is files that do not read, with all that is said of them but the lines and carets.
var wrong = []struct{ name, content, want string }{
	{"empty", "", "1:1: found an empty file; expected a mapping that begins with `page: name`"},
	{"nothing but a comment", "# nothing\n",
		"1:1: found an empty file; expected a mapping that begins with `page: name`"},
	{"null", "~\n", "1:1: found an empty file; expected a mapping that begins with `page: name`"},
	{"a list", "- page\n", "1:1: found a list; expected a mapping that begins with `page: name`"},
	{"an empty list", "[]\n", "1:1: found an empty list; expected a mapping that begins with `page: name`"},
	{"a text", "page\n", "1:1: found \"page\"; expected a mapping that begins with `page: name`"},
	{"a long text", strings.Repeat("长", 61) + "\n",
		"1:1: found \"" + strings.Repeat("长", 60) + "…\"; expected a mapping that begins with `page: name`"},
	{"two documents", "page: a\n---\npage: b\n", "2:1: found a second document; expected one page a file"},
	{"UTF-16", "\xff\xfep\x00", "1:1: the file is not UTF-8; it looks like UTF-16: save it as UTF-8"},
	{"GBK", "page: a\ntitle: \xb0\xec\n", "2:8: the file is not UTF-8; if it is GBK (ANSI), save it as UTF-8"},
	{"anchor and alias", "page: &a x\ntitle: *a\n", "1:7: found an anchor or alias; " +
		"expected every value written where it stands\n" +
		"2:8: found an anchor or alias; expected every value written where it stands"},
	{"merge key", "page: a\ncolumns: {<<: {a: 1}}\n", "2:11: found \"<<\" as a key; expected a name"},
	{"tag", "page: !!str a\n", "1:7: found the tag !!str; expected the value without a tag, in quotes if it is a text"},
	{"a word after !", "page: a\nwhen: !wide\n",
		"2:7: found !wide outside quotes; an expression, or a text, with [ ] { } , : # or ! in it must stand " +
			"in quotes"},
	{"key twice", "page: a\npage: b\n", "2:1: found key \"page\" twice; the first is on line 1"},
	{"key that is a list", "page: a\n? [b]\n: c\n", "2:3: found a list as a key; expected a name"},
	{"tab", "page: a\ncolumns:\n\ta: {worth: 1}\n", "3:1: not YAML: found a tab; indent with spaces"},
	{"wide space", "page: a\n\u3000title: b\n", "2:1: found a wide space (U+3000); indent with spaces"},
	{"wide colon", "page：a\n", "1:1: found \"page：a\"; expected a mapping that begins with `page: name`"},
	{"wide colon before others", "page: a\ntitle：b\nwide: true\n",
		"2:6: not YAML: found ：, a wide colon; expected : and a space behind the key"},
	{"bracket left open", "page: a\nsort: [b\nwide: true\n", "2:7: not YAML: found [ without a closing ]"},
	{"quote left open", "page: 'a\n",
		"1:7: not YAML: found a quote without its end; expected another ' behind the text"},
	{"brackets without quotes", "page: a\nwhen: {a: b[c]}\n",
		"2:11: not YAML: an expression, or a text, with [ ] { } , : # or ! in it must stand in quotes"},
	{"required key missing", "title: b\n", "1:1: `page` is missing"},
	{"unknown key, near one", "page: a\ntitel: b\n", "2:1: unknown key \"titel\"; did you mean \"title\"?"},
	{"unknown key, near none", "page: a\nfootnotes: b\n", "2:1: unknown key \"footnotes\"; " +
		"expected one of page, title, wide, rows, sort, when, order, columns, extra, notes, level, margins"},
	{"unknown key without a value", "page: a\ncolumns: {x: {worth: 1, b}}\n", "2:25: unknown key \"b\"; " +
		"expected one of worth, width (a value that holds a comma or a bracket stands in quotes)"},
	{"text that is a mapping", "page: a\ntitle: {b: c}\n", "2:8: found a mapping; expected a text"},
	{"nothing for a text", "page: a\ntitle:\n", "2:7: found nothing; expected a text"},
	{"bool that is a text", "page: a\nwide: yes\n", "2:7: found \"yes\"; expected true or false"},
	{"number that is a text", "page: a\nrows: many\n", "2:7: found \"many\"; expected a whole number"},
	{"number in quotes", "page: a\nrows: '5'\n", "2:7: found \"5\"; expected a whole number"},
	{"number too large", "page: a\nrows: 99999999999999999999\n",
		"2:7: found \"99999999999999999999\"; expected a whole number"},
	{"empty list of words", "page: a\nsort: []\n",
		"2:7: found an empty list; expected at least one, or the key left out"},
	{"word twice", "page: a\nsort: [b, c, b]\n", "2:14: found \"b\" twice in the list"},
	{"list within words", "page: a\nsort: [b, [c]]\n", "2:11: found a list; expected a name"},
	{"expression that is a list", "page: a\nwhen: [b]\n", "2:7: found a list; expected an expression"},
	{"no expressions", "page: a\norder: []\n", "2:8: found an empty list; expected at least one, or the key left out"},
	{"table that is a list", "page: a\ncolumns: [b]\n", "2:10: found a list; expected a mapping by name"},
	{"table that is a text", "page: a\ncolumns: b\n", "2:10: found \"b\"; expected a mapping by name"},
	{"table with a colon and no space", "page: a\ncolumns: {b:1}\n",
		"2:12: found : without a space; expected a space between it and the value"},
	{"empty name", "page: a\ncolumns: {'': {worth: 1}}\n", "2:11: found an empty name"},
	{"line that is a text", "page: a\ncolumns: {b: c}\n", "2:14: found \"c\"; expected a mapping of worth, width"},
	{"list that is none", "page: a\nnotes: b\n", "2:8: found \"b\"; expected a list"},
	{"element of another type", "page: a\nmargins: {top: [1, x]}\n", "2:20: found \"x\"; expected a whole number"},
	{"own form", "page: a\nlevel: natoin\n", "2:8: unknown level \"natoin\"; did you mean \"nation\"?"},
	{"own form, two names in one", "page: a\nlevel: city、nation\n",
		"2:8: unknown level \"city、nation\" (found 、 between two names; expected , and a space)"},
	{"several at once, by place", "titel: x\nwide: 1\ncolumns:\n  a: {}\n  b: {worth: 1, width: w}\n",
		"1:1: `page` is missing\n1:1: unknown key \"titel\"; did you mean \"title\"?\n" +
			"2:7: found \"1\"; expected true or false\n4:6: `worth` is missing\n" +
			"5:24: found \"w\"; expected a whole number"},
}

func TestWrong(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, row := range wrong {
		require.False(t, seen[row.name], row.name)
		seen[row.name] = true
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := readPage(row.content, document.Limits{})
			var errs document.Errors
			require.ErrorAs(t, err, &errs)
			var lines []string
			for _, e := range errs {
				assert.Equal(t, "p.yaml", e.File)
				lines = append(lines, fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Reason))
			}
			assert.Equal(t, row.want, strings.Join(lines, "\n"))
		})
	}
}

func TestWrongText(t *testing.T) {
	t.Parallel()
	_, err := readPage("page: 年报\ncolumns: {得分: {wroth: 1}}\n", document.Limits{})
	require.EqualError(t, err,
		"p.yaml:2:15: `worth` is missing\n    columns: {得分: {wroth: 1}}\n                    ^\n"+
			"p.yaml:2:16: unknown key \"wroth\"; did you mean \"worth\"?\n    columns: {得分: {wroth: 1}}\n"+
			"                     ^")
}

func TestLimits(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, content string
		limits        document.Limits
		want          string
	}{
		{"size by default", "#" + strings.Repeat("a", 1<<20), document.Limits{},
			"p.yaml:1:1: found 1048577 bytes; expected a page of at most 1048576"},
		{"size", "page: abc", document.Limits{Size: 8}, "p.yaml:1:1: found 9 bytes; expected a page of at most 8"},
		{"depth by default", "page: a\nextra: " + strings.Repeat("[", 41) + strings.Repeat("]", 41), document.Limits{},
			"found mappings and lists nested deeper than 40"},
		{"depth", "page: a\nextra: [[[]]]", document.Limits{Depth: 2},
			"p.yaml:2:10: found mappings and lists nested deeper than 2"},
		{"errors", "a: 1\nb: 1\nc: 1\nd: 1\n", document.Limits{Errors: 2},
			"there is more wrong; these are the first 2"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := readPage(row.content, row.limits)
			require.ErrorContains(t, err, row.want)
		})
	}
	_, err := readPage("page: abc\nextra: [[]]\n", document.Limits{Size: 22, Depth: 2})
	assert.NoError(t, err, "at the limit")
}

// FuzzDecode: whatever the bytes, there is a page or there are errors, each at a place inside the file; reading again
// gives the same; and what reads has canonical bytes that a merge with nothing does not change.
func FuzzDecode(f *testing.F) {
	for _, row := range wrong {
		f.Add([]byte(row.content))
	}
	f.Add([]byte("page: a\ncolumns: {b: {worth: 'c + d', width: 2}}\nextra: |\n  x\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		if len(content) > 1<<12 {
			return
		}
		_, err := readPage(string(content), document.Limits{})
		_, again := readPage(string(content), document.Limits{})
		if err == nil {
			require.NoError(t, again)
			d := document.NewDecoder(t.Context(), &document.File{Content: content}, document.Limits{})
			root := d.Read(pageFormat)
			require.NotNil(t, root)
			same := document.Merge(root, &document.Node{Kind: document.Mapping})
			require.Equal(t, string(root.Canonical()), string(same.Canonical()))
			return
		}
		require.EqualError(t, again, err.Error())
		var errs document.Errors
		require.ErrorAs(t, err, &errs)
		lines := 1
		for _, end := range []string{"\n", "\r", "\u0085", "\u2028", "\u2029"} {
			lines += strings.Count(string(content), end)
		}
		for _, e := range errs {
			require.GreaterOrEqual(t, e.Line, 1, "%v", e)
			require.GreaterOrEqual(t, e.Column, 1, "%v", e)
			require.LessOrEqual(t, e.Line, lines, "%v", e)
		}
	})
}
