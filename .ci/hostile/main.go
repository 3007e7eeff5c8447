// Hostile writes schemes of some 100 KB that a stranger could write, and a ledger of ten entries, into a folder: one
// mechanism a thousand times, deep, wide, long, and pairs of mechanisms. Each must get an answer from check, test and
// score; .ci/bounds asks for it.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: hostile FOLDER")
		os.Exit(2)
	}
	for name, text := range files() {
		if err := os.WriteFile(filepath.Join(os.Args[1], name), []byte(text), 0o644); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// files are the ledger and the schemes, by the names of their files.
func files() map[string]string {
	out := map[string]string{"ten.jsonl": ledger}
	for name, sections := range schemes() {
		out[name+".yaml"] = "scheme: s\naccounts: {points: {title: 得分}}\n" + sections
	}
	for name, line := range map[string]string{
		"derived-chain": "  d%d: {account: f%[1]d, per: year, worth: 'total[\"f%[2]d\"] + 1'}\n",
		"late-chain":    "  d%d: {account: f%[1]d, per: month, worth: 'standing.total[\"f%[2]d\"] + 1'}\n",
	} {
		section := map[bool]string{true: "derived", false: "bonuses"}[name == "derived-chain"]
		out[name+".yaml"] = chain(section, line)
	}
	return out
}

// chain is a scheme of lines of which each reads what the next one gives.
func chain(section, line string) string {
	var b strings.Builder
	b.WriteString(lines(901, "scheme: s\naccounts:\n", "  f%d: {}\n", 0) + section + ":\n")
	for i := range 900 {
		fmt.Fprintf(&b, line, i, i+1)
	}
	return b.String()
}

const ledger = `{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"a","name":"甲","category":"county"}
{"id":"e2","kind":"enroll","at":"2020-01-01","unit":"b","name":"乙","category":"town"}
{"id":"e3","kind":"submit","at":"2020-02-01","unit":"a","item":"i","genre":"g1"}
{"id":"e4","kind":"submit","at":"2020-02-01","unit":"b","item":"k","genre":"g2","with":["a"]}
{"id":"e5","kind":"adopt","at":"2020-02-02","item":"i","outlet":"o1"}
{"id":"e6","kind":"adopt","at":"2020-02-03","item":"k","outlet":"o2"}
{"id":"e7","kind":"endorse","at":"2020-02-04","item":"k","by":"市委"}
{"id":"e8","kind":"incident","at":"2020-02-05","unit":"a","type":"late"}
{"id":"e9","kind":"commission","at":"2020-02-05","commission":"c","unit":"a","due":"2020-02-20"}
{"id":"e10","kind":"submit","at":"2020-02-10","unit":"a","item":"m","genre":"g1","commission":"c"}
`

// schemes are the sections of each scheme, by its name.
func schemes() map[string]string {
	outlets := "tiers: [t]\noutlets: [{level: t, names: [o1, o2]}]\n"
	credit := "credits: {a: {each: adopt, worth: 1}}\n"
	attrs := lines(1000, "attrs:\n  submit:\n", "    x%d: bool = false\n")
	return map[string]string{
		"credits":          lines(3000, "credits:\n", "  c%d: {each: adopt, worth: 1}\n"),
		"credits-genres":   lines(1500, "credits:\n", "  c%d: {each: submit, when: 'item.genre == \"g%[1]d\"', worth: 1}\n"),
		"credits-attrs":    lines(1000, attrs+"credits:\n", "  c%d: {each: submit, when: item.x%[1]d, worth: 1}\n"),
		"credits-tables":   lines(1000, lines(1000, outlets+"params:\n  t:\n", "    g%d: {x: 1}\n")+"credits:\n", "  c%d: {each: adopt, worth: 'params.t[item.genre][tier]'}\n"),
		"credits-never":    lines(1200, "credits:\n", "  c%d: {each: submit, when: 'item.genre == \"a\" && item.genre == \"b\"', worth: 1}\n"),
		"credits-dates":    lines(1500, "credits:\n", "  c%d: {each: adopt, from: 2010-01-01, until: 2020-02-02, worth: 1}\n"),
		"collapses":        lines(1200, lines(1200, "credits:\n", "  c%d: {each: adopt, worth: 1}\n")+"collapses:\n", "  k%d: {of: c%[1]d, best: 1}\n"),
		"bonuses":          lines(2000, credit+"bonuses:\n", "  b%d: {of: a, when: 'item.genre == \"g%[1]d\"', plus: 1}\n"),
		"bonuses-attrs":    lines(1000, attrs+credit+"bonuses:\n", "  b%d: {of: a, when: item.x%[1]d, times: 2}\n"),
		"deductions":       lines(2000, "deductions:\n", "  d%d: {per: month, worth: -1}\n"),
		"quotas":           lines(1500, "quotas:\n", "  q%d: {per: week, count: 'true', required: 2}\n"),
		"quotas-deducted":  lines(1000, lines(1000, "quotas:\n", "  q%d: {per: month, count: 'true', required: 2}\n")+"deductions:\n", "  d%d: {of: q%[1]d, worth: -quota.missing}\n"),
		"caps":             lines(1500, credit+"caps:\n", "  k%d: {of: a, per: month, at_most: %[1]d}\n"),
		"caps-weeks":       lines(1000, lines(1000, credit+"caps:\n", "  k%d: {of: a, per: month, at_most: %[1]d}\n"), "  w%d: {of: a, per: week, at_most: %[1]d}\n"),
		"tiers":            lines(1500, credit+"tiers:\n", "  t%d: {when: 'outlet.level == \"l%[1]d\"'}\n"),
		"tiers-attrs":      lines(900, lines(1000, "attrs:\n  outlet:\n", "    x%d: bool = false\n")+credit+"tiers:\n", "  t%d: {when: outlet.x%[1]d}\n"),
		"numbers":          lines(1000, credit+"numbers:\n", "  n%d: {each: submit, by: item.unit, per: year}\n"),
		"numbers-read":     lines(700, lines(700, "numbers:\n", "  n%d: {each: submit, by: item.unit, per: year}\n")+"credits:\n", "  c%d: {each: submit, when: n%[1]d.nth == 1, worth: 1}\n"),
		"rankings":         lines(1500, credit+"rankings:\n", "  r%d: {per: [month, year], account: points}\n"),
		"honours":          lines(1500, credit+"rankings: {r: {per: year, account: points}}\nhonours:\n", "  h%d: {of: r, first: %[1]d}\n"),
		"derived":          lines(1000, credit+"derived:\n", "  d%d: {account: points, kind: sum, per: year, worth: 'total[\"points\"]'}\n"),
		"outlets":          credit + "tiers: [t]\noutlets:\n" + lines(3000, "  - level: t\n    names:\n", "      - 报纸%d\n"),
		"params":           lines(4000, credit+"params:\n", "  p%d: %[1]d\n"),
		"params-dates":     lines(199, "credits: {a: {each: adopt, worth: params.p}}\nparams:\n  p:\n", "    %d-01-01: 1\n", 1900),
		"clauses":          lines(3000, credit+"clauses:\n", "  '%d': 第\n"),
		"categories":       lines(3000, credit+"categories:\n", "  c%d: {title: x}\n"),
		"numbers-compared": lines(1500, "attrs: {submit: {w: number = 0}}\ncredits:\n", "  c%d: {each: submit, when: item.w > %[1]d, worth: 1}\n"),
		"list":             "credits:\n  a: {each: adopt, worth: 'item.genre in [" + strings.Repeat(`"ab", `, 1500) + `"a"] ? 1 : 2'}` + "\n",
		"deep":             "credits:\n  a: {each: adopt, worth: '" + strings.Repeat("(", 95) + "1" + strings.Repeat(")", 95) + "'}\n",
		"deep-yaml":        credit + "params:\n  p: " + strings.Repeat("{a: ", 2000) + "1" + strings.Repeat("}", 2000) + "\n",
		"wide":             lines(60, attrs+"credits:\n", "  c%d: {each: submit, when: '"+strings.TrimSuffix(lines(150, "", "item.x%d||"), "||")+"', worth: 1}\n"),
		"defined":          lines(1000, attrs+"define:\n  all: "+strings.TrimSuffix(lines(900, "", "item.x%d||"), "||")+"\ncredits:\n", "  c%d: {each: submit, when: all || item.x%[1]d, worth: 1}\n"),
		"loops":            lines(60, credit+"define:\n  l: '["+strings.Repeat("1,", 90)+"1]'\nbonuses:\n", "  b%d: {of: a, when: 'l.all(x, l.all(y, l.all(z, item.genre != string(x + y + z + %[1]d))))', plus: 1}\n"),
		"weeks":            lines(2000, credit+"quotas:\n", "  q%d: {per: week, count: 'item.genre == \"g%[1]d\"', required: 1}\n"),
		"weeks-before":     lines(2000, credit+"deductions:\n  d: {per: week, worth: '-default(before.total.points, 0)'}\nquotas:\n", "  q%d: {per: week, count: 'item.genre == \"g%[1]d\"', required: 1}\n"),
		"readings":         lines(1000, credit+"params: {n: 1}\nreadings:\n  q:\n    r: {taken: true}\n", "    r%d: {patch: {params: {n: %[1]d}}}\n"),
		"questions":        lines(1000, credit+"params: {n: 1}\nreadings:\n", "  q%d: {a%[1]d: {taken: true}, b%[1]d: {patch: {params: {n: %[1]d}}}}\n"),
		"tests":            credit + "tests:\n" + lines(400, "", test),
		"tests-readings": lines(200, credit+"params: {n: 1}\nreadings:\n  q:\n    r: {taken: true}\n", "    r%d: {patch: {params: {n: %[1]d}}}\n") +
			"tests:\n" + lines(200, "", strings.Replace(test, "period:", "readings: r%[1]d, period:", 1)),
		"asked-bonuses": lines(900, lines(2, "credits:\n", "  c%d: {each: submit, asked: {every: day, gives: always}, worth: 1}\n")+"bonuses:\n", "  b%d: {of: [c1, c2], times: 2, when: 'item.genre != \"g%[1]d\"'}\n"),
		"endorsements":  lines(400, "credits:\n", "  c%d: {each: endorse, when: 'item.endorsements.exists(e, e.by == \"l%[1]d\") && item.endorsements.exists(e, e.by == \"m\")', worth: 1}\n"),
	}
}

const test = "  - {name: t%d, period: '2020', ledger: [{kind: enroll, at: 2020-01-01, unit: a, name: x, category: y}], expect: {totals: {a: {points: 0}}}}\n"

// lines is a head and n lines made of a pattern with the number of each, from a first one on.
func lines(n int, head, pattern string, from ...int) string {
	var b strings.Builder
	b.WriteString(head)
	first := 1
	if len(from) > 0 {
		first = from[0]
	}
	for i := range n {
		if b.Len() > 100_000 {
			break
		}
		fmt.Fprintf(&b, pattern, first+i)
	}
	return b.String()
}
