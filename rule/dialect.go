package rule

import "github.com/gongguo/gongguo/ledger/reason"

// feature is a macro, function, operator or kind of literal that CEL or one of its extensions
// has, or that is ours.
type feature struct {
	name    string        // as it is called: size, math.greatest, getFullYear; receiver macros by their name alone
	instead reason.Reason // what to write instead
}

// refused lists what CEL has and the language has not. Everything that is in neither this list
// nor among the functions is an undeclared name.
func refused() []feature {
	var (
		round  = reason.New("rule.instead-of-rounding", "write round(x, places) or round(x, places, \"half_even\")")
		floats = reason.New("rule.no-infinities", "every number is finite")
		bits   = reason.New("rule.no-bits", "numbers have no bits; write arithmetic")
		lists  = reason.New("rule.instead-of-ranges", "go over the list with map, filter, exists, all or count")
		sets   = reason.New("rule.instead-of-sets", "write a.all(x, x in b)")
		maps   = reason.New("rule.no-order-of-maps",
			"maps have no order to go over; write m.sum(k, m[k] * 2), or go over a list, and look up m[key]")
		nested = reason.New("rule.instead-of-nesting",
			"write bind(x, value, expression), or give it a name of its own in the scheme's definitions")
		optional = reason.New("rule.instead-of-optionals", "write has(x.f) or default(x.f, fallback)")
		encoding = reason.New("rule.no-encodings", "there are no bytes and no encodings")
		networks = reason.New("rule.no-networks", "there are no network addresses here")
		messages = reason.New("rule.no-new-records", "records come from the ledger and cannot be made")
	)
	return []feature{
		{"int", reason.New("rule.instead-of-int",
			"there is one kind of numbers, exact decimals: write round(x, 0, \"down\") to cut a fraction off, "+
				"number(s) to read a text")},
		{"uint", reason.New("rule.instead-of-uint",
			"there is one kind of numbers, exact decimals: write the number itself")},
		{"double", reason.New("rule.instead-of-double",
			"there is one kind of numbers, exact decimals: write the number itself, or number(s) to read a text")},
		{"bytes", reason.New("rule.instead-of-bytes", "there are no bytes: write the text itself")},
		{"bool", reason.New("rule.instead-of-bool", "write s == \"true\"")},
		{"dyn", reason.New("rule.instead-of-dyn", "every value has one type: write the value itself")},
		{"type", reason.New("rule.instead-of-type", "types are checked when the file is loaded: leave it out")},
		{"timestamp", reason.New("rule.instead-of-timestamp", "write date(2020, 3, 8) or date(\"2020-03-08\")")},
		{"duration", reason.New("rule.instead-of-duration", "write days(n), hours(n), minutes(n) or seconds(n)")},
		{"getFullYear", reason.New("rule.instead-of-get-full-year", "write t.year")},
		{"getMonth", reason.New("rule.instead-of-get-month", "write t.month, which counts from 1")},
		{"getDate", reason.New("rule.instead-of-get-date", "write t.day")},
		{"getDayOfMonth", reason.New("rule.instead-of-get-day-of-month", "write t.day, which counts from 1")},
		{"getDayOfWeek", reason.New("rule.instead-of-get-day-of-week", "write t.weekday: 1 is Monday, 7 is Sunday")},
		{"getDayOfYear", reason.New("rule.instead-of-get-day-of-year",
			"write days(date(t.year, 1, 1), t) + 1")},
		{"getHours", reason.New("rule.instead-of-get-hours",
			"write clock(t), compared with clock(\"09:15\"), or hours(d) of a duration d")},
		{"getMinutes", reason.New("rule.instead-of-get-minutes", "write minutes(d) of a duration d, or clock(t)")},
		{"getSeconds", reason.New("rule.instead-of-get-seconds", "write seconds(d) of a duration d")},
		{"getMilliseconds", reason.New("rule.instead-of-get-milliseconds", "write div(d, seconds(1), 3, \"down\")")},

		{"math.greatest", reason.New("rule.instead-of-math-greatest", "write max(a, b)")},
		{"math.least", reason.New("rule.instead-of-math-least", "write min(a, b)")},
		{"math.ceil", reason.New("rule.instead-of-math-ceil", "write ceil(x)")},
		{"math.floor", reason.New("rule.instead-of-math-floor", "write floor(x)")},
		{"math.round", round},
		{"math.trunc", reason.New("rule.instead-of-math-trunc", "write round(x, 0, \"down\")")},
		{"math.abs", reason.New("rule.instead-of-math-abs", "write abs(x)")},
		{"math.sign", reason.New("rule.instead-of-math-sign", "write x < 0 ? -1 : x > 0 ? 1 : 0")},
		{"math.sqrt", reason.New("rule.instead-of-math-sqrt", "write sqrt(x, places)")},
		{"math.isNaN", floats}, {"math.isInf", floats}, {"math.isFinite", floats},
		{"math.bitAnd", bits}, {"math.bitOr", bits}, {"math.bitXor", bits}, {"math.bitNot", bits},
		{"math.bitShiftLeft", bits}, {"math.bitShiftRight", bits},

		{"charAt", reason.New("rule.instead-of-char-at", "write s.substring(i, i + 1)")},
		{"indexOf", reason.New("rule.instead-of-index-of", "write s.contains(t), s.startsWith(t) or s.split(t)")},
		{"lastIndexOf", reason.New("rule.instead-of-last-index-of",
			"write s.contains(t), s.endsWith(t) or s.split(t)")},
		{"lowerAscii", reason.New("rule.instead-of-lower-ascii", "write s.lower()")},
		{"upperAscii", reason.New("rule.instead-of-upper-ascii", "write s.upper()")},
		{"format", reason.New("rule.instead-of-format", "write a + string(x) + b")},
		{"quote", reason.New("rule.instead-of-quote", "write '\"' + s + '\"'")},
		{"strings.quote", reason.New("rule.instead-of-quote", "write '\"' + s + '\"'")},

		{"lists.range", lists},
		{"flatten", lists},
		{"distinct", lists},
		{"sortBy", reason.New("rule.instead-of-sort", "write sort(l.map(x, …)), min(l) or max(l)")},
		{"first", reason.New("rule.instead-of-first", "write l[0]")},
		{"last", reason.New("rule.instead-of-last", "write l[l.size() - 1]")},
		{"sets.contains", sets},
		{"sets.equivalent", sets},
		{"sets.intersects", reason.New("rule.instead-of-sets-intersects", "write a.exists(x, x in b)")},
		{"transformList", reason.New("rule.instead-of-transform-list", "write l.map(v, …)")},
		{"transformMap", maps},
		{"transformMapEntry", maps},
		{"existsOne", reason.New("rule.instead-of-exists-one", "write l.exists_one(v, …)")},

		{"cel.bind", nested}, {"cel.block", nested},
		{"optional.of", optional},
		{"optional.none", optional},
		{"optional.ofNonZeroValue", optional},
		{"optional.unwrap", optional},
		{"hasValue", optional}, {"value", optional}, {"or", optional}, {"orValue", optional},
		{"optMap", optional}, {"optFlatMap", optional}, {"unwrapOpt", optional},

		{"base64.encode", encoding}, {"base64.decode", encoding},
		{"regex.replace", reason.New("rule.instead-of-regex-replace", "write s.replace(old, new)")},
		{"regex.extract", reason.New("rule.instead-of-regex-extract", "write s.matches(pattern) or s.split(t)")},
		{"regex.extractAll", reason.New("rule.instead-of-regex-extract", "write s.matches(pattern) or s.split(t)")},
		{"ip", networks},
		{"isIP", networks},
		{"ip.isCanonical", networks},
		{"cidr", networks},
		{"isCIDR", networks},
		{"proto.getExt", messages}, {"proto.hasExt", messages},
		{"not", reason.New("rule.instead-of-not", "write !x")},
		{"and", reason.New("rule.instead-of-and", "write a && b")},
		{"if", reason.New("rule.instead-of-if", "write condition ? a : b")},
	}
}

// What is refused where it stands has no name that could be looked up.
var (
	refusedNull = reason.New("rule.refused-null",
		"found null, expected a value: what can be absent is asked with has(x.f), or default(x.f, fallback)")
	refusedMessage = reason.New("rule.refused-record",
		"found a record being made, expected a value: records come from the caller and cannot be made")
	refusedDivision = reason.New("rule.refused-division",
		"found \"/\", expected div(a, b, places) or div(a, b, places, mode): a quotient is rounded as stated")
	refusedMapRange = reason.New("rule.refused-map",
		"found a map being gone over, expected a list: the entries of a map have no order; "+
			"all, exists, exists_one, count and sum go over its keys")
)

// refusedBytes refuses b"…", with the prefix as written.
func refusedBytes(prefix string) reason.Reason {
	return reason.New("rule.refused-bytes",
		"found bytes, expected a text: leave out the {prefix} before the quote", prefix)
}
