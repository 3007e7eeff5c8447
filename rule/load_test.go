package rule

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule/document"
)

// TestLoadErrors holds what is said of a wrong expression: every error, line:column: message.
func TestLoadErrors(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, expr string
		want       []string
	}{
		{"misspelled field", `item.gener == "a"`,
			[]string{`1:6: found the field "gener" of item, expected a declared one, did you mean "genre"`}},
		{"unknown field of a small record", `item.adoptions[0].zzz == 1`,
			[]string{`1:19: found the field "zzz" of adoption, expected a declared one: at, tier, fee, outlet`}},
		{"misspelled variable", `itme.genre == "a"`,
			[]string{`1:1: found the name "itme", expected a declared one, did you mean "item"`}},
		{"misspelled element", `names.exists(adoption, adpotion == "")`,
			[]string{`1:24: found the name "adpotion", expected a declared one, did you mean "adoption"`}},
		{"element outside its macro", `names.exists(n, true) && n == ""`,
			[]string{`1:26: found the name "n", expected a declared one: item, tier, params, x, name, nth, sums, names, on`}},
		{"misspelled function", `roundd(x, 2)`,
			[]string{`1:1: found the function roundd(), expected a declared one, did you mean "round"`}},
		{"misspelled function of the caller", `rnk(tier)`,
			[]string{`1:1: found the function rnk(), expected a declared one, did you mean "rank"`}},
		{"misspelled macro", `names.exist(n, true)`,
			[]string{`1:7: found the function exist(), expected a declared one, did you mean "exists"`,
				`1:13: found the name "n", expected a declared one: item, tier, params, x, name, nth, sums, names, on`}},
		{"function as a name", `size + 1`,
			[]string{`1:1: found the name "size", which is a function, expected size(…)`}},
		{"misspelled key", `sums["great_value"]`,
			[]string{`1:6: found the key "great_value" of sums, expected a declared one, did you mean "great-value"`}},
		{"misspelled key as a field", `sums.adoptd`,
			[]string{`1:6: found the key "adoptd" of sums, expected a declared one, did you mean "adopted"`}},
		{"misspelled key in has", `has(sums.adoptd)`,
			[]string{`1:10: found the key "adoptd" of sums, expected a declared one, did you mean "adopted"`}},
		{"number + string", `x + name`, []string{`1:3: number + string does not fit: expected number + number`}},
		{"string - string", `name - "a"`,
			[]string{`1:6: string - string does not fit: expected number - number, time - time, time - duration, ` +
				`duration - duration`}},
		{"number == string", `x == "1"`,
			[]string{`1:3: number == string does not fit: expected two values of one type`}},
		{"string in numbers", `name in [1, 2]`,
			[]string{`1:6: string in list(number) does not fit: expected an element in a list of its type, ` +
				`or a string in a map`}},
		{"number < string", `x < name`, []string{`1:3: number < string does not fit: expected number < number`}},
		{"time + number", `on + 1`, []string{`1:4: time + number does not fit: expected time + duration`}},
		{"not a number", `!x`, []string{`1:1: !number does not fit: expected a bool`}},
		{"minus a string", `-name`, []string{`1:1: -string does not fit: expected number, duration`}},
		{"number && bool", `x && item.late`, []string{`1:1: found a number, expected a bool`}},
		{"condition of all", `names.all(n, size(n))`, []string{`1:14: found a number, expected a bool`}},
		{"condition of count", `names.count(n, size(n))`,
			[]string{`1:16: found a number before "?", expected a bool: condition ? a : b`}},
		{"branches of two types", `tier == "" ? 5 : "a"`,
			[]string{`1:12: found number and string on the two sides of ":", expected one type`}},
		{"condition that is no bool", `x ? 1 : 2`,
			[]string{`1:1: found a number before "?", expected a bool: condition ? a : b`}},
		{"list of two types", `[1, 2, "a"]`, []string{`1:8: found a list of number and string, expected one type`}},
		{"map of two types", `{"a": 1, "b": "c"}`,
			[]string{`1:15: found a map of number and string, expected one type`}},
		{"map with a number as a key", `{1: 2}`,
			[]string{`1:2: found a number as the key of a map, expected a string`}},
		{"map with a key twice", `{"a": 1, "a": 2}`, []string{`1:10: found the key "a" twice, expected it once`}},
		{"record compared", `item == item`,
			[]string{`1:6: found item being compared, expected a field of it: records cannot be compared`}},
		{"record in a list", `item.reply in [item]`,
			[]string{`1:12: found item being compared, expected a field of it: records cannot be compared`}},
		{"record with brackets", `item["words"]`,
			[]string{`1:5: found item[…], expected item.field: a record is read by the names of its fields`}},
		{"list with a string as index", `names["a"]`,
			[]string{`1:6: list(string)[string] does not fit: expected list[number] or map[string]`}},
		{"field of a list", `item.adoptions.size > 3`,
			[]string{`1:16: found .size of a list(adoption), expected .size()`}},
		{"field of a string", `tier.level`,
			[]string{`1:6: found .level of a string, expected a record or a map before the point`}},
		{"field of a time", `on.yaer`,
			[]string{`1:4: found the field "yaer" of a time, expected a declared one, did you mean "year"`}},
		{"too few arguments", `round(1)`,
			[]string{`1:1: found round(number), expected round(number, number) or round(number, number, string)`}},
		{"argument of another type", `rank(1)`, []string{`1:1: found rank(number), expected rank(string)`}},
		{"not a method", `x.round(2)`,
			[]string{`1:3: found x.round(), expected round(number, number) or round(number, number, string)`}},
		{"fallback of another type", `default(nth, "a")`,
			[]string{`1:1: found default(number, string), expected default(x, fallback) with two values of one type`}},
		{"macro without a name", `[1].exists(1, true)`,
			[]string{`1:12: found an expression, expected a name: list.exists(name, condition)`}},
		{"macro with one argument", `[1].all(true)`,
			[]string{`1:5: found all() with other arguments, expected list.all(name, condition)`}},
		{"map gone over", `params.filter(k, true) == []`, []string{`1:8: found a map being gone over, expected a list: ` +
			`the entries of a map have no order; all, exists, exists_one, count and sum go over its keys`}},
		{"fold with one name", `names.fold(n, n, 0, n)`, []string{`1:15: found one name twice, expected one for the ` +
			`elements and one for what was made so far: list.fold(name, so_far, start, next)`}},
		{"fold without a start", `names.fold(name, x, x)`, []string{`1:7: found fold() with other arguments, ` +
			`expected list.fold(name, so_far, start, next)`}},
		{"fold of two types", `names.fold(n, all, 0, all + n)`,
			[]string{`1:27: number + string does not fit: expected number + number`}},
		{"fold into another type", `names.fold(n, all, 0, n)`, []string{`1:23: found a string, expected a number`}},
		{"bind of a path", `bind(item.words, 1, 2)`,
			[]string{`1:10: found an expression, expected a name: bind(name, value, expression)`}},
		{"bind of too much", `bind(a, 1)`,
			[]string{`1:1: found bind() with other arguments, expected bind(name, value, expression)`,
				`1:6: found the name "a", expected a declared one: item, tier, params, x, name, nth, sums, names, on`}},
		{"misspelled name of bind", `bind(words, x, 2 * wrods)`,
			[]string{`1:20: found the name "wrods", expected a declared one, did you mean "words"`}},
		{"name of bind in its own value", `bind(a, a + 1, a)`,
			[]string{`1:9: found the name "a", expected a declared one: item, tier, params, x, name, nth, sums, names, on`}},
		{"has of a name of bind", `bind(a, nth, has(a))`, []string{`1:18: found has(a) of a name that the expression ` +
			`gives, expected a field of it, or a variable: has(a.field)`}},
		{"sum of texts", `names.sum(n, n)`, []string{`1:7: found sum(list(string)), expected sum(list(number)) or ` +
			`sum(list(duration)) or sum(map(number)) or sum(map(duration))`}},
		{"sort of records", `item.adoptions.sort()`, []string{`1:16: found sort(list(adoption)), expected ` +
			`sort(list(number)) or sort(list(string)) or sort(list(time)) or sort(list(duration))`}},
		{"part that is none", `[1, 2].slice(2, 1)`,
			[]string{`1:8: found a part from 2 to 1, expected whole numbers from 0 on, in order`}},
		{"root of a constant below 0", `sqrt(-0.01, 2)`,
			[]string{`1:1: found the square root of -0.01, expected that of 0 or more`}},
		{"text gone over", `name.exists(c, true)`, []string{`1:1: found a string being gone over, expected a list`}},
		{"has of a sum", `has(x + 1)`,
			[]string{`1:7: found something else in has(), expected a field or a variable: has(x.field)`}},
		{"has of an element", `names.exists(n, has(n))`,
			[]string{`1:21: found has(n) of a name that the expression gives, expected a field of it, or a variable: has(n.field)`}},
		{"has of a part of a time", `has(on.year)`,
			[]string{`1:8: found has() of a part of a time, expected a field of a record`}},
		{"no end", `(x + 1`, []string{`1:7: found the end, expected ")"`}},
		{"no operand", `x +`, []string{`1:4: found the end, expected a value`}},
		{"no comma", `[1 2]`, []string{`1:4: found "2", expected "]" or ","`}},
		{"one too many", `x)`, []string{`1:2: found ")", expected an operator or the end`}},
		{"conditional without :", `x > 1 ? 2`,
			[]string{`1:10: found the end, expected ":" and what holds otherwise: condition ? a : b`}},
		{"map without :", `{"a" 1}`, []string{`1:6: found "1", expected ":" and a value: {"key": value}`}},
		{"nothing after a point", `item.`, []string{`1:6: found the end, expected the name of a field after "."`}},
		{"single =", `x = 1`, []string{`1:3: found "=", expected "=="`}},
		{"=!", `x =! 1`, []string{`1:3: found "=!", expected "!="`}},
		{"<>", `x <> 1`, []string{`1:4: found "<>", expected "!="`}},
		{"and", `x > 1 and x < 2`, []string{`1:7: found "and", expected "&&"`}},
		{"or", `x > 1 or x < 2`, []string{`1:7: found "or", expected "||"`}},
		{"not", `not item.late`, []string{`1:5: found "not", expected "!"`}},
		{"if", `if x`, []string{`1:1: found "if", expected condition ? a : b`}},
		{"reserved word", `for`, []string{`1:1: found "for", a reserved word, expected another name`}},
		{"&", `x > 1 & x < 2`, []string{`1:7: found "&", expected "&&"`}},
		{"wide signs", `x ＞ 1，`,
			[]string{`1:3: found "＞", a wide sign, expected ">"`, `1:6: found "，", a wide sign, expected ","`}},
		{"Chinese quotes", `name == “人民日报”`,
			[]string{`1:9: found "“人民日报”", expected a text in plain quotes: "…" or '…'`}},
		{"Chinese name", `稿件 == 1`,
			[]string{`1:1: found "稿件" outside a text, expected a name in Latin letters, or the text in quotes`}},
		{"strange sign", `x @ 1`, []string{`1:3: found "@", which has no meaning here`}},
		{"text without an end", `name == "a`, []string{`1:9: found a text without an end, expected a closing "`}},
		{"text over a line end", "name == 'a\n'",
			[]string{`1:9: found a text without an end, expected a closing '`,
				`2:1: found a text without an end, expected a closing '`}},
		{"name without an end", "sums.`a", []string{"1:6: found a name without an end, expected a closing `"}},
		{"bad escape", `name == "\q"`,
			[]string{`1:9: found a backslash in the text that escapes nothing known, expected one such as \n, \", ` +
				`\\ or \u4eba`}},
		{"number too large", `x > 1e400`,
			[]string{`1:5: found a number of too many digits, expected at most 34, all told and on either side of ` +
				`the point`}},
		{"number too long", `x > 123456789012345678901234567890123456789012345678901234567890`,
			[]string{`1:5: found a number of too many digits, expected at most 34, all told and on either side of ` +
				`the point`}},
		{"number too small", `x > 1e-35`,
			[]string{`1:5: found a number of too many digits, expected at most 34, all told and on either side of ` +
				`the point`}},
		{"number of 35 digits", `x > 12345678901234567890123456789012345`,
			[]string{`1:5: found a number of too many digits, expected at most 34, all told and on either side of ` +
				`the point`}},
		{"number without exponent", `x > 1e`, []string{`1:5: found 1e, expected a number such as 12, -0.5 or 1e3`}},
		{"hexadecimal", `x > 0xFF`, []string{`1:5: found 0xFF, expected a decimal number`}},
		{"unsigned", `x > 5u`, []string{`1:5: found 5u, expected 5: there is one kind of numbers, exact decimals`}},
		{"name after a number", `5x`, []string{`1:2: found "x", expected an operator or the end`}},
		{"hidden hexadecimal", `0 x1`, []string{`1:3: found "x1", expected an operator or the end`}},
		{"nothing", `  `, []string{`1:1: found an empty expression, expected a value`}},
		{"pattern not constant", `name.matches(tier)`,
			[]string{`1:14: found a pattern that is worked out, expected a text: s.matches("…")`}},
		{"pattern wrong", `name.matches("(")`,
			[]string{"1:14: found a pattern that cannot be read: error parsing regexp: missing closing ): `(`"}},
		{"constant that fails", `x > 0 ? div(1, 0, 2) : 3`, []string{`1:9: division by zero`}},
		{"constant date that is none", `on < date(2021, 2, 29)`,
			[]string{`1:6: found the date 2021-2-29, which is not in the calendar`}},
		{"constant index outside", `["a"][1] == tier`,
			[]string{`1:6: found the index 1, expected a whole number from 0 to less than 1, the size of the list`}},
		{"constant rounding", `round(x, 2, "up") + round(1, 2, "upp")`,
			[]string{`1:21: found the rounding "upp", expected one of half_up, half_even, down, up, floor, ceiling`}},
		{"element of an empty list", `[][0] == 1`,
			[]string{`1:3: found the index 0, expected a whole number from 0 to less than 0, the size of the list`}},
		{"element of an empty list alone", `[][0]`,
			[]string{`1:3: found a value whose type cannot be told: it comes from an empty list or map`}},
		{"misspelled field in has", `has(item.reply.wrods)`,
			[]string{`1:16: found the field "wrods" of item, expected a declared one, did you mean "words"`}},
		{"result of an empty map", `{}`, []string{`1:1: found an empty map, whose type cannot be told`}},
		{"several at once", "itme.late &&\n  item.wrods > 1e99 &&\n  rnk(tier) == name", []string{
			`1:1: found the name "itme", expected a declared one, did you mean "item"`,
			`2:8: found the field "wrods" of item, expected a declared one, did you mean "words"`,
			`2:16: found a number of too many digits, expected at most 34, all told and on either side of the point`,
			`3:3: found the function rnk(), expected a declared one, did you mean "rank"`,
		}},
	}
	env := kitEnv(t)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			p, err := env.Compile(document.Text(row.expr))
			require.Nil(t, p)
			assert.Equal(t, row.want, messages(t, err))
		})
	}
}

// messages returns the errors of a load, each on one line.
func messages(t *testing.T, err error) []string {
	t.Helper()
	var errs document.Errors
	require.ErrorAs(t, err, &errs)
	all := make([]string, len(errs))
	for i, e := range errs {
		all[i] = e.Position.String() + ": " + e.Reason.String()
		assert.Equal(t, 1, strings.Count(e.Reason.String(), e.Reason.String()), "one message")
		if e.Nearest != "" {
			assert.Contains(t, e.Reason.String(), e.Nearest)
		}
	}
	return all
}

func TestWantedTypes(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	numbers := ListType(NumberType())
	rows := []struct {
		name, expr string
		want       []Type
		typ, err   string
	}{
		{"as wanted", `x + 1`, []Type{NumberType()}, "number", ""},
		{"one of two", `x > 1`, []Type{NumberType(), BoolType()}, "bool", ""},
		{"any", `item`, nil, "item", ""},
		{"list", `[1]`, []Type{numbers}, "list(number)", ""},
		{"empty list takes the type wanted", `[]`, []Type{numbers}, "list(number)", ""},
		{"empty map takes the type wanted", `{}`, []Type{MapType(NumberType())}, "map(number)", ""},
		{"exact before empty", `tier`, []Type{numbers, StringType()}, "string", ""},
		{"another", `x > 1`, []Type{NumberType()}, "", `1:3: found a bool, expected a number`},
		{"another of two", `name`, []Type{NumberType(), BoolType()}, "",
			`1:1: found a string, expected a number or a bool`},
		{"list of another", `["a"]`, []Type{numbers}, "", `1:1: found a list(string), expected a list(number)`},
		{"empty list of no list", `[]`, []Type{NumberType()}, "", `1:1: found an empty list, expected a number`},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			p, err := env.Compile(document.Text(row.expr), row.want...)
			if row.err != "" {
				assert.Equal(t, []string{row.err}, messages(t, err))
				return
			}
			require.NoError(t, err)
			assert.Equal(t, row.typ, p.Type().String())
		})
	}
}

func TestErrorsInYAML(t *testing.T) {
	t.Parallel()
	text := "rules:\n  甲: {when: '人 == ''民'' || itme.late'}\n  乙:\n    when: >-\n      item.late &&\n" +
		"      item.wrods > 1\n"
	file := &document.File{Name: "s.yaml", Content: []byte(text)}
	env := kitEnv(t)
	var all document.Errors
	for _, node := range scalars(t, file) {
		if strings.Contains(node.Value, "item") || strings.Contains(node.Value, "itme") {
			_, err := env.Compile(file.Scalar(node.Line, node.Column, node.Value))
			var errs document.Errors
			require.ErrorAs(t, err, &errs)
			all = append(all, errs...)
		}
	}
	assert.Equal(t, strings.TrimPrefix(`
s.yaml:2:14: found "人" outside a text, expected a name in Latin letters, or the text in quotes
      甲: {when: '人 == ''民'' || itme.late'}
                  ^
s.yaml:6:12: found the field "wrods" of item, expected a declared one, did you mean "words"
          item.wrods > 1
               ^`, "\n"), all.Error())
}

func TestSourceZero(t *testing.T) {
	t.Parallel()
	_, err := kitEnv(t).Compile(document.Source{})
	require.EqualError(t, err, "found an empty expression, expected a value")
	assert.Equal(t, "", document.Source{}.Text())
}

// scalars returns the scalar nodes of a YAML text.
func scalars(t *testing.T, file *document.File) []*document.Node {
	t.Helper()
	root := document.NewDecoder(t.Context(), file, document.Limits{}).Read(document.Format{})
	require.NotNil(t, root)
	var all []*document.Node
	var walk func(n *document.Node)
	walk = func(n *document.Node) {
		if n.Kind == document.Scalar {
			all = append(all, n)
		}
		for _, child := range n.Content {
			walk(child)
		}
	}
	walk(root)
	return all
}
