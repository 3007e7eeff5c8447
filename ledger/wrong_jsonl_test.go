package ledger_test

import "slices"

// wrongJSONL are ways to break a ledger in JSON Lines. The lines follow the two good ones of goodLines.
var wrongJSONL = slices.Concat(wrongSyntax, wrongFields, wrongValues, wrongTimes, wrongReferences, wrongSeveral)

// wrongSeveral are lines with more than one thing wrong.
var wrongSeveral = []wrongInput{
	{
		name: "several on a line",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-3-3","item":7,"outlt":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-3-3", expected a date 2006-01-02 or a time ` +
				`2006-01-02T15:04:05+08:00 (no date)`,
			`l.jsonl:3:50: entry "a1": item: found the number 7, expected a string`,
			`l.jsonl:3:52: entry "a1": outlt: found an unknown field, expected a field of the format; ` +
				`did you mean "outlet"?`,
		},
	},
	{
		name: "several lines, references last to be known",
		lines: []string{
			`{"id":"w1","kind":"withdraw","at":"2020-03-03","unit":"nobody"}`,
			`nonsense`,
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":true}`,
		},
		want: []string{
			`l.jsonl:3:55: entry "w1": unit: found "nobody", expected a unit that some enroll names`,
			`l.jsonl:4:1: found "nonsense", expected a value`,
			`l.jsonl:5:66: entry "a1": outlet: found true, expected a string`,
		},
	},
	{
		name: "what a bad line names is known",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-05","item":"i2","unit":"linxi","genre":5}`,
			`{"id":"a2","kind":"adopt","at":"2020-03-06","item":"i2","outlet":"人民网"}`,
			`{"id":"v2","kind":"void","at":"2020-03-07","ref":"s2","reason":"误"}`,
		},
		want: []string{
			`l.jsonl:3:81: entry "s2": genre: found the number 5, expected a string`,
		},
	},
	{
		name: "what a broken line names is known",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-05","item":"i2","unit":"linxi"`,
			`{"id":"a2","kind":"adopt","at":"2020-03-06","item":"i2","outlet":"人民网"}`,
			`{"id":"v2","kind":"void","at":"2020-03-07","ref":"s2","reason":"误"}`,
		},
		want: []string{
			`l.jsonl:3:72: entry "s2": found the end of the text, expected a comma or }`,
		},
	},
}
