package scheme_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// small is a good scheme that the rows below break.
const small = `scheme: small
title: 小办法
calendar: {timezone: Asia/Shanghai}
accounts: {points: {title: 得分}, grade: {}, fee: {title: 稿酬, unit: 元}}
attrs:
  submit: {late: bool = false}
  outlet: {medium: string = "other"}
outlets:
  - {level: national, names: [人民日报]}
tiers: [national, city]
params:
  standard: {national: {brief: 20}, city: {brief: 5}}
  fee: {2020-01-01: 20, 2021-01-01: 25}
define:
  good: '!item.late'
numbers:
  nth: {each: submit, by: item.topic}
credits:
  adopted: {each: adopt, when: good && nth.nth <= 1, worth: 'params.standard[tier][item.genre]'}
  paid: {each: adopt, account: fee, worth: params.fee}
bonuses:
  endorsed: {of: adopted, times: 2}
collapses:
  once: {of: adopted}
quotas:
  weekly: {per: week, count: good, required: 2}
  sent: {per: year, count: 1}
deductions:
  short: {of: weekly, worth: -5 * quota.missing}
caps:
  limit: {per: year, of: adopted, at_most: 100}
rankings:
  yearly: {per: year}
honours:
  best: {of: yearly, first: 3}
readings:
  bonus:
    times-two: {taken: true}
    times-three: {patch: {bonuses: {endorsed: {times: 3}}}}
tests:
  - name: 一次采用
    period: '2020'
    ledger:
      - {kind: enroll, at: 2020-01-01, unit: a, name: 甲, category: county}
      - {kind: submit, at: 2020-03-02, item: i, unit: a, genre: brief}
      - {kind: adopt, at: 2020-03-03, item: i, outlet: 人民日报}
    expect: {totals: {a: {points: 20}}}
`

// breaking is a way to break a scheme: the small one with old replaced by new, or a whole file of its own.
type breaking struct {
	name     string
	old, new string
	whole    string // instead of old and new
	want     []said
}

// said is one error: where, and what. At is the text on that line that the caret stands under; empty: the first
// column; with | at its end: right behind it.
type said struct {
	line    int
	at      string
	message string
}

func (b breaking) content() string {
	if b.old == "" {
		return b.whole
	}
	return strings.Replace(small, b.old, b.new, 1)
}

// text is the whole text of an error: place, message, the line and the caret, written out here apart from package rule.
func (s said) text(t *testing.T, content string) string {
	t.Helper()
	lines := strings.Split(content, "\n")
	require.LessOrEqual(t, s.line, len(lines))
	line := lines[s.line-1]
	at, behind := strings.CutSuffix(s.at, "|")
	i := strings.Index(line, at)
	require.GreaterOrEqual(t, i, 0, "no %q on line %d: %s", s.at, s.line, line)
	if behind {
		i += len(at)
	}
	column := utf8.RuneCountInString(line[:i]) + 1
	head := "broken.yaml:" + itoa(s.line) + ":" + itoa(column) + ": " + s.message
	if line == "" {
		return head
	}
	line = strings.ReplaceAll(strings.ToValidUTF8(line, "\ufffd"), "\t", " ")
	under := ""
	for _, r := range line[:i] {
		under += " "
		if r >= 0x2e80 { // wide
			under += " "
		}
	}
	return head + "\n    " + line + "\n    " + under + "^"
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func TestSmallLoads(t *testing.T) {
	t.Parallel()
	s, err := scheme.Load(t.Context(), "small.yaml", []byte(small))
	require.NoError(t, err)
	require.NoError(t, s.CheckReadings(t.Context()))
}

func TestBroken(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, b := range broken() {
		require.False(t, seen[b.name], "two rows %q", b.name)
		seen[b.name] = true
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			content := b.content()
			require.NotEqual(t, small, content, "nothing is replaced")
			s, err := scheme.Load(t.Context(), "broken.yaml", []byte(content))
			if err == nil {
				err = s.CheckReadings(t.Context())
			}
			require.Error(t, err)
			var want []string
			for _, w := range b.want {
				want = append(want, w.text(t, content))
			}
			assert.Equal(t, strings.Join(want, "\n"), err.Error())
		})
	}
	require.GreaterOrEqual(t, len(seen), 230)
}

func broken() []breaking {
	var all []breaking
	for _, part := range [][]breaking{brokenFile(), brokenShape(), brokenNames(), brokenParams(), brokenExpressions(),
		brokenRules(), brokenSettling(), brokenReadings(), brokenTests(), brokenRanks(), brokenGrades(),
		brokenDerived(), brokenQuotes(), brokenTyping(), brokenFigures(), brokenDays(), brokenCloses(), brokenBalances(),
		brokenAsked()} {
		all = append(all, part...)
	}
	return all
}

// TestBrokenText is whole texts, letter for letter, where wide characters stand before the caret.
func TestBrokenText(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, old, new, want string }{
		{"under Chinese text in flow style", "  paid: {each: adopt,",
			"  paid: {title: 采用稿酬, clause: 四(三)2, eahc: adopt,", `甲.yaml:20:38: unknown key "eahc"; did you mean "each"?
      paid: {title: 采用稿酬, clause: 四(三)2, eahc: adopt, account: fee, worth: params.fee}
                                               ^`},
		{"an expression behind Chinese text", "when: good && nth.nth <= 1", "when: 'outlet.name == \"人民日报\" && goood'",
			`甲.yaml:19:58: found the name "goood"; expected a declared one; did you mean "good"?
      adopted: {each: adopt, when: 'outlet.name == "人民日报" && goood', worth: 'params.standard[tier][item.genre]'}
                                                                 ^`},
		{"a key behind Chinese text", "fee: {title: 稿酬, unit: 元}", "fee: {title: 稿酬（税前）, uint: 元}",
			`甲.yaml:4:65: unknown key "uint"; did you mean "unit"?
    accounts: {points: {title: 得分}, grade: {}, fee: {title: 稿酬（税前）, uint: 元}}
                                                                            ^`},
		{"an outlet behind others", "names: [人民日报]}", "names: [人民日报, 新华网, 人民日报]}",
			`甲.yaml:9:42: outlet "人民日报" stands in the table twice; the first is on line 9
      - {level: national, names: [人民日报, 新华网, 人民日报]}
                                                    ^`},
		{"in a literal block", "  paid: {each: adopt, account: fee, worth: params.fee}",
			"  paid:\n    each: adopt\n    worth: |-\n      outlet.name == '人民日报' ? itme.x : 1",
			`甲.yaml:23:31: found the name "itme"; expected a declared one; did you mean "item"?
          outlet.name == '人民日报' ? itme.x : 1
                                      ^`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, small, row.old)
			_, err := scheme.Load(t.Context(), "甲.yaml", []byte(strings.Replace(small, row.old, row.new, 1)))
			require.EqualError(t, err, row.want)
		})
	}
}

func TestTooMuch(t *testing.T) {
	t.Parallel()
	_, err := scheme.Load(t.Context(), "large.yaml", []byte("# "+strings.Repeat("a", 1<<20)))
	require.ErrorContains(t, err,
		"large.yaml:1:1: found 1048578 bytes; expected a scheme of at most 1048576\n    # aaa")

	var many document.Errors
	_, err = scheme.Load(t.Context(), "many.yaml",
		[]byte("scheme: many\naccounts: {points: {}}\ncredits:\n"+strings.Repeat("  - x\n", 1)+
			strings.Repeat("k: {}\n", 3000)))
	require.ErrorAs(t, err, &many)
	require.Len(t, many, 1001)
	assert.Equal(t, "there is more wrong; these are the first 1000", many[1000].Error())

	var defines strings.Builder
	for i := range 501 {
		defines.WriteString("  d" + itoa(i+1) + ": 'true'\n")
	}
	_, err = scheme.Load(t.Context(), "defines.yaml",
		[]byte("scheme: s\naccounts: {points: {}}\ndefine:\n"+defines.String()))
	require.EqualError(t, err,
		"defines.yaml:504:3: found 501 defines; expected at most 500\n      d501: 'true'\n      ^")
}
