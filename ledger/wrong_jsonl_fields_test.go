package ledger_test

// wrongFields are objects with fields that are unknown, missing or of another kind of entry.
var wrongFields = []wrongInput{
	{
		name: "unknown field",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","placment":"ear"}`,
		},
		want: []string{
			`l.jsonl:3:72: entry "a1": placment: found an unknown field, expected a field of the format; ` +
				`did you mean "placement"?`,
		},
	},
	{
		name: "unknown field, nothing near",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","备注":"无"}`,
		},
		want: []string{
			`l.jsonl:3:72: entry "a1": 备注: found an unknown field, expected a field of the format; an attribute of your own stands in "attrs":{"备注":…}`,
		},
	},
	{
		name: "field in other letters",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","Outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:57: entry "a1": Outlet: found a field in other letters, expected "outlet"`,
		},
	},
	{
		name: "field twice",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","outlet":"新华网"}`,
		},
		want: []string{
			`l.jsonl:3:72: entry "a1": outlet: found the field a second time, expected it once`,
		},
	},
	{
		name: "field of another kind",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","genre":"brief"}`,
		},
		want: []string{
			`l.jsonl:3:72: entry "a1": genre: found it in an entry of kind adopt, expected it only in submit or ` +
				`commission`,
		},
	},
	{
		name: "empty field of another kind",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","title":""}`,
		},
		want: []string{
			`l.jsonl:3:72: entry "a1": title: found it in an entry of kind adopt, expected it only in submit, ` +
				`commission, close or opening`,
		},
	},
	{
		name: "opening of nothing",
		lines: []string{
			`{"id":"o1","kind":"opening","at":"2020-03-03","unit":"linxi","period":"2020-02","amount":"3"}`,
		},
		want: []string{
			`l.jsonl:3: entry "o1": account: found nothing, expected an account, or a quota, of which the opening ` +
				`says what it came to`,
		},
	},
	{
		name: "opening of an account and a quota",
		lines: []string{
			`{"id":"o1","kind":"opening","at":"2020-03-03","unit":"linxi","period":"2020-02","amount":"3",` +
				`"account":"points","quota":"weekly"}`,
		},
		want: []string{
			`l.jsonl:3:104: entry "o1": account: found it beside "quota", expected an account or a quota, each in an ` +
				`entry of its own`,
		},
	},
	{
		name: "opening of a quota with a rule",
		lines: []string{
			`{"id":"o1","kind":"opening","at":"2020-03-03","unit":"linxi","period":"2020-02","amount":"3",` +
				`"quota":"weekly","rule":"adopted"}`,
		},
		want: []string{
			`l.jsonl:3:118: entry "o1": rule: found it beside "quota", expected it only in an opening of an account`,
		},
	},
	{
		name: "opening of a quota with an item",
		lines: []string{
			`{"id":"o1","kind":"opening","at":"2020-03-03","unit":"linxi","period":"2020-02","amount":"3",` +
				`"quota":"weekly","item":"i1"}`,
		},
		want: []string{
			`l.jsonl:3:118: entry "o1": item: found it beside "quota", expected it only in an opening of an account`,
		},
	},
	{
		name: "opening of an account with what was owed",
		lines: []string{
			`{"id":"o1","kind":"opening","at":"2020-03-03","unit":"linxi","period":"2020-02","amount":"3",` +
				`"account":"points","required":"4"}`,
		},
		want: []string{
			`l.jsonl:3:124: entry "o1": required: found it beside "account", expected it only in an opening of a quota`,
		},
	},
	{
		name: "opening without a figure, of a period that is none",
		lines: []string{
			`{"id":"o1","kind":"opening","at":"2020-03-03","unit":"linxi","period":"2020-13","account":"points"}`,
		},
		want: []string{
			`l.jsonl:3: entry "o1": amount: found nothing, expected a decimal, which an entry of kind ` +
				`opening needs`,
			`l.jsonl:3:71: entry "o1": period: found "2020-13", expected a period: 2020, 2020-H1, 2020-Q3, ` +
				`2020-07, 2020-W07 or 2020-07-31`,
		},
	},
	{
		name: "required field missing",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1"}`,
		},
		want: []string{
			`l.jsonl:3: entry "a1": outlet: found nothing, expected a text, which an entry of kind adopt needs`,
		},
	},
	{
		name: "required field empty",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":""}`,
		},
		want: []string{
			`l.jsonl:3:66: entry "a1": outlet: found "", expected a text that is not empty`,
		},
	},
	{
		name: "id missing",
		lines: []string{
			`{"kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3: id: found nothing, expected a text, which every entry needs`,
		},
	},
	{
		name: "empty object",
		lines: []string{
			`{}`,
		},
		want: []string{
			`l.jsonl:3: id: found nothing, expected a text, which every entry needs`,
			`l.jsonl:3: kind: found nothing, expected a text, which every entry needs`,
			`l.jsonl:3: at: found nothing, expected a date or a time, which every entry needs`,
		},
	},
	{
		name: "unknown kind",
		lines: []string{
			`{"id":"a1","kind":"adpot","at":"2020-03-03","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:19: entry "a1": kind: found "adpot", expected enroll, withdraw, submit, adopt, endorse, ` +
				`commission, assign, grant, incident, void, close or opening; did you mean "adopt"?`,
		},
	},
	{
		name: "kind in other letters",
		lines: []string{
			`{"id":"a1","kind":"Adopt","at":"2020-03-03","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:19: entry "a1": kind: found "Adopt", expected enroll, withdraw, submit, adopt, endorse, ` +
				`commission, assign, grant, incident, void, close or opening; did you mean "adopt"?`,
		},
	},
}
