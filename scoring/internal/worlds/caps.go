package worlds

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// OverlappingCaps is a reading of every world's scheme: caps that limit parts of the same.
const OverlappingCaps = "overlapping-caps"

// NotSummed says whether a reading of a world is one that the bulk way leaves to the plain steps.
func NotSummed(reading string) bool { return reading == OverlappingCaps || reading == "shared" }

// withCaps gives a scheme that reading. It limits the account to which most rules for entries give.
func withCaps(t testing.TB, name string, text []byte) []byte {
	t.Helper()
	s, err := scheme.Load(t.Context(), name, text)
	require.NoError(t, err)
	rules := make([][]string, len(s.Accounts))
	for _, c := range s.Credits {
		for _, a := range c.Amounts {
			made := func(d *scheme.Derived) bool { return d.Account == a.Account }
			if c.Per == 0 && !slices.ContainsFunc(s.Derived, made) {
				rules[a.Account] = append(rules[a.Account], c.Name)
			}
		}
	}
	account := 0
	for a := range rules {
		if len(rules[a]) > len(rules[account]) {
			account = a
		}
	}
	of := rules[account]
	require.NotEmpty(t, of)
	first, last := of[:(len(of)+2)/2], of[(len(of)-1)/2:]
	caps := map[string]any{}
	add := func(name, per string, of []string, limits map[string]any) {
		limits["per"], limits["account"] = per, s.Accounts[account].Name
		if len(of) > 0 {
			limits["of"] = of
		}
		after, _ := limits["after"].([]string)
		if after = append(after, written(s, account, per)...); len(after) > 0 {
			limits["after"] = after
		}
		caps["capped-"+name] = limits
	}
	add("week", "week", of[:1], map[string]any{"at_most": 4})
	add("held", "month", of[:1], map[string]any{"at_least": 2, "when": "period.index % 3 != 2"})
	add("last", "month", last, map[string]any{"at_most": 6, "after": []string{"capped-first"}})
	add("first", "month", first, map[string]any{"at_most": "7.5", "when": "period.index % 2 == 1", "at_least": 1})
	add("one", "quarter", of[:1], map[string]any{"at_most": 9})
	add("floor", "half", last, map[string]any{"at_least": 2})
	add("all", "year", nil, map[string]any{"at_most": "size(unit.id) * 11", "at_least": -3})
	var file map[string]any
	require.NoError(t, yaml.Unmarshal(text, &file))
	readings, _ := file["readings"].(map[string]any)
	if readings == nil {
		readings = map[string]any{}
	}
	readings["overlap"] = map[string]any{
		"caps-as-written": map[string]any{"taken": true},
		OverlappingCaps:   map[string]any{"patch": map[string]any{"caps": caps}},
	}
	added, err := yaml.Marshal(map[string]any{"readings": readings})
	require.NoError(t, err)
	return fmt.Appendf(without(text, "readings"), "\n%s", added)
}

// written are the caps that the scheme itself has on an account by the same kind of period.
func written(s *scheme.Scheme, account int, per string) []string {
	var out []string
	for _, x := range s.Settles {
		if x.Cap != nil && x.Cap.Account == account && x.Per.String() == per {
			out = append(out, x.Name)
		}
	}
	return out
}

// without is a scheme without a section.
func without(text []byte, section string) []byte {
	var out []byte
	skip := false
	for line := range bytes.SplitAfterSeq(text, []byte("\n")) {
		if len(line) > 0 && line[0] != ' ' && line[0] != '#' && line[0] != '\n' {
			skip = string(line) == section+":\n"
		}
		if !skip {
			out = append(out, line...)
		}
	}
	return out
}
