package ledger_test

// wrongSyntax are lines that are not JSON, or not an object.
var wrongSyntax = []wrongInput{
	{
		name: "not JSON",
		lines: []string{
			`hello`,
		},
		want: []string{
			`l.jsonl:3:1: found "hello", expected a value`,
		},
	},
	{
		name: "a list",
		lines: []string{
			`[1,2]`,
		},
		want: []string{
			`l.jsonl:3:1: found a list, expected one JSON object a line`,
		},
	},
	{
		name: "a string",
		lines: []string{
			`  "e3"`,
		},
		want: []string{
			`l.jsonl:3:3: found the string "e3", expected one JSON object a line`,
		},
	},
	{
		name: "cut off",
		lines: []string{
			`{"id":"a1","kind":"adopt"`,
		},
		want: []string{
			`l.jsonl:3:26: entry "a1": found the end of the text, expected a comma or }`,
		},
	},
	{
		name: "string without end",
		lines: []string{
			`{"id":"a1","kind":"adopt`,
		},
		want: []string{
			`l.jsonl:3:25: entry "a1": found the end of the text, expected a quotation mark that ends the string`,
		},
	},
	{
		name: "comma at the end",
		lines: []string{
			`{"id":"a1",}`,
		},
		want: []string{
			`l.jsonl:3:12: entry "a1": found '}', expected a name in quotation marks`,
		},
	},
	{
		name: "single quotes",
		lines: []string{
			`{'id':'a1'}`,
		},
		want: []string{
			`l.jsonl:3:2: found '\'', expected a name in quotation marks`,
		},
	},
	{
		name: "no colon",
		lines: []string{
			`{"id" = "a1"}`,
		},
		want: []string{
			`l.jsonl:3:7: found '=', expected a colon`,
		},
	},
	{
		name: "two objects on a line",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网"} {}`,
		},
		want: []string{
			`l.jsonl:3:73: entry "a1": found '{', expected nothing more`,
		},
	},
	{
		name: "control character",
		lines: []string{
			"{\"id\":\"a\t1\"}",
		},
		want: []string{
			`l.jsonl:3:9: found '\t', expected a control character to be escaped`,
		},
	},
	{
		name: "unknown escape",
		lines: []string{
			`{"id":"a\x31"}`,
		},
		want: []string{
			`l.jsonl:3:9: found an unknown escape, expected \" \\ \/ \b \f \n \r \t or \u and four hexadecimal digits`,
		},
	},
	{
		name: "bad hexadecimal digits",
		lines: []string{
			`{"id":"a\u00g1"}`,
		},
		want: []string{
			`l.jsonl:3:9: found an unknown escape, expected \u and four hexadecimal digits`,
		},
	},
	{
		name: "half a surrogate pair",
		lines: []string{
			`{"id":"a\ud83d"}`,
		},
		want: []string{
			`l.jsonl:3:9: found half of a surrogate pair, expected a whole character`,
		},
	},
	{
		name: "a value of another language",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","attrs":{"late":True}}`,
		},
		want: []string{
			`l.jsonl:3:88: entry "a1": found "True", expected a value`,
		},
	},
	{
		name: "nested too deep",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网",` +
				`"attrs":{"x":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}}`,
		},
		want: []string{
			`l.jsonl:3:117: entry "a1": found a value nested more than 32 deep, expected less`,
		},
	},
}
