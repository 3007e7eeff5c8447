package rule

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// TestKeysOfField is constant keys of a map that is a field of a record.
func TestKeysOfField(t *testing.T) {
	t.Parallel()
	row := &Record{Name: "row", Fields: []Field{
		{Name: "missing", Type: MapType(NumberType()), Keys: []string{"weekly", "monthly"}},
		{Name: "free", Type: MapType(NumberType())}}}
	env, err := NewEnv(Config{
		Vars: []Var{{Name: "before", Type: row.Type()}, {Name: "rows", Type: ListType(row.Type())},
			{Name: "name", Type: StringType()}}})
	require.NoError(t, err)
	for _, good := range []string{
		`before.missing["weekly"] > 0`, `before.missing.monthly > 0`, `before.missing[name] > 0`,
		`before.free["x"] > 0`, `rows.exists(r, has(r.missing.weekly))`, `"x" in before.missing`,
	} {
		_, err := env.Compile(document.Text(good))
		assert.NoError(t, err, good)
	}
	for bad, want := range map[string]string{
		`before.missing["weakly"] > 0`: `1:16: found the key "weakly" of row.missing, expected a declared ` +
			`one, did you mean "weekly"`,
		`rows.exists(r, r.missing["x"] > 0)`: `1:26: found the key "x" of row.missing, expected a declared one: weekly, monthly`,
		`rows[0].missing["x"] > 0`:           `1:17: found the key "x" of row.missing, expected a declared one: weekly, monthly`,
		`rows.exists(r, has(r.missing.wekly))`: `1:30: found the key "wekly" of row.missing, expected a declared ` +
			`one, did you mean "weekly"`,
	} {
		_, err := env.Compile(document.Text(bad))
		require.Error(t, err, bad)
		assert.Equal(t, []string{want}, messages(t, err), bad)
	}
	wrong := &Record{Name: "row", Fields: []Field{{Name: "n", Type: NumberType(), Keys: []string{"a"}}}}
	_, err = NewEnv(Config{Vars: []Var{{Name: "x", Type: wrong.Type()}}})
	assert.EqualError(t, err, "record row, field n: found keys, expected them on a map only")
}
