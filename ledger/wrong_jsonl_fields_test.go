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
				`commission or close`,
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
				`commission, assign, grant, incident, void or close; did you mean "adopt"?`,
		},
	},
	{
		name: "kind in other letters",
		lines: []string{
			`{"id":"a1","kind":"Adopt","at":"2020-03-03","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:19: entry "a1": kind: found "Adopt", expected enroll, withdraw, submit, adopt, endorse, ` +
				`commission, assign, grant, incident, void or close; did you mean "adopt"?`,
		},
	},
}
