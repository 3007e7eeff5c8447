package tier_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/tier"
)

// The variables that the predicates of these tests see.
func outletEnv(t testing.TB) (*rule.Env, *rule.Record) {
	t.Helper()
	outlet := &rule.Record{Name: "outlet", Fields: []rule.Field{
		{Name: "level", Type: rule.StringType(), Optional: true},
		{Name: "medium", Type: rule.StringType(), Optional: true},
		{Name: "rank", Type: rule.NumberType(), Optional: true},
	}}
	env, err := rule.NewEnv(
		rule.Config{Vars: []rule.Var{{Name: "outlet", Type: outlet.Type()}, {Name: "genre", Type: rule.StringType()}}})
	require.NoError(t, err)
	return env, outlet
}

func compile(t testing.TB, env *rule.Env, text string) *rule.Program {
	t.Helper()
	p, err := env.Compile(document.Text(text))
	require.NoError(t, err)
	return p
}

// byLevel is a ladder with a tier for each level, the highest first.
func byLevel(t testing.TB, env *rule.Env, levels ...string) *tier.Ladder {
	t.Helper()
	var tiers []tier.Tier
	for _, name := range levels {
		tiers = append(tiers, tier.Tier{Name: name, When: compile(t, env, `outlet.level == "`+name+`"`)})
	}
	ladder, err := tier.NewLadder(tiers)
	require.NoError(t, err)
	return ladder
}

func text(s string) rule.Value {
	if s == "" {
		return rule.Value{} // absent
	}
	return rule.String(s)
}

// Every listed name of the five regulations is in the tier of its list, whatever level its
// adoption names; an unlisted one is in the tier of its adoption's level.
func TestRegulationsTiers(t *testing.T) {
	t.Parallel()
	ladders := map[string][]string{
		"chifeng-2020":  {"national", "region", "city", "portal"},
		"hongyuan-2018": {"prefecture", "county"},
		"bazhou-2022":   {"national", "region", "prefecture"},
		"street-2022":   {"national", "province", "city", "district", "briefing"},
		"xihu-2021":     {"national", "province", "city", "district", "wechat", "party"},
	}
	env, outlet := outletEnv(t)
	for regulation, rows := range regulations() {
		t.Run(regulation, func(t *testing.T) {
			t.Parallel()
			ladder := byLevel(t, env, ladders[regulation]...)
			table, err := tier.NewTable(entriesOf(rows))
			require.NoError(t, err)
			of := func(name, adoptionLevel string) (string, bool, error) {
				level := adoptionLevel
				if line, listed := table.Find(name); listed && line.Attrs["level"] != "" {
					level = line.Attrs["level"]
				}
				return ladder.Of(rule.Row{outlet.Value(rule.Row{text(level)}), rule.String("brief")})
			}
			for _, row := range rows {
				for _, name := range strings.Fields(strings.ReplaceAll(row.names, "=", " ")) {
					expected := row.attrs["level"]
					adoptionLevel := "district"
					if expected == "" {
						expected, adoptionLevel = "province", "province"
					}
					found, ok, err := of("《"+name+"》", adoptionLevel)
					require.NoError(t, err)
					assert.True(t, ok, name)
					assert.Equal(t, expected, found, name)
				}
			}
			for i, level := range ladders[regulation] {
				found, ok, err := of("某某网", level)
				require.NoError(t, err)
				assert.True(t, ok)
				assert.Equal(t, level, found)
				rank, ok := ladder.Rank(level)
				assert.True(t, ok)
				assert.Equal(t, len(ladders[regulation])-i, rank)
			}
			_, ok, err := of("某某网", "galaxy")
			require.NoError(t, err, "no match is an answer")
			assert.False(t, ok)
			_, ok, err = of("某某网", "")
			var absent *rule.AbsentError
			require.ErrorAs(t, err, &absent, "no level is none")
			assert.False(t, ok)
			assert.Equal(t, ladders[regulation], ladder.Names())
		})
	}
}

func TestLadderOf(t *testing.T) {
	t.Parallel()
	env, outlet := outletEnv(t)
	for name, row := range map[string]struct {
		tiers []string // "name: predicate"
		level string
		rank  string // a number or absent
		found string
		err   string // what the error begins with
	}{
		"the first that is true": {[]string{`a: outlet.level == "x"`, `b: true`, `c: outlet.level == "y"`},
			"y", "", "b", ""},
		"none": {[]string{`a: outlet.level == "x"`},
			"y", "", "", ""},
		"no tiers": {nil,
			"y", "", "", ""},
		"another fact decides": {[]string{`a: outlet.level == "y" && genre == "opinion"`, `b: outlet.level == "y"`},
			"y", "", "b", ""},
		"a fact that is not asked for may be absent": {[]string{`a: outlet.level == "y"`,
			`b: outlet.medium == "newspaper"`}, "y", "", "a", ""},
		"an absent fact": {[]string{`a: outlet.level == "x"`, `b: outlet.medium == "newspaper"`, `c: true`},
			"y", "", "", `tier "b": `},
		"has asks": {[]string{`a: has(outlet.medium) && outlet.medium == "newspaper"`, `b: true`},
			"", "", "b", ""},
		"what cannot be worked out": {[]string{`a: div(1, outlet.rank, 2) > 1`, `b: true`},
			"", "0", "", `tier "a": `},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var tiers []tier.Tier
			for _, line := range row.tiers {
				name, predicate, _ := strings.Cut(line, ": ")
				tiers = append(tiers, tier.Tier{Name: name, When: compile(t, env, predicate)})
			}
			ladder, err := tier.NewLadder(tiers)
			require.NoError(t, err)
			fields := rule.Row{text(row.level), {}, {}}
			if row.rank != "" {
				fields[2] = rule.Number(decimal.RequireFromString(row.rank))
			}
			found, ok, err := ladder.Of(rule.Row{outlet.Value(fields), rule.String("brief")})
			assert.Equal(t, row.found, found)
			assert.Equal(t, row.found != "", ok)
			if row.err == "" {
				require.NoError(t, err)
				return
			}
			require.Error(t, err)
			assert.True(t, strings.HasPrefix(err.Error(), row.err), err.Error())
			require.Error(t, errors.Unwrap(err))
		})
	}
}

func TestLadderOfFunc(t *testing.T) {
	t.Parallel()
	env, _ := outletEnv(t)
	ladder := byLevel(t, env, "national", "city")
	var asked []string
	found, ok, err := ladder.OfFunc(func(p *rule.Program) (rule.Value, error) {
		asked = append(asked, p.Source().Text())
		return rule.Bool(len(asked) == 2), nil
	})
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Equal(t, "city", found)
	assert.Equal(t, []string{`outlet.level == "national"`, `outlet.level == "city"`}, asked)

	broken := errors.New("broken")
	_, ok, err = ladder.OfFunc(func(*rule.Program) (rule.Value, error) { return rule.Bool(true), broken })
	require.ErrorIs(t, err, broken)
	assert.EqualError(t, err, `tier "national": broken`)
	assert.False(t, ok)
	_, ok, err = ladder.OfFunc(func(*rule.Program) (rule.Value, error) { return rule.String("yes"), nil })
	require.ErrorContains(t, err, `tier "national": found `)
	assert.False(t, ok)
}

func TestLadderErrors(t *testing.T) {
	t.Parallel()
	env, _ := outletEnv(t)
	yes, number := compile(t, env, "true"), compile(t, env, "1 + 1")
	ladder, err := tier.NewLadder([]tier.Tier{{"a", yes}, {"", yes}, {"b", nil}, {"a", number}, {"c", yes}})
	assert.Nil(t, ladder)
	require.EqualError(t, err, strings.Join([]string{
		`tiers[1]: found "", expected the name of a tier`,
		`tiers[2]: tier "b" has no predicate, expected one that gives a bool`,
		`tiers[3]: tier "a" is tiers[0] already, expected it once`,
		`tiers[3]: the predicate of tier "a" gives a number, expected a bool`,
	}, "\n"))
	var all tier.Errors
	require.ErrorAs(t, err, &all)
	assert.Equal(t, 0, all[2].Other)
	assert.Equal(t, 3, all[2].Index)
}

func TestLadderRanks(t *testing.T) {
	t.Parallel()
	env, _ := outletEnv(t)
	ladder := byLevel(t, env, "national", "region", "city")
	for name, expected := range map[string]int{"national": 3, "region": 2, "city": 1} {
		rank, ok := ladder.Rank(name)
		assert.True(t, ok)
		assert.Equal(t, expected, rank, name)
	}
	_, ok := ladder.Rank("National")
	assert.False(t, ok)
	ladder.Names()[0] = "changed"
	assert.Equal(t, []string{"national", "region", "city"}, ladder.Names())
	var zero tier.Ladder
	_, ok, err := zero.Of(rule.Row{})
	require.NoError(t, err)
	assert.False(t, ok)
	_, ok = zero.Rank("national")
	assert.False(t, ok)
}
