package ledger_test

// wrongJSONL are ways to break a ledger in JSON Lines. The lines follow the two good ones of goodLines.
var wrongJSONL = []wrongInput{
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
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","attrs":{"x":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}}`,
		},
		want: []string{
			`l.jsonl:3:117: entry "a1": found a value nested more than 32 deep, expected less`,
		},
	},
	{
		name: "unknown field",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","placment":"ear"}`,
		},
		want: []string{
			`l.jsonl:3:72: entry "a1": placment: found an unknown field, expected a field of the format; did you mean "placement"?`,
		},
	},
	{
		name: "unknown field, nothing near",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","备注":"无"}`,
		},
		want: []string{
			`l.jsonl:3:72: entry "a1": 备注: found an unknown field, expected a field of the format`,
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
			`l.jsonl:3:72: entry "a1": genre: found it in an entry of kind adopt, expected it only in submit or commission`,
		},
	},
	{
		name: "empty field of another kind",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","title":""}`,
		},
		want: []string{
			`l.jsonl:3:72: entry "a1": title: found it in an entry of kind adopt, expected it only in submit or commission`,
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
			`l.jsonl:3:19: entry "a1": kind: found "adpot", expected enroll, withdraw, submit, adopt, endorse, commission, assign, grant, incident or void; did you mean "adopt"?`,
		},
	},
	{
		name: "kind in other letters",
		lines: []string{
			`{"id":"a1","kind":"Adopt","at":"2020-03-03","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:19: entry "a1": kind: found "Adopt", expected enroll, withdraw, submit, adopt, endorse, commission, assign, grant, incident or void; did you mean "adopt"?`,
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
			`{"id":"g1","kind":"grant","at":"2020-03-03","unit":"linxi","account":"points","reason":"好","amount":12.50}`,
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
			`{"id":"g1","kind":"grant","at":"2020-03-03","unit":"linxi","account":"points","reason":"好","amount":"1,5"}`,
		},
		want: []string{
			`l.jsonl:3:101: entry "g1": amount: found "1,5", expected a decimal such as 12.5`,
		},
	},
	{
		name: "amount with too many digits",
		lines: []string{
			`{"id":"g1","kind":"grant","at":"2020-03-03","unit":"linxi","account":"points","reason":"好","amount":"0.1234567890123456789012345678901"}`,
		},
		want: []string{
			`l.jsonl:3:101: entry "g1": amount: found "0.1234567890123456789012345678901", expected a decimal of at most 30 digits`,
		},
	},
	{
		name: "amount out of bounds",
		lines: []string{
			`{"id":"g1","kind":"grant","at":"2020-03-03","unit":"linxi","account":"points","reason":"好","amount":"1e31"}`,
		},
		want: []string{
			`l.jsonl:3:101: entry "g1": amount: found "1e31", expected a decimal whose digits stand at most 30 places from the point`,
		},
	},
	{
		name: "required that is a bool",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020","required":true}`,
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
			`l.jsonl:3:88: entry "a1": attrs.late: found null, expected a string, a bool or a number; what is absent is left out`,
		},
	},
	{
		name: "attribute twice",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","attrs":{"fee":20,"late":true,"fee":30}}`,
		},
		want: []string{
			`l.jsonl:3:80: entry "a1": attrs.fee: found the attribute a second time, expected it once`,
		},
	},
	{
		name: "attribute with too many digits",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","attrs":{"fee":1234567890123456789012345678901}}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "a1": attrs.fee: found the number 1234567890123456789012345678901, expected a decimal of at most 30 digits`,
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
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief","with":["linxi",7]}`,
		},
		want: []string{
			`l.jsonl:3:105: entry "s2": with: found the number 7, expected a list of strings`,
		},
	},
	{
		name: "with that holds a unit twice",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief","with":["linxi","linxi"]}`,
		},
		want: []string{
			`l.jsonl:3:96: entry "s2": with: found "linxi" a second time, expected each unit once`,
		},
	},
	{
		name: "share without quotation marks",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief","shares":{"linxi":0.5}}`,
		},
		want: []string{
			`l.jsonl:3:107: entry "s2": shares.linxi: found the number 0.5, expected it as a string, "0.5"`,
		},
	},
	{
		name: "share that is no number",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief","shares":{"linxi":"half"}}`,
		},
		want: []string{
			`l.jsonl:3:107: entry "s2": shares.linxi: found "half", expected a decimal such as 12.5`,
		},
	},
	{
		name: "shares that hold a unit twice",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief","shares":{"linxi":"0.5","linxi":"0.5"}}`,
		},
		want: []string{
			`l.jsonl:3:98: entry "s2": shares: found "linxi" a second time, expected each unit once`,
		},
	},
	{
		name: "date with slashes",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020/03/03","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020/03/03", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (no date)`,
		},
	},
	{
		name: "month 13",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-13-01","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-13-01", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (the month is not 01 to 12)`,
		},
	},
	{
		name: "30 February",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-02-30","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-02-30", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (2020-02 has 29 days)`,
		},
	},
	{
		name: "29 February of a common year",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2100-02-29","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2100-02-29", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (2100-02 has 28 days)`,
		},
	},
	{
		name: "year 0",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"0000-01-01","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "0000-01-01", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (the year is not 0001 to 9999)`,
		},
	},
	{
		name: "time without zone",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03T09:00:00","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-03-03T09:00:00", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (the zone is missing: Z or an offset such as +08:00)`,
		},
	},
	{
		name: "time without seconds",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03T09:00+08:00","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-03-03T09:00+08:00", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (the seconds are missing)`,
		},
	},
	{
		name: "space for T",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03 09:00:00Z","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-03-03 09:00:00Z", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (a capital T must follow the date)`,
		},
	},
	{
		name: "hour 24",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03T24:00:00Z","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-03-03T24:00:00Z", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (the hour is not 00 to 23)`,
		},
	},
	{
		name: "leap second",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2016-12-31T23:59:60Z","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2016-12-31T23:59:60Z", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (leap seconds are not kept: write second 59)`,
		},
	},
	{
		name: "zone without colon",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03T09:00:00+0800","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-03-03T09:00:00+0800", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (the zone is not Z or an offset such as +08:00)`,
		},
	},
	{
		name: "ten digits of a second",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03T09:00:00.0123456789Z","item":"i1","outlet":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-03-03T09:00:00.0123456789Z", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (the fraction has more than 9 digits)`,
		},
	},
	{
		name: "recorded as a date",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","recorded":"2020-03-04"}`,
		},
		want: []string{
			`l.jsonl:3:83: entry "a1": recorded: found "2020-03-04", expected a time 2006-01-02T15:04:05+08:00, not a date`,
		},
	},
	{
		name: "recorded that is none",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","recorded":"2020-03-04T25:00:00Z"}`,
		},
		want: []string{
			`l.jsonl:3:83: entry "a1": recorded: found "2020-03-04T25:00:00Z", expected a time 2006-01-02T15:04:05+08:00 (the hour is not 00 to 23)`,
		},
	},
	{
		name: "recorded that goes back",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"人民网","recorded":"2020-03-04T08:00:00+08:00"}`,
			`{"id":"a2","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"新华网"}`,
			`{"id":"a3","kind":"adopt","at":"2020-03-03","item":"i1","outlet":"新华网","recorded":"2020-03-03T23:59:59Z"}`,
		},
		want: []string{
			`l.jsonl:5:83: entry "a3": recorded: found 2020-03-03T23:59:59Z, expected no time before 2020-03-04T08:00:00+08:00, when line 3 was recorded`,
		},
	},
	{
		name: "period 2020-Q5",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020-Q5","required":2}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "q1": period: found "2020-Q5", expected a period: 2020, 2020-H1, 2020-Q3, 2020-07 or 2020-W07`,
		},
	},
	{
		name: "period 2020-H3",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020-H3","required":2}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "q1": period: found "2020-H3", expected a period: 2020, 2020-H1, 2020-Q3, 2020-07 or 2020-W07`,
		},
	},
	{
		name: "period 2020-13",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020-13","required":2}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "q1": period: found "2020-13", expected a period: 2020, 2020-H1, 2020-Q3, 2020-07 or 2020-W07`,
		},
	},
	{
		name: "period 2020-W54",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020-W54","required":2}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "q1": period: found "2020-W54", expected a period: 2020, 2020-H1, 2020-Q3, 2020-07 or 2020-W07`,
		},
	},
	{
		name: "period 2020年",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020年","required":2}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "q1": period: found "2020年", expected a period: 2020, 2020-H1, 2020-Q3, 2020-07 or 2020-W07`,
		},
	},
	{
		name: "period 2020-Q",
		lines: []string{
			`{"id":"q1","kind":"assign","at":"2020-01-01","unit":"linxi","quota":"weekly","period":"2020-Q","required":2}`,
		},
		want: []string{
			`l.jsonl:3:87: entry "q1": period: found "2020-Q", expected a period: 2020, 2020-H1, 2020-Q3, 2020-07 or 2020-W07`,
		},
	},
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
			`l.jsonl:3:55: entry "w1": unit: found "lixni", expected a unit that some enroll names; did you mean "linxi"?`,
		},
	},
	{
		name: "unknown superior",
		lines: []string{
			`{"id":"u2","kind":"enroll","at":"2020-03-03","unit":"zhang","name":"张","category":"person","of":"linxii"}`,
		},
		want: []string{
			`l.jsonl:3:97: entry "u2": of: found "linxii", expected a unit that some enroll names; did you mean "linxi"?`,
		},
	},
	{
		name: "unknown co-submitter",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief","with":["linxi","林西"]}`,
		},
		want: []string{
			`l.jsonl:3:96: entry "s2": with: found "林西", expected a unit that some enroll names`,
		},
	},
	{
		name: "unknown receiver of a share",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief","shares":{"linx":"1"}}`,
		},
		want: []string{
			`l.jsonl:3:98: entry "s2": shares: found "linx", expected a unit that some enroll names; did you mean "linxi"?`,
		},
	},
	{
		name: "unknown commission",
		lines: []string{
			`{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"linxi","genre":"brief","commission":"c1"}`,
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
			`l.jsonl:3:50: entry "v1": ref: found "a1", which comes later, at line 4, expected the id of an earlier entry`,
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
			`l.jsonl:3:7: entry "s1": id: found "s1" a second time, differing in genre, expected an id of its own, or the content of line 2`,
		},
	},
	{
		name: "id twice with another kind",
		lines: []string{
			`{"id":"s1","kind":"withdraw","at":"2020-03-02","unit":"linxi"}`,
		},
		want: []string{
			`l.jsonl:3:7: entry "s1": id: found "s1" a second time, differing in kind, expected an id of its own, or the content of line 2`,
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
			`l.jsonl:4:63: entry "c2": commission: found a second commission of "k1", expected one: "c1" stands (line 3)`,
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
			`l.jsonl:5:50: entry "v2": ref: found a void of "v1" that brings back "s1", a second submission of "i1", expected one: "s2" stands (line 4)`,
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
			`l.jsonl:6:50: entry "v2": ref: found a void of "v1" that brings back "c1", a second commission of "k1", expected one: "c2" stands (line 5)`,
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
			`l.jsonl:5:50: entry "v2": ref: found a void of "v1" that brings back "s1", a second submission of "i1", expected one: "s2" stands (line 4)`,
			`l.jsonl:6:50: entry "v3": ref: found a void of "v1" that brings back "s1", a second submission of "i1", expected one: "s2" stands (line 4)`,
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
	{
		name: "several on a line",
		lines: []string{
			`{"id":"a1","kind":"adopt","at":"2020-3-3","item":7,"outlt":"人民网"}`,
		},
		want: []string{
			`l.jsonl:3:32: entry "a1": at: found "2020-3-3", expected a date 2006-01-02 or a time 2006-01-02T15:04:05+08:00 (no date)`,
			`l.jsonl:3:50: entry "a1": item: found the number 7, expected a string`,
			`l.jsonl:3:52: entry "a1": outlt: found an unknown field, expected a field of the format; did you mean "outlet"?`,
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
