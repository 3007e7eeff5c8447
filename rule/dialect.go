package rule

// feature is a macro, function, operator or kind of literal that CEL or one of its extensions
// has, or that is ours.
type feature struct {
	name    string // as it is called: size, math.greatest, getFullYear; receiver macros by their name alone
	instead string // what to write instead; "" where the language has it
}

// refused lists what CEL has and the language has not. Everything that is in neither this list
// nor among the functions is an undeclared name.
func refused() []feature {
	const (
		oneNumber = "there is one kind of numbers, exact decimals"
		lists     = "go over the list with map, filter, exists, all or count"
		maps      = "maps have no order to go over; go over a list, and look up m[key]"
		optional  = "write has(x.f) or default(x.f, fallback)"
		nested    = "write it in place, or give it a name of its own in the scheme's definitions"
		networks  = "there are no network addresses here"
		sets      = "write a.all(x, x in b)"
		round     = "write round(x, places) or round(x, places, \"half_even\")"
		bits      = "numbers have no bits; write arithmetic"
		floats    = "every number is finite"
		encoding  = "there are no bytes and no encodings"
		messages  = "records come from the ledger and cannot be made"
	)
	return []feature{
		{"int", oneNumber + ": write round(x, 0, \"down\") to cut a fraction off, number(s) to read a text"},
		{"uint", oneNumber + ": write the number itself"},
		{"double", oneNumber + ": write the number itself, or number(s) to read a text"},
		{"bytes", "there are no bytes: write the text itself"},
		{"bool", "write s == \"true\""},
		{"dyn", "every value has one type: write the value itself"},
		{"type", "types are checked when the file is loaded: leave it out"},
		{"timestamp", "write date(2020, 3, 8) or date(\"2020-03-08\")"},
		{"duration", "write days(n), hours(n), minutes(n) or seconds(n)"},
		{"getFullYear", "write t.year"}, {"getMonth", "write t.month, which counts from 1"},
		{"getDate", "write t.day"}, {"getDayOfMonth", "write t.day, which counts from 1"},
		{"getDayOfWeek", "write t.weekday: 1 is Monday, 7 is Sunday"},
		{"getDayOfYear", "write div(date(t) - date(t.year, 1, 1), days(1), 0) + 1"},
		{"getHours", "write clock(t), compared with clock(\"09:15\"), or div(d, hours(1), 0, \"down\") for a duration d"},
		{"getMinutes", "write div(d, minutes(1), 0, \"down\")"},
		{"getSeconds", "write div(d, seconds(1), 0, \"down\")"},
		{"getMilliseconds", "write div(d, seconds(1), 3, \"down\")"},

		{"math.greatest", "write max(a, b)"}, {"math.least", "write min(a, b)"},
		{"math.ceil", "write ceil(x)"}, {"math.floor", "write floor(x)"},
		{"math.round", round}, {"math.trunc", "write round(x, 0, \"down\")"},
		{"math.abs", "write abs(x)"}, {"math.sign", "write x < 0 ? -1 : x > 0 ? 1 : 0"},
		{"math.sqrt", "there are no roots, which are not exact"},
		{"math.isNaN", floats}, {"math.isInf", floats}, {"math.isFinite", floats},
		{"math.bitAnd", bits}, {"math.bitOr", bits}, {"math.bitXor", bits}, {"math.bitNot", bits},
		{"math.bitShiftLeft", bits}, {"math.bitShiftRight", bits},

		{"charAt", "write s.substring(i, i + 1)"},
		{"indexOf", "write s.contains(t), s.startsWith(t) or s.split(t)"}, {"lastIndexOf", "write s.contains(t), s.endsWith(t) or s.split(t)"},
		{"lowerAscii", "write s.lower()"}, {"upperAscii", "write s.upper()"},
		{"format", "write a + string(x) + b"}, {"quote", "write '\"' + s + '\"'"}, {"strings.quote", "write '\"' + s + '\"'"},
		{"reverse", "there is no order to turn around: go over the list as it is"},

		{"lists.range", lists}, {"slice", "write l[0], l[1] …, or filter"}, {"flatten", lists}, {"distinct", lists},
		{"sort", "write min(l) or max(l); orders belong to rankings"}, {"sortBy", "write min(l) or max(l); orders belong to rankings"},
		{"first", "write l[0]"}, {"last", "write l[l.size() - 1]"},
		{"sets.contains", sets}, {"sets.equivalent", sets}, {"sets.intersects", "write a.exists(x, x in b)"},
		{"transformList", "write l.map(v, …)"}, {"transformMap", maps}, {"transformMapEntry", maps},
		{"existsOne", "write l.exists_one(v, …)"},

		{"cel.bind", nested}, {"cel.block", nested},
		{"optional.of", optional}, {"optional.none", optional}, {"optional.ofNonZeroValue", optional}, {"optional.unwrap", optional},
		{"hasValue", optional}, {"value", optional}, {"or", optional}, {"orValue", optional},
		{"optMap", optional}, {"optFlatMap", optional}, {"unwrapOpt", optional},

		{"base64.encode", encoding}, {"base64.decode", encoding},
		{"regex.replace", "write s.replace(old, new)"}, {"regex.extract", "write s.matches(pattern) or s.split(t)"}, {"regex.extractAll", "write s.matches(pattern) or s.split(t)"},
		{"ip", networks}, {"isIP", networks}, {"ip.isCanonical", networks}, {"cidr", networks}, {"isCIDR", networks},
		{"proto.getExt", messages}, {"proto.hasExt", messages},
		{"not", "write !x"}, {"and", "write a && b"}, {"if", "write condition ? a : b"},
	}
}

// refusedLiterals are refused where they stand; they have no name that could be looked up.
const (
	refusedNull     = "found null, expected a value: what can be absent is asked with has(x.f), or default(x.f, fallback)"
	refusedBytes    = "found bytes, expected a text: leave out the b before the quote"
	refusedMessage  = "found a record being made, expected a value: records come from the caller and cannot be made"
	refusedDivision = "found \"/\", expected div(a, b, places) or div(a, b, places, mode): a quotient is rounded as stated"
	refusedMapRange = "found a map being gone over, expected a list: the entries of a map have no order"
)
