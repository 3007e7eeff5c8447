package rule

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// TestOtherwise asks what is given of a genre that is none of those that an expression knows: never, because of that,
// or, "", something for other reasons.
func TestOtherwise(t *testing.T) {
	t.Parallel()
	env := usesEnv(t)
	for _, row := range []struct{ text, want string }{
		{`item.genre == "a"`, "never"},
		{`"a" == item.genre`, "never"},
		{`item.genre in ["a", "b"]`, "never"},
		{`item.genre in params.by`, "never"},
		{`item.genre in params.standard`, "never"},
		{`item.genre in params.standard[tier]`, "never"},
		{`good`, "never"}, // a define: !item.late && item.genre == "brief"
		{`good || item.late`, ""},
		{`item.genre == "a" && item.words > 3`, "never"},
		{`item.genre == "a" || item.words > 3`, ""},
		{`item.genre == "a" ? item.late : false`, "never"},
		{`item.genre != ""`, ""},
		{`item.genre == ""`, "never"},
		{`tier == "x"`, ""},

		{`item.genre != "a"`, "because"},
		{`!(item.genre in ["a", "b"])`, "because"},
		{`!good`, "because"},
		{`item.late && item.genre != "a"`, "because"},
		{`item.late || item.genre != "a"`, "because"},
		{`item.genre == "a" ? item.late : item.words > 3`, "because"},
		{`!(item.genre == "a" && item.late)`, "because"},
		{`item.genre in ["a", "b"] && item.genre != "a"`, "never"},
		{`item.genre in params.standard && (item.genre != "a" || item.late)`, "never"},

		{`params.standard[tier][item.genre]`, "never"},
		{`params.standard[item.genre][tier]`, "never"},
		{`params.standard[item.genre].brief`, "never"},
		{`params.least * params.standard[tier][item.genre] + 2`, "never"},
		{`{"a": 1, "b": 2}[item.genre]`, "never"},
		{`default(params.standard[tier][item.genre], 0)`, "never"},
		{`default(params.standard[tier][item.genre], 5)`, "because"},
		{`default(params.standard[tier][item.genre], params.least)`, "because"},
		{`default(params.standard[tier][item.genre] > 3, false)`, "never"},
		{`item.genre == "a" ? 2 : 0`, "never"},
		{`item.genre == "a" ? 2 : 1`, "because"},
		{`item.genre == "a" ? 2 : item.words`, "because"},
		{`item.words * (item.genre == "a" ? 2 : 0)`, "never"},
		{`item.words * (item.genre == "a" ? 2 : 1)`, "because"},
		{`item.words + (item.genre == "a" ? 2 : 0)`, ""},
		{`item.words + (item.genre == "a" ? 2 : 1)`, "because"},
		{`item.genre == "a" ? "one" : "other"`, "because"},
		{`item.genre`, ""},
		{`item.late ? params.least : 0`, ""},

		{`item.endorsements.exists(e, e.by == "a")`, ""},
		{`item.genre == "a" && item.endorsements.exists(e, e.by == "a")`, "never"},
		{`(item.late ? item.genre : tier) == "a"`, ""},
		{`(item.late ? item.genre : tier) != "a"`, "because"},
		{`[1, 2].exists(n, item.genre == "a")`, "never"},
		{`item.endorsements.all(e, item.genre == "a")`, ""},
		{`item.endorsements.all(e, item.genre != "a")`, "because"},
		{`item.endorsements.exists_one(e, item.genre == "a")`, "because"}, // more than is so
		{`round(item.genre == "a" ? 2 : 0, 1)`, "because"},                // more than is so
	} {
		p, err := env.Compile(document.Text(row.text))
		require.NoError(t, err, row.text)
		assert.Equal(t, row.want, otherwise(p, "item.genre"), row.text)
	}
}

// TestOtherwiseOfElements asks the same of whoever endorses.
func TestOtherwiseOfElements(t *testing.T) {
	t.Parallel()
	env := usesEnv(t)
	for _, row := range []struct{ text, want string }{
		{`item.endorsements.exists(e, e.by == "a")`, "never"},
		{`item.endorsements.exists(e, e.by in params.by && item.late)`, "never"},
		{`item.endorsements.exists(e, e.by != "a")`, "because"},
		{`!item.endorsements.exists(e, e.by == "a")`, "because"},
		{`item.endorsements.all(e, e.by == "a")`, ""}, // there is none
		{`item.endorsements.all(e, e.by != "a")`, "because"},
		{`item.endorsements.filter(e, e.by == "a").size() > 1`, "because"}, // more than is so
		{`item.endorsements.count(e, e.by == "a")`, "never"},
		{`item.endorsements.count(e, e.by == "a") > 1`, "never"},
		{`item.endorsements.count(e, e.by == "a") >= 0`, "because"},
		{`item.endorsements.count(e, e.by == "a") == 0`, "because"},
		{`2 <= item.endorsements.count(e, e.by == "a")`, "never"},
		{`item.endorsements.count(e, e.by != "a") > 1`, "because"},
		{`item.endorsements.map(e, params.standard.x[e.by])`, "never"},
		{`item.endorsements[0].by == "a"`, "never"},
		{`item.endorsements.exists(e, item.endorsements.exists(f, f.by == "a") && e.by != "b")`, "never"},
	} {
		p, err := env.Compile(document.Text(row.text))
		require.NoError(t, err, row.text)
		assert.Equal(t, row.want, otherwise(p, "item.endorsements[].by"), row.text)
	}
}

func otherwise(p *Program, place string) string {
	o := p.Otherwise(func(r Read) bool { return r.String() == place })
	switch {
	case o.Never && o.Because:
		return "both"
	case o.Never:
		return "never"
	case o.Because:
		return "because"
	}
	return ""
}
