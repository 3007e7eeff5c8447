package scheme_test

// brokenAsked is what is wrong with rules that are asked on later days.
func brokenAsked() []breaking {
	const paid = "{each: adopt, account: fee, worth: params.fee}"
	asked := func(asked string) string { return "{each: adopt, account: fee, worth: 1, asked: " + asked + "}" }
	return []breaking{
		{name: "asked on what is no time", old: paid, new: asked("days(60)"),
			want: []said{{20, "days", "found a duration; expected a time"}}},
		{name: "asked by what happens later", old: paid, new: asked("'item.adoptions[0].at'"),
			want: []said{{20, "item", "the day on which a rule is asked follows from the entry alone; found a look at " +
				"what happens to the item later"}}},
		{name: "asked until what happens later", old: paid, new: asked("{every: day, until: 'item.adoptions[0].at'}"),
			want: []said{{20, "item.ad", "the day on which a rule is asked follows from the entry alone; found a look " +
				"at what happens to the item later"}}},
		{name: "asked beside a period", old: paid,
			new: "{each: commission, per: month, account: fee, worth: 1, asked: 'commission.due + days(1)'}",
			want: []said{{20, "'commission", "rule \"paid\" has `asked` and `per`; expected one of the two: a day that " +
				"follows from the entry, or the end of a period"}}},
		{name: "asked never", old: paid, new: asked("{}"),
			want: []said{{20, "{}", "`asked` says neither `first` nor `every`; expected the day on which rule \"paid\" is " +
				"asked, or how often"}}},
		{name: "asked once until a day, and always", old: paid,
			new: asked("{first: adopt.at, until: adopt.at, gives: always, day: last}"),
			want: []said{
				{20, "adopt.at, g", "`until` of `asked` is about being asked again; expected `every` beside it"},
				{20, "always", "`gives` of `asked` is about being asked again; expected `every` beside it"},
				{20, "last", "`day` of `asked` is about being asked again; expected `every` beside it"}}},
		{name: "asked every so often", old: paid, new: asked("{every: fortnight}"),
			want: []said{{20, "fortnight", "found every \"fortnight\"; expected one of day, week, month, quarter, half, " +
				"year, or 1 to 1000 of them, as `30 days`"}}},
		{name: "asked every 0 days", old: paid, new: asked("{every: 0 days}"),
			want: []said{{20, "0 days", "found every \"0 days\"; expected one of day, week, month, quarter, half, " +
				"year, or 1 to 1000 of them, as `30 days`"}}},
		{name: "asked on the last day of a day", old: paid, new: asked("{every: day, day: last}"),
			want: []said{{20, "last", "found `day: last` with `every: day`; expected a period of the calendar, one of " +
				"week, month, quarter, half, year"}}},
		{name: "asked on the last day of two months", old: paid, new: asked("{every: 2 months, day: last}"),
			want: []said{{20, "last", "found `day: last` with `every: 2 months`; expected a period of the calendar, " +
				"one of week, month, quarter, half, year"}}},
		{name: "asked on an unknown day of the month", old: paid, new: asked("{every: month, day: frist}"),
			want: []said{{20, "frist", "unknown day of a period \"frist\"; did you mean \"first\"?"}}},
		{name: "asked and given somehow", old: paid, new: asked("{every: month, gives: allways}"),
			want: []said{{20, "allways", "unknown way to give \"allways\"; did you mean \"always\"?"}}},
		{name: "asked with an unknown key", old: paid, new: asked("{evry: month}"),
			want: []said{{20, "evry", "unknown key \"evry\"; did you mean \"every\"?"}}},
		{name: "asked on a list of days", old: paid, new: asked("[adopt.at]"),
			want: []said{{20, "[adopt", "found a list; expected a time, as `incident.at + days(60)`, or a mapping of " +
				"first, every, until …"}}},
		{name: "asked of a quota", old: "worth: -5 * quota.missing", new: "worth: -5 * quota.missing, asked: unit.at",
			want: []said{{29, "unit.at", "`asked` has no place in rule \"short\", which is settled for a unit at the end of " +
				"a period"}}},
	}
}
