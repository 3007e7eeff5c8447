package scheme_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// TestCategoriesAndCovers is what is said of lines that do not fit the categories, and of what an item is covered by.
func TestCategoriesAndCovers(t *testing.T) {
	t.Parallel()
	const evolves = "which items the scheme covers depends on what was handed in; expected facts of the submission alone"
	const head = "scheme: s\naccounts: {points: {}}\n"
	for _, row := range []struct{ name, lines, want string }{
		{"good", "categories: {county: {title: 县区}, town: {}}\n" +
			"covers: 'item.genre != params.apart'\nparams: {apart: x}\n" +
			"credits: {a: {each: submit, when: 'unit.category == \"county\"', worth: 1}}\n", ""},
		{"a constant that is none", "categories: {county: {}, town: {}}\n" +
			"credits: {a: {each: submit, when: 'unit.category == \"twon\"', worth: 1}}\n",
			`s.yaml:4:53: found "twon"; expected one of the texts of unit.category; did you mean "town"?`},
		{"a list of constants", "categories: {county: {}, town: {}}\n" +
			"credits: {a: {each: submit, when: 'unit.category in [\"county\", \"city\"]', worth: 1}}\n",
			`s.yaml:4:64: found "city"; expected one of the texts of unit.category: county, town`},
		{"the name of a group", "categories: {county: {}, town: {}}\nrankings: {r: {per: year, group: unit.category}}\n" +
			"honours: {h: {of: r, first: 'group == \"twon\" ? 1 : 2'}}\n",
			`s.yaml:5:39: found "twon"; expected one of the texts of group; did you mean "town"?`},
		{"the name of the one group", "categories: {county: {title: 县区}, town: {}}\nrankings: {r: {per: year}}\n" +
			"honours: {h: {of: r, first: 'group == \"all\" ? 1 : 2'}}\n", ""},
		{"a group that is worked out", "categories: {county: {title: 县区}, town: {}}\n" +
			"rankings: {r: {per: year, group: 'unit.category + \"s\"'}}\n" +
			"honours: {h: {of: r, first: 'group == \"towns\" ? 1 : 2'}}\n", ""},
		{"bounded twice", "categories: {county: {}}\nattrs: {unit: {category: {type: string, one_of: [county]}}}\n" +
			"credits: {a: {each: submit, worth: 1}}\n",
			`s.yaml:4:16: the section categories says which categories there are; found them here too`},
		{"what happens to the item", "covers: 'item.adoptions.size() > 0'\ncredits: {a: {each: submit, worth: 1}}\n",
			"s.yaml:3:9: " + evolves},
		{"what it answers", "covers: 'has(item.commission)'\ncredits: {a: {each: submit, worth: 1}}\n",
			"s.yaml:3:9: " + evolves},
		{"whose it is", "covers: 'unit.category == \"county\"'\ncredits: {a: {each: submit, worth: 1}}\n",
			`s.yaml:3:10: "unit" has no meaning here; expected one of params, item`},
		{"no condition", "covers: item.genre\ncredits: {a: {each: submit, worth: 1}}\n",
			`s.yaml:3:14: found a string; expected a bool`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s, err := scheme.Load(t.Context(), "s.yaml", []byte(head+row.lines))
			if row.want != "" {
				require.Error(t, err)
				assert.Equal(t, row.want, strings.SplitN(err.Error(), "\n", 2)[0])
				return
			}
			require.NoError(t, err)
			assert.Equal(t, []scheme.Category{{Name: "county", Title: "县区"}, {Name: "town"}}, s.Categories)
			for name, title := range map[string]string{"county": "县区", "town": "town", "all": "all"} {
				assert.Equal(t, title, s.CategoryTitle(name))
			}
		})
	}
}
