package rule

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// TestOneOf is constants that a variable, a field or an argument cannot be.
func TestOneOf(t *testing.T) {
	t.Parallel()
	texts := []string{"national", "city"}
	rec := &Record{Name: "adoption",
		Fields: []Field{{Name: "tier", Type: StringType(), OneOf: texts}, {Name: "by", Type: StringType()}}}
	env, err := NewEnv(Config{
		Vars: []Var{{Name: "tier", Type: StringType(), OneOf: texts}, {Name: "adopt", Type: rec.Type()},
			{Name: "all", Type: ListType(rec.Type())}, {Name: "free", Type: StringType()},
			{Name: "grade", Type: MapType(StringType()), Keys: []string{"level"}, OneOf: texts}},
		Funcs: []Func{{Name: "rank", Args: []Type{StringType()}, Result: NumberType(), OneOf: texts,
			Call: func([]Value) (Value, error) { return Int(1), nil }}},
	})
	require.NoError(t, err)
	for _, good := range []string{
		`tier == "city"`, `"" != tier`, `tier in ["city", "national", ""]`, `tier in [free, "city"]`, `free == "cty"`,
		`adopt.by == "cty"`, `rank(free + "x") > rank("city")`, `tier == free`,
		`all.exists(tier, tier.tier == "city")`, `["cty"].exists(tier, tier == "cty")`, `tier + "x" == "cty"`,
		`"x" in [tier]`, `grade["level"] == "city"`, `"level" in grade`, `default(grade.level, "") != free`,
		`default(grade.level, "none") == "none"`, `default(grade.level, free) == "cty"`,
	} {
		_, err := env.Compile(document.Text(good))
		assert.NoError(t, err, good)
	}
	for bad, want := range map[string]string{
		`tier == "cty"`:                 `1:9: found "cty", expected one of the texts of tier, did you mean "city"`,
		`"county" != tier`:              `1:1: found "county", expected one of the texts of tier: national, city`,
		`!(tier in ["city", "county"])`: `1:20: found "county", expected one of the texts of tier: national, city`,
		`adopt.tier == "nation"`: `1:15: found "nation", expected one of the texts of adoption.tier, ` +
			`did you mean "national"`,
		`all.exists(a, a.tier in ["x"])`: `1:26: found "x", expected one of the texts of ` +
			`adoption.tier: national, city`,
		`all.map(a, rank("cty") > 0) == []`: `1:17: found "cty", expected one of the texts of rank(), ` +
			`did you mean "city"`,
		`["x"].all(x, .tier == "cty")`: `1:23: found "cty", expected one of the texts of tier, ` +
			`did you mean "city"`,
		`grade["level"] == "cty"`: `1:19: found "cty", expected one of the texts of grade, did you mean "city"`,
		`"x" != grade.level`:      `1:1: found "x", expected one of the texts of grade: national, city`,
		`default(grade["level"], "") in ["cty"]`: `1:33: found "cty", expected one of the texts of grade, did you ` +
			`mean "city"`,
	} {
		_, err := env.Compile(document.Text(bad))
		require.Error(t, err, bad)
		assert.Equal(t, []string{want}, messages(t, err), bad)
	}
	_, err = NewEnv(Config{Vars: []Var{{Name: "n", Type: NumberType(), OneOf: texts}}})
	assert.EqualError(t, err, "variable n: found the texts that it can be, expected them on a string or a map of "+
		"strings only")
}
