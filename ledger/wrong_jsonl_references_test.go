package ledger_test

// wrongReferences are entries that name what is not there, or twice what may be there once.
var wrongReferences = []wrongInput{
	{
		name: "unknown item",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i9","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:52: entry "a1": item: found "i9", expected an item that some submit names`,
		},
	},
	{
		name: "unknown unit",
		lines: []string{
			`{"id":"w1","kind":"withdraw","at":"2020-03-03","unit":"lixni"}`,
		},
		want: []string{
			`l.jsonl:3:55: entry "w1": unit: found "lixni", expected a unit that some enroll names; ` +
				`did you mean "linxi"?`,
		},
	},
	{
		name: "unknown superior",
		lines: []string{
			`{"id":"u2","kind":"enroll","at":"2020-03-03","unit":"zhang","name":"张","category":"person","of":"linxii"}`,
		},
		want: []string{
			`l.jsonl:3:97: entry "u2": of: found "linxii", expected a unit that some enroll names; ` +
				`did you mean "linxi"?`,
		},
	},
	{
		name: "unknown co-submitter",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief","with":["linxi",` +
				`"林西"]}`,
		},
		want: []string{
			`l.jsonl:3:96: entry "s2": with: found "林西", expected a unit that some enroll names`,
		},
	},
	{
		name: "unknown receiver of a share",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief",` +
				`"shares":{"linx":"1"}}`,
		},
		want: []string{
			`l.jsonl:3:98: entry "s2": shares: found "linx", expected a unit that some enroll names; ` +
				`did you mean "linxi"?`,
		},
	},
	{
		name: "unknown commission",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief",` +
				`"commission":"c1"}`,
		},
		want: []string{
			`l.jsonl:3:102: entry "s2": commission: found "c1", expected a commission that some commission names`,
		},
	},
	{
		name: "unknown item of an incident",
		lines: []string{
			`{"id":"x1","kind":"incident","at":"2020-03-03","unit":"linxi","type":"失实","item":"其他"}`,
		},
		want: []string{
			`l.jsonl:3:82: entry "x1": item: found "其他", expected an item that some submit names`,
		},
	},
	{
		name: "void of nothing",
		lines: []string{
			`{"id":"v1","kind":"void","at":"2020-03-03","ref":"s9","reason":"误"}`,
		},
		want: []string{
			`l.jsonl:3:50: entry "v1": ref: found "s9", expected the id of an earlier entry`,
		},
	},
	{
		name: "void of a later entry",
		lines: []string{
			`{"id":"v1","kind":"void","at":"2020-03-03","ref":"a1","reason":"误"}`,
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:50: entry "v1": ref: found "a1", which comes later, at line 4, expected the id of an ` +
				`earlier entry`,
		},
	},
	{
		name: "void of itself",
		lines: []string{
			`{"id":"v1","kind":"void","at":"2020-03-03","ref":"v1","reason":"误"}`,
		},
		want: []string{
			`l.jsonl:3:50: entry "v1": ref: found the entry's own id, expected the id of an earlier entry`,
		},
	},
	{
		name: "id twice with other content",
		lines: []string{
			`{"id":"s1","kind":"submit","at":"2020-03-02","item":"i1","unit":"linxi","genre":"research"}`,
		},
		want: []string{
			`l.jsonl:3:7: entry "s1": id: found "s1" a second time, differing in genre, expected an id of its own, ` +
				`or the content of line 2`,
		},
	},
	{
		name: "id twice with another kind",
		lines: []string{
			`{"id":"s1","kind":"withdraw","at":"2020-03-02","unit":"linxi"}`,
		},
		want: []string{
			`l.jsonl:3:7: entry "s1": id: found "s1" a second time, differing in kind, expected an id of its own, ` +
				`or the content of line 2`,
		},
	},
	{
		name: "second submission",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-05","item":"i1","unit":"linxi","genre":"brief"}`,
		},
		want: []string{
			`l.jsonl:3:53: entry "s2": item: found a second submission of "i1", expected one: "s1" stands (line 2)`,
		},
	},
	{
		name: "second commission",
		lines: []string{
			`{"id":"c1","kind":"commission","at":"2020-03-02","commission":"k1","unit":"linxi","due":"2020-03-10"}`,
			`{"id":"c2","kind":"commission","at":"2020-03-03","commission":"k1","unit":"linxi","due":"2020-03-11"}`,
		},
		want: []string{
			`l.jsonl:4:63: entry "c2": commission: found a second commission of "k1", expected one: "c1" stands ` +
				`(line 3)`,
		},
	},
	{
		name: "void that brings back a first submission",
		lines: []string{
			`{"id":"v1","kind":"void","at":"2020-03-03","ref":"s1","reason":"误"}`,
			`{"id":"s2","kind":"submit","at":"2020-03-05","item":"i1","unit":"linxi","genre":"brief"}`,
			`{"id":"v2","kind":"void","at":"2020-03-06","ref":"v1","reason":"误"}`,
		},
		want: []string{
			`l.jsonl:5:50: entry "v2": ref: found a void of "v1" that brings back "s1", a second submission of "i1", ` +
				`expected one: "s2" stands (line 4)`,
		},
	},
	{
		name: "void that brings back a first commission",
		lines: []string{
			`{"id":"c1","kind":"commission","at":"2020-03-02","commission":"k1","unit":"linxi","due":"2020-03-10"}`,
			`{"id":"v1","kind":"void","at":"2020-03-03","ref":"c1","reason":"误"}`,
			`{"id":"c2","kind":"commission","at":"2020-03-05","commission":"k1","unit":"linxi","due":"2020-03-12"}`,
			`{"id":"v2","kind":"void","at":"2020-03-06","ref":"v1","reason":"误"}`,
		},
		want: []string{
			`l.jsonl:6:50: entry "v2": ref: found a void of "v1" that brings back "c1", a second commission of "k1", ` +
				`expected one: "c2" stands (line 5)`,
		},
	},
	{
		name: "void that brings back a first submission, twice",
		lines: []string{
			`{"id":"v1","kind":"void","at":"2020-03-03","ref":"s1","reason":"误"}`,
			`{"id":"s2","kind":"submit","at":"2020-03-05","item":"i1","unit":"linxi","genre":"brief"}`,
			`{"id":"v2","kind":"void","at":"2020-03-06","ref":"v1","reason":"误"}`,
			`{"id":"v3","kind":"void","at":"2020-03-06","ref":"v1","reason":"误"}`,
		},
		want: []string{
			`l.jsonl:5:50: entry "v2": ref: found a void of "v1" that brings back "s1", a second submission of "i1", ` +
				`expected one: "s2" stands (line 4)`,
			`l.jsonl:6:50: entry "v3": ref: found a void of "v1" that brings back "s1", a second submission of "i1", ` +
				`expected one: "s2" stands (line 4)`,
		},
	},
	{
		name: "third submission after the second, wrong one is struck out",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-05","item":"i1","unit":"linxi","genre":"brief"}`,
			`{"id":"v1","kind":"void","at":"2020-03-03","ref":"s2","reason":"误"}`,
			`{"id":"s3","kind":"submit","at":"2020-03-05","item":"i1","unit":"linxi","genre":"brief"}`,
		},
		want: []string{
			`l.jsonl:3:53: entry "s2": item: found a second submission of "i1", expected one: "s1" stands (line 2)`,
			`l.jsonl:5:53: entry "s3": item: found a second submission of "i1", expected one: "s1" stands (line 2)`,
		},
	},
}
