package scheme_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/scoring/scheme"
)

const closed = `scheme: closed
accounts: {points: {}}
attrs:
  submit: {form: {type: string, default: '"text"', one_of: [text, audio]}, free: string}
  outlet: {medium: {type: string, one_of: [paper, site]}}
  unit: {size: {type: string, one_of: [large, small]}}
define: {named: 'DEFINE'}
credits: {r: {each: adopt, when: named && (WHEN), worth: 1}}
rankings: {board: {per: year, group: 'GROUP'}}
`

// TestClosedSets is texts that a declared attribute cannot be.
func TestClosedSets(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, define, when, group, want string }{
		{"all good", `item.form == "audio"`,
			`outlet.medium in ["paper", "site"] && item.free == "anything" && item.form != ""`,
			`unit.size == "large" ? "a" : "b"`, ""},
		{"an item's", `item.form == "adio"`, "true", "unit.size",
			`c.yaml:7:31: found "adio"; expected one of the texts of item.form; did you mean "audio"?`},
		{"an outlet's", "true", `outlet.medium in ["paper", "web"]`, "unit.size",
			`c.yaml:8:72: found "web"; expected one of the texts of outlet.medium: paper, site`},
		{"a unit's", "true", "true", `"big" == unit.size ? "a" : "b"`,
			`c.yaml:9:39: found "big"; expected one of the texts of unit.size: large, small`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			_, err := scheme.Load(t.Context(), "c.yaml",
				[]byte(strings.NewReplacer("DEFINE", row.define, "WHEN", row.when, "GROUP",
					row.group).Replace(strings.Replace(closed, "when: named && (WHEN)", "when: 'named && (WHEN)'", 1))))
			if row.want == "" {
				assert.NoError(t, err)
				return
			}
			if assert.Error(t, err) {
				first, _, _ := strings.Cut(err.Error(), "\n")
				assert.Equal(t, row.want, first)
			}
		})
	}
}
