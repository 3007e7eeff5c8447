package ledger_test

// wrongValues are fields with a value of the wrong type or out of bounds.
var wrongValues = []wrongInput{
	{
		name: "less than nothing owed",
		lines: []string{
			`{"id":"t1","kind":"assign","at":"2020-01-02","unit":"linxi","quota":"m","period":"2020-01","required":"-3"}`,
			`{"id":"t2","kind":"assign","at":"2020-01-02","unit":"linxi","quota":"m","period":"2020-02","required":0}`,
			`{"id":"o1","kind":"opening","at":"2020-02-02","unit":"linxi","quota":"m","period":"2020-01","amount":"-1","required":"-0.5"}`,
		},
		want: []string{
			`l.jsonl:3:103: entry "t1": required: found "-3", expected 0 or more`,
			`l.jsonl:5:118: entry "o1": required: found "-0.5", expected 0 or more`,
		},
	},
	{
		name: "number for a text",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":5}`,
		},
		want: []string{
			`l.jsonl:3:66: entry "a1": outlet: found the number 5, expected a string`,
		},
	},
	{
		name: "number for an id",
		lines: []string{
			`{"id":5,"kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:7: id: found the number 5, expected a string`,
		},
	},
	{
		name: "null",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","level":null}`,
		},
		want: []string{
			`l.jsonl:3:80: entry "a1": level: found null, expected a string; what is absent is left out`,
		},
	},
	{
		name: "object for a text",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":{"name":"人民网"}}`,
		},
		want: []string{
			`l.jsonl:3:66: entry "a1": outlet: found an object, expected a string`,
		},
	},
	{
		name: "number for a time",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":20200303,"item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found the number 20200303, expected a time as a string`,
		},
	},
	{
		name: "amount without quotation marks",
		lines: []string{
			`{"id":"g1","kind":"grant","at":"2020-03-03","unit":"linxi","account":"points","reason":"好",` +
				`"amount":12.50}`,
		},
		want: []string{
			`l.jsonl:3:101: entry "g1": amount: found the number 12.50, expected it as a string, "12.50"`,
		},
	},
	{
		name: "amount that is no number",
		lines: []string{
			`{"id":"g1","kind":"grant","at":"2020-03-03","unit":"linxi","account":"points","reason":"好","amount":"十"}`,
		},
		want: []string{
			`l.jsonl:3:101: entry "g1": amount: found "十", expected a decimal such as 12.5`,
		},
	},
	{
		name: "amount with a comma",
		lines: []string{
			`{"id":"g1","kind":"grant","at":"2020-03-03","unit":"linxi","account":"points","reason":"好",` +
				`"amount":"1,5"}`,
		},
		want: []string{
			`l.jsonl:3:101: entry "g1": amount: found "1,5", expected a decimal such as 12.5`,
		},
	},
	{
		name: "amount with too many digits",
		lines: []string{
			`{"id":"g1","kind":"grant","at":"2020-03-03","unit":"linxi","account":"points","reason":"好",` +
				`"amount":"0.1234567890123456789012345678901"}`,
		},
		want: []string{
			`l.jsonl:3:101: entry "g1": amount: found "0.1234567890123456789012345678901", expected a decimal of at ` +
				`most 30 digits`,
		},
	},
	{
		name: "amount out of bounds",
		lines: []string{
			`{"id":"g1","kind":"grant","at":"2020-03-03","unit":"linxi","account":"points","reason":"好",` +
				`"amount":"1e31"}`,
		},
		want: []string{
			`l.jsonl:3:101: entry "g1": amount: found "1e31", expected a decimal whose digits stand at most 30 ` +
				`places from the point`,
		},
	},
	{
		name: "required that is a bool",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020",` +
				`"required":true}`,
		},
		want: []string{
			`l.jsonl:3:105: entry "q1": required: found true, expected a decimal as a string`,
		},
	},
	{
		name: "attribute that is a list",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","attrs":{"tags":["a"]}}`,
		},
		want: []string{
			`l.jsonl:3:88: entry "a1": attrs.tags: found a list, expected a string, a bool or a number`,
		},
	},
	{
		name: "attribute that is null",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","attrs":{"late":null}}`,
		},
		want: []string{
			`l.jsonl:3:88: entry "a1": attrs.late: found null, expected a string, a bool or a number; ` +
				`what is absent is left out`,
		},
	},
	{
		name: "attribute twice",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","attrs":{"fee":20,"late":true,` +
				`"fee":30}}`,
		},
		want: []string{
			`l.jsonl:3:80: entry "a1": attrs.fee: found the attribute a second time, expected it once`,
		},
	},
	{
		name: "attribute with too many digits",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网",` +
				`"attrs":{"fee":1234567890123456789012345678901}}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "a1": attrs.fee: found the number 1234567890123456789012345678901, ` +
				`expected a decimal of at most 30 digits`,
		},
	},
	{
		name: "attribute without a name",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","attrs":{"":1}}`,
		},
		want: []string{
			`l.jsonl:3:81: entry "a1": attrs: found "", expected a text that is not empty`,
		},
	},
	{
		name: "attrs that are a list",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","attrs":[]}`,
		},
		want: []string{
			`l.jsonl:3:80: entry "a1": attrs: found a list, expected an object of strings, bools and numbers`,
		},
	},
	{
		name: "with that is a text",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief","with":"linxi"}`,
		},
		want: []string{
			`l.jsonl:3:96: entry "s2": with: found the string "linxi", expected a list of strings`,
		},
	},
	{
		name: "with that holds a number",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief",` +
				`"with":["linxi",7]}`,
		},
		want: []string{
			`l.jsonl:3:105: entry "s2": with: found the number 7, expected a list of strings`,
		},
	},
	{
		name: "with that holds a unit twice",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief","with":["linxi",` +
				`"linxi"]}`,
		},
		want: []string{
			`l.jsonl:3:96: entry "s2": with: found "linxi" a second time, expected each unit once`,
		},
	},
	{
		name: "share without quotation marks",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief",` +
				`"shares":{"linxi":0.5}}`,
		},
		want: []string{
			`l.jsonl:3:107: entry "s2": shares.linxi: found the number 0.5, expected it as a string, "0.5"`,
		},
	},
	{
		name: "share that is no number",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief",` +
				`"shares":{"linxi":"half"}}`,
		},
		want: []string{
			`l.jsonl:3:107: entry "s2": shares.linxi: found "half", expected a decimal such as 12.5`,
		},
	},
	{
		name: "shares that hold a unit twice",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief",` +
				`"shares":{"linxi":"0.5","linxi":"0.5"}}`,
		},
		want: []string{
			`l.jsonl:3:98: entry "s2": shares: found "linxi" a second time, expected each unit once`,
		},
	},
}
