package rule

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// ownedRows has an expression, and what it comes to, for every function and macro of the language.
var ownedRows = map[string][2]string{
	"has": {`has(item.words)`, `true`}, "all": {`[1].all(i, i > 0)`, `true`},
	"exists": {`[1].exists(i, i > 0)`, `true`}, "exists_one": {`[1].exists_one(i, i > 0)`, `true`},
	"take_while": {`[1, 0, 1].take_while(i, i > 0)`, `[1]`}, "count": {`[1].count(i, i > 0)`, `1`},
	"filter": {`[1].filter(i, i > 0)`, `[1]`}, "map": {`[1].map(i, -i)`, `[-1]`},
	"default": {`default(nth, 3)`, `3`}, "size": {`size("a") + [1].size()`, `2`}, "round": {`round(0.5, 0)`, `1`},
	"floor": {`floor(0.5)`, `0`}, "ceil": {`ceil(0.5)`, `1`}, "abs": {`abs(-1)`, `1`},
	"div": {`div(1, 4, 1, "half_even")`, `0.2`}, "pow": {`pow(3, 2)`, `9`}, "sum": {`sum([1, 2])`, `3`},
	"min": {`min(1, 2)`, `1`}, "max": {`max([1, 2])`, `2`}, "number": {`number("1")`, `1`},
	"string": {`string(1)`, `"1"`}, "contains": {`"ab".contains("b")`, `true`},
	"startsWith": {`"ab".startsWith("b")`, `false`}, "endsWith": {`"ab".endsWith("b")`, `true`},
	"matches": {`"ab".matches("^a")`, `true`}, "lower": {`"A".lower()`, `"a"`}, "upper": {`"a".upper()`, `"A"`},
	"trim": {`" a ".trim()`, `"a"`}, "replace": {`"a".replace("a", "b")`, `"b"`},
	"substring": {`"abc".substring(1, 2)`, `"b"`}, "split": {`"a b".split(" ")`, `["a", "b"]`},
	"join": {`["a"].join()`, `"a"`}, "chars": {`"ab".chars()`, `["a", "b"]`}, "equal": {`equal(["a"])`, `{"a": 1}`},
	"date": {`date(2020, 1, 2)`, `2020-01-02`}, "clock": {`clock("01:00")`, `1h0m0s`}, "year": {`year(on)`, `2020`},
	"month": {`month(on)`, `3`}, "day": {`day(on)`, `8`}, "weekday": {`weekday(on)`, `7`},
	"days": {`days(1)`, `24h0m0s`}, "hours": {`hours(1)`, `1h0m0s`}, "minutes": {`minutes(1)`, `1m0s`},
	"seconds": {`seconds(1)`, `1s`}, "workdays": {`workdays(on, 1)`, `2020-03-09`},
	"isWorkday": {`isWorkday(on)`, `false`}, "quarter": {`quarter(on)`, `1`}, "half": {`half(on)`, `1`},
	"months": {`months(on, item.at + days(40))`, `1`}, "years": {`years(on, date(2030, 3, 7))`, `9`},
	"addMonths": {`addMonths(on, 1)`, `2020-04-08`}, "addYears": {`on.addYears(-1)`, `2019-03-08`},
	"sqrt": {`sqrt(2, 2)`, `1.41`}, "sort": {`sort([2, 1])`, `[1, 2]`}, "reverse": {`reverse([2, 1])`, `[1, 2]`},
	"slice": {`[1, 2, 3].slice(1, 2)`, `[2]`}, "bind": {`bind(a, x, a * a)`, `6.25`},
	"fold": {`[1, 2].fold(i, made, 10, made - i)`, `7`},
}

// refusedRows has an expression for every feature of CEL that the language has not.
var refusedRows = map[string]string{
	"int": `int("1")`, "uint": `uint(1)`, "double": `double(1)`, "bytes": `bytes("a")`, "bool": `bool("true")`,
	"dyn": `dyn(1)`, "type": `type(1)`, "timestamp": `timestamp("2020-01-01T00:00:00Z")`, "duration": `duration("1h")`,
	"getFullYear": `on.getFullYear("Asia/Shanghai")`, "getMonth": `on.getMonth()`, "getDate": `on.getDate()`,
	"getDayOfMonth": `on.getDayOfMonth()`, "getDayOfWeek": `on.getDayOfWeek()`, "getDayOfYear": `on.getDayOfYear()`,
	"getHours": `on.getHours()`, "getMinutes": `on.getMinutes()`, "getSeconds": `on.getSeconds()`,
	"getMilliseconds": `on.getMilliseconds()`, "math.greatest": `math.greatest(1, 2)`, "math.least": `math.least(1, 2)`,
	"math.ceil": `math.ceil(1.5)`, "math.floor": `math.floor(1.5)`, "math.round": `math.round(1.5)`,
	"math.trunc": `math.trunc(1.5)`, "math.abs": `math.abs(-1)`, "math.sign": `math.sign(-1)`,
	"math.sqrt": `math.sqrt(2)`, "math.isNaN": `math.isNaN(1.0)`, "math.isInf": `math.isInf(1.0)`,
	"math.isFinite": `math.isFinite(1.0)`, "math.bitAnd": `math.bitAnd(1, 2)`, "math.bitOr": `math.bitOr(1, 2)`,
	"math.bitXor": `math.bitXor(1, 2)`, "math.bitNot": `math.bitNot(1)`, "math.bitShiftLeft": `math.bitShiftLeft(1, 2)`,
	"math.bitShiftRight": `math.bitShiftRight(1, 2)`, "charAt": `name.charAt(0)`, "indexOf": `name.indexOf("a")`,
	"lastIndexOf": `name.lastIndexOf("a")`, "lowerAscii": `name.lowerAscii()`, "upperAscii": `name.upperAscii()`,
	"format": `"%s".format([name])`, "quote": `name.quote()`, "strings.quote": `strings.quote(name)`,
	"lists.range": `lists.range(3)`,
	"flatten":     `[[1]].flatten()`, "distinct": `names.distinct()`,
	"sortBy": `names.sortBy(n, n)`, "first": `names.first()`, "last": `names.last()`,
	"sets.contains": `sets.contains(names, ["a"])`, "sets.equivalent": `sets.equivalent(names, ["a"])`,
	"sets.intersects": `sets.intersects(names, ["a"])`, "transformList": `names.transformList(i, v, v)`,
	"transformMap":      `params.transformMap(k, v, v)`,
	"transformMapEntry": `params.transformMapEntry(k, v, {k: v})`,
	"existsOne":         `names.existsOne(n, n == "")`, "cel.bind": `cel.bind(a, 1, a + a)`,
	"cel.block": `cel.block([1], 2)`, "optional.of": `optional.of(1)`, "optional.none": `optional.none()`,
	"optional.ofNonZeroValue": `optional.ofNonZeroValue(1)`, "optional.unwrap": `optional.unwrap([1])`,
	"hasValue": `x.hasValue()`, "value": `x.value()`, "or": `x.or(x)`,
	"orValue": `x.orValue(1)`, "optMap": `x.optMap(y, y)`, "optFlatMap": `x.optFlatMap(y, y)`,
	"unwrapOpt": `[x].unwrapOpt()`, "base64.encode": `base64.encode("a")`, "base64.decode": `base64.decode("a")`,
	"regex.replace": `regex.replace(name, "a", "b")`, "regex.extract": `regex.extract(name, "a")`,
	"regex.extractAll": `regex.extractAll(name, "a")`, "ip": `ip("1.2.3.4")`, "isIP": `isIP("1.2.3.4")`,
	"ip.isCanonical": `ip.isCanonical("1.2.3.4")`, "cidr": `cidr("1.2.3.4/8")`, "isCIDR": `isCIDR("1.2.3.4/8")`,
	"proto.getExt": `proto.getExt(item, a.b)`, "proto.hasExt": `proto.hasExt(item, a.b)`, "not": `not(item.late)`,
	"and": `and(item.late, true)`,
}

// refusedForms are refused for their form; they have no name.
var refusedForms = map[string][2]string{
	"division":             {`x / 2`, `1:3: ` + refusedDivision.String()},
	"null":                 {`null`, `1:1: ` + refusedNull.String()},
	"comparison with null": {`item.words == null`, `1:15: ` + refusedNull.String()},
	"bytes":                {`b"a"`, `1:1: found bytes, expected a text: leave out the b before the quote`},
	"raw bytes":            {`size(rb"a")`, `1:6: found bytes, expected a text: leave out the rb before the quote`},
	"unsigned number":      {`1u`, `1:1: found 1u, expected 1: there is one kind of numbers, exact decimals`},
	"hexadecimal number":   {`0x1F`, `1:1: found 0x1F, expected a decimal number`},
	"message":              {`item{genre: "a"}`, `1:5: ` + refusedMessage.String()},
	"message of a package": {`google.protobuf.Int64Value{value: 1}`, `1:27: ` + refusedMessage.String()},
	"optional field":       {`item.?words`, `1:5: found an optional "?", expected has(x.f) or default(x.f, fallback)`},
	"optional index":       {`names[?0]`, `1:6: found an optional "?", expected has(x.f) or default(x.f, fallback)`},
	"optional element":     {`[?x]`, `1:2: found an optional "?", expected has(x.f) or default(x.f, fallback)`},
	"fold over a map":      {`params.fold(k, n, 0, n + 1)`, `1:8: ` + refusedMapRange.String()},
	"map over a map":       {`params.map(k, k)`, `1:8: ` + refusedMapRange.String()},
	"filter over a map":    {`{"a": 1}.filter(k, true)`, `1:10: ` + refusedMapRange.String()},
	"all with two variables": {`names.all(i, n, n != "")`,
		`1:7: found all() with other arguments, expected list.all(name, condition)`},
	"exists with two variables": {`names.exists(i, n, n != "")`,
		`1:7: found exists() with other arguments, expected list.exists(name, condition)`},
	"name of a type": {`type(x) == int`,
		`1:1: found type(), which the language has not: types are checked when the file is loaded: leave it out`},
	"accumulator": {`__result__`, `1:1: found the name "__result__", expected a declared one: item, tier, params, x, name, nth, sums, names, on`},
	"inner name":  {`@result`, `1:1: found "@", which has no meaning here`},
}

func TestOwned(t *testing.T) {
	t.Parallel()
	env, vars := kitEnv(t), kitVars()
	lang, err := theLanguage()
	require.NoError(t, err)
	for _, name := range lang.names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			row, ok := ownedRows[name]
			require.True(t, ok, "%s has no row", name)
			v, err := compile(t, env, row[0]).Eval(vars)
			require.NoError(t, err)
			assert.Equal(t, row[1], v.String())
		})
	}
	assert.Len(t, ownedRows, len(lang.names), "a row for something that is none")
}

func TestRefused(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	for _, f := range refused() {
		if f.name == "if" {
			continue // a reserved word: see TestLoadErrors
		}
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			expr, ok := refusedRows[f.name]
			require.True(t, ok, "%s has no row", f.name)
			_, err := env.Compile(document.Text(expr))
			found := messages(t, err)
			require.Len(t, found, 1, "%v", found)
			assert.Contains(t, found[0], "found "+f.name+"(), which the language has not: "+f.instead.String())
			assert.NotEmpty(t, f.instead.String())
		})
	}
	for name, row := range refusedForms {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := env.Compile(document.Text(row[0]))
			assert.Equal(t, row[1], messages(t, err)[0])
		})
	}
}

// TestInstead holds the refusals to their word: what they say to write compiles.
func TestInstead(t *testing.T) {
	t.Parallel()
	config := kitConfig()
	number, text, truth := NumberType(), StringType(), BoolType()
	config.Vars = []Var{
		{Name: "a", Type: number}, {Name: "b", Type: number}, {Name: "s", Type: text}, {Name: "t", Type: text},
		{Name: "i", Type: number}, {Name: "places", Type: number}, {Name: "condition", Type: truth},
		{Name: "l", Type: ListType(number)}, {Name: "n", Type: number}, {Name: "old", Type: text},
		{Name: "new", Type: text},
		{Name: "d", Type: DurationType()},
		{Name: "x", Type: number},
	}
	env, err := NewEnv(config)
	require.NoError(t, err)
	for _, expr := range []string{
		`round(x, 0, "down")`, `number(s)`, `s == "true"`, `date(2020, 3, 8)`, `date("2020-03-08")`, `days(n)`,
		`div(d, seconds(1), 3, "down")`, `max(a, b)`, `min(a, b)`,
		`x < 0 ? -1 : x > 0 ? 1 : 0`, `s.substring(i, i + 1)`, `s.lower()`, `s + string(x) + t`, `'"' + s + '"'`,
		`l[l.size() - 1]`, `l.all(x, x in l)`, `l.exists(x, x in l)`, `s.replace(old, new)`, `!condition`,
		`condition ? a : b`, `condition && condition`, `round(x, places)`, `round(x, places, "half_even")`,
		`min(l)`, `l.map(v, v)`, `l.exists_one(v, v == 1)`, `bind(x, n, x + 1)`, `sqrt(x, places)`, `sort(l.map(x, -x))`,
		`minutes(d)`, `seconds(d)`, `hours(d)`,
	} {
		compile(t, env, expr)
	}
	compile(t, kitEnv(t), `days(date(on.year, 1, 1), on) + 1`)
	compile(t, kitEnv(t), `sums.sum(k, sums[k] * 2)`)
}

// TestReference holds the package comment to the tables.
func TestReference(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	lang, err := theLanguage()
	require.NoError(t, err)
	for _, name := range lang.names {
		assert.Regexp(t, `[^A-Za-z_]`+name+`\(`, string(doc), "doc.go says nothing of %s()", name)
	}
	for _, f := range refused() {
		assert.Contains(t, string(doc), f.name)
	}
}
