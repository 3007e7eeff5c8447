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

// TestClosedFields is texts that a field of every entry cannot be, as the scheme bounds it.
func TestClosedFields(t *testing.T) {
	t.Parallel()
	const bounded = `scheme: bounded
accounts: {points: {}}
attrs:
  submit: {genre: {type: string, one_of: [brief, research]}}
  adopt: {placement: {type: string, one_of: [headline]}}
  endorse: {by: {type: string, one_of: [mayor]}}
  commission: {genre: {type: string, one_of: [report]}}
  grant: {reason: {type: string, one_of: [talk]}}
  incident: {type: {type: string, one_of: [late]}}
  unit: {category: {type: string, one_of: [county]}}
  outlet: {level: {type: string, one_of: [city]}}
credits: {r: {each: KIND, when: 'WHEN', worth: 1}}
`
	for _, row := range []struct{ kind, when, want string }{
		{"submit", `item.genre == "brief"`, ""},
		{"submit", `item.genre == "breif"`, `found "breif"; expected one of the texts of item.genre; did you mean "brief"?`},
		{"submit", `sender.category == "town"`, `found "town"; expected one of the texts of unit.category: county`},
		{"submit", `item.commission.genre == "brief"`,
			`found "brief"; expected one of the texts of commission of an item.genre: report`},
		{"submit", `item.adoptions.exists(a, a.placement == "ear")`,
			`found "ear"; expected one of the texts of adoption.placement: headline`},
		{"adopt", `adopt.placement in ["headline", "ear"]`,
			`found "ear"; expected one of the texts of adoption.placement: headline`},
		{"adopt", `adopt.placement == "" || outlet.level == "county"`,
			`found "county"; expected one of the texts of outlet.level: city`},
		{"endorse", `endorse.by == "major"`, `found "major"; expected one of the texts of endorsement.by; did you mean "mayor"?`},
		{"commission", `commission.genre == "brief"`, `found "brief"; expected one of the texts of commission.genre: report`},
		{"commission", `commission.answers.exists(a, a.genre == "report")`,
			`found "report"; expected one of the texts of answer.genre: brief, research`},
		{"grant", `grant.reason == "walk"`, `found "walk"; expected one of the texts of grant.reason; did you mean "talk"?`},
		{"incident", `incident.type == "missed"`, `found "missed"; expected one of the texts of incident.type: late`},
	} {
		t.Run(row.when, func(t *testing.T) {
			t.Parallel()
			_, err := scheme.Load(t.Context(), "b.yaml",
				[]byte(strings.NewReplacer("KIND", row.kind, "WHEN", row.when).Replace(bounded)))
			if row.want == "" {
				assert.NoError(t, err)
			} else if assert.Error(t, err) {
				first, _, _ := strings.Cut(err.Error(), "\n")
				assert.True(t, strings.HasSuffix(first, row.want), first)
			}
		})
	}
}
