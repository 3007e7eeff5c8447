// Package rule is the language that regulations are written in: CEL, the Common Expression Language, with
// one change: every number is an exact decimal. 0.1 + 0.2 == 0.3, and tier == "city" ? 5 : 7.5 is
// a number whatever its branches look like. A binary float cannot be had by any road.
//
// A caller declares variables, record types and functions in the small types of this package, compiles
// expressions, and evaluates them over values of its own:
//
//	env, err := rule.NewEnv(rule.Config{Vars: []rule.Var{
//		{Name: "item", Type: itemRecord.Type()},
//		{Name: "tier", Type: rule.StringType()},
//	}})
//	program, err := env.Compile(document.Text(`tier == "city" ? 5 : 7.5 * item.words`), rule.NumberType())
//	value, err := program.Eval(rule.Row{itemRecord.Value(fields), rule.String("city")})
//
// For an expression in a YAML file, [document.File.Scalar] gives a source whose errors stand at their
// file:line:column, with a caret. For many evaluations use a [Memo], which evaluates once for each distinct
// combination of what the program reads. [Program.Reads] says what that is, and [Program.Observe] what
// one evaluation looked at, for an explanation.
//
// A variable or a function may be a program itself: see Var.Define, Func.Define and [Env.CompileFunc].
//
// What stays true: an expression that compiles today compiles and gives the same result in every later v1,
// within the same limits. No evaluation looks at a clock, at random numbers, at the environment or at the host's zones,
// and none depends on the order of Go's maps or on the variables of the decimal library.
//
// The parser, the macros and the type checker are those of cel-go; evaluation is this package's own, so that
// costs, errors and exactness are ours to keep. No identifier that is exported here shows a type of cel-go.
//
// # Types
//
//	number    an exact decimal: 5, 0.1, .5, 1e3; at most 34 significant digits, 34 before the point and 34 after
//	string    a text: "a", 'a', r'\d' (nothing escaped), """over lines"""; escapes
//	          \n \t \" \' \\ \x41 \u4eba \U0001F600
//	bool      true, false
//	time      a point in time; a date is one too, the first instant of its day, with the time of day unknown
//	duration  a length of time in whole nanoseconds, up to 292 years
//	list(T)   [1, 2, 3]; all elements of one type
//	map(T)    {"a": 1, "b": 2}; keys are strings, all values of one type
//	records   declared by the caller, with named fields
//
// Going over a bound is an error, never a rounding. What is of two types in one list, on the two sides of ":" or of
// "==" is an error when the expression is compiled.
//
// # Operators
//
//	a + b, a - b, a * b   numbers; + strings and lists; times and durations: t + d, t - d, t - u, d + e, d - e, d * n
//	a % b                 the exact remainder, with the sign of the left side: 7.5 % 2 == 1.5
//	-x, !x                numbers and durations; bools
//	==, !=                two values of one type: numbers by size, lists and maps by their elements; no records
//	<, <=, >, >=          numbers, strings (by code point), times, durations; a date stands for its first instant
//	x in y                an element in a list, a key in a map
//	&&, ||                as in CEL: a side that decides the whole does so even where the other one fails
//	c ? a : b             only the side taken is worked out
//	r.field, m.key        a field of a record, an entry of a map; t.year, t.half, t.quarter, t.month, t.day,
//	                      t.weekday, t.date, t.clock
//	l[i], m[k]            elements count from 0; what is not there is an error
//	.x                    the declared variable x where the name of an element hides it
//	// …                  a comment, to the end of the line
//
// Division is written div(a, b, places): a quotient is rounded, and the rule says how.
//
// # Macros
//
// A macro gives the elements of a list a name and looks at each in turn. all, exists, exists_one, count and sum go
// over the keys of a map, too: what they give does not hang on an order. The others do not: a map has none.
//
//	has(r.f)                      whether a field that may be absent is there; also of a variable, or of a key:
//	                              has(m.k)
//	l.all(v, condition)           whether it holds for every element; true for none
//	l.exists(v, condition)        whether it holds for at least one
//	l.exists_one(v, condition)    whether it holds for exactly one
//	l.count(v, condition)         for how many it holds
//	l.filter(v, condition)        the list of those for which it holds
//	l.take_while(v, condition)    the list of those before the first for which it does not hold
//	l.map(v, value)               the list of the values
//	l.map(v, condition, value)    of those for which the condition holds
//	l.sum(v, value)               the sum of the values, numbers or durations; of none 0
//	l.fold(v, made, start, next)  what next makes of each element and of what it made before, which has the second
//	                              name; start before the first
//	bind(x, value, expression)    the expression, in which x is the value; worked out once, and absent or wrong only
//	                              where x is read
//
// # Functions
//
// Functions of texts, lists and times can be called as methods too: size(s) is s.size(), month(t) is t.month().
//
//	default(x, fallback)          x, or the fallback where something that x reads is absent, a key is not in its map
//	                              or an index not in its list; for no other error
//
//	round(x, places)              to the nearest, a half away from zero (四舍五入); places may be negative
//	round(x, places, mode)        mode is "half_up", "half_even", "down" (towards zero), "up", "floor" or "ceiling"
//	floor(x), ceil(x), abs(x)
//	div(a, b, places)             a divided by b, rounded once; also of two durations
//	div(a, b, places, mode)
//	pow(x, n)                     n whole, 0 to 1000
//	sqrt(x, places)               the square root, rounded once
//	sqrt(x, places, mode)
//	min(a, b, …), max(a, b, …)    of up to eight numbers, times or durations
//	min(l), max(l)                of a list, which must not be empty
//	sum(l)                        of numbers or durations; of none 0
//	sum(m)                        of the values of a map
//	number(s)                     the number that a text holds: "12", "-0.5", "1e3"
//	string(x)                     a number, bool, string or time as a text
//
//	size(x)                       characters of a text, elements of a list, entries of a map
//	contains(s, t), startsWith(s, t), endsWith(s, t)
//	matches(s, "pattern")         whether a regular expression (RE2) is found in s; the pattern is a constant
//	lower(s), upper(s), trim(s)
//	replace(s, old, new)          every occurrence
//	substring(s, from)            characters count from 0; substring(s, from, to) leaves out the one at to
//	split(s, separator)           list of texts
//	join(l), join(l, separator)   a text of a list of texts
//	chars(s)                      list of the characters
//
//	sort(l)                       of numbers, texts, times or durations: the least first
//	reverse(l)                    the last first
//	slice(l, from)                elements count from 0; slice(l, from, to) leaves out the one at to. Beyond the end
//	                              there are none: slice(l, 0, 3) of two has two
//
//	split(names, shares)          map of names to their shares, by order: split(authors, [3, 2])
//	equal(names)                  map of names to a share of 1 each
//
//	date(t)                       the first instant of the day of t
//	date(y, m, d), date("2020-03-08")
//	clock(t)                      time since 00:00 as the clock shows it, a duration; of a date it is absent
//	clock("09:15")                the same of a text, to compare with
//	year(t), half(t), quarter(t), month(t), day(t)   of the calendar year: January is in half 1 and quarter 1
//	weekday(t)                    1 Monday … 7 Sunday
//	years(t, u), months(t, u)     how many whole ones are over at u, counted from the day of t: the greatest n for
//	                              which addMonths(t, n) is not after u; below 0 where u is before t
//	days(t, u)                    from the day of t to that of u
//	addMonths(t, n), addYears(t, n)   the same day and time so much later, or the last day of a month that has not so
//	                              many: a month after 31 January is 29 or 28 February; n may be negative
//	days(n), hours(n), minutes(n), seconds(n)   a duration
//	days(d), hours(d), minutes(d), seconds(d)   how many whole ones a duration has, cut off towards zero
//	workdays(t, n)                the same time of day n working days later
//	isWorkday(t)
//
// Days, clocks and working days are those of the environment's [Calendar]. A day is 24 hours long, but a date with
// whole days added is the date so many days later.
//
// # Absent and wrong
//
// Reading an absent variable or field is an [AbsentError] that names it. A division by zero, an index outside its list,
// a key that is not in its map, too many digits and the like are an [EvalError]. A constant part that fails is an
// error when the expression is compiled. Going over a limit is a [LimitError], and there is no result.
//
// # Limits
//
// See [Limits]: 10,000 characters and 10,000 parts an expression, 100 levels of nesting, a cost of 1,000,000 an
// evaluation and of 20,000 for what is constant in an expression, texts of 64 KiB, lists of 100,000 elements, patterns
// of 500 bytes and of 10,000 steps. 34 digits a number and the years 1 to 9999 are fixed. A [Budget] bounds what many
// programs take together.
//
// # What CEL has and this language has not
//
// Each is refused with a message that says what to write instead.
//
//	/                             div(a, b, places)
//	null, 5u, 0xFF, b"…", T{…}    has(x.f) and default(x.f, …); decimal numbers; texts; records come from the caller
//	a.?b, a[?b]                   has(x.f), default(x.f, fallback)
//	macros over maps, and with two variables
//	int uint double dyn type      one kind of numbers; types are checked when the expression is compiled
//	bytes bool                    texts; s == "true"
//	timestamp duration            date(…); days(n), hours(n), minutes(n), seconds(n)
//	getFullYear getMonth getDate getDayOfMonth getDayOfWeek   t.year, t.month, t.day, t.weekday
//	getDayOfYear getHours getMinutes getSeconds getMilliseconds   div of durations, clock(t)
//	math.greatest math.least math.ceil math.floor math.round math.trunc math.abs   max, min, ceil, floor, round, abs
//	math.sqrt                     sqrt
//	math.sign math.isNaN math.isInf math.isFinite
//	math.bitAnd math.bitOr math.bitXor math.bitNot math.bitShiftLeft math.bitShiftRight
//	charAt indexOf lastIndexOf    substring, contains, split
//	lowerAscii upperAscii         lower, upper
//	format quote strings.quote
//	lists.range flatten distinct sortBy first last   filter, map, sort, min, max, l[0], l[l.size() - 1]
//	sets.contains sets.equivalent sets.intersects   a.all(x, x in b), a.exists(x, x in b)
//	transformList transformMap transformMapEntry existsOne   map, exists_one
//	cel.bind cel.block            bind(x, value, expression)
//	optional.of optional.none optional.ofNonZeroValue optional.unwrap
//	hasValue value or orValue optMap optFlatMap unwrapOpt   has, default
//	base64.encode base64.decode regex.replace regex.extract regex.extractAll
//	ip isIP ip.isCanonical cidr isCIDR proto.getExt proto.hasExt
//	not and if                    !x, a && b, condition ? a : b
package rule
