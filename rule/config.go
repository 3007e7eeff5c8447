package rule

import "time"

// Var declares a variable that expressions can read.
type Var struct {
	Name string // an identifier
	Type Type
	// Optional says that the variable may be absent: has(x) asks. Reading an absent variable is an
	// AbsentError in any case.
	Optional bool
	// Const is the caller's promise that the variable has one value over the life of a Memo, which
	// then leaves it out of its keys. Reads and Observe show it all the same.
	Const bool
	// Keys are the keys that a map is known to have, all of them. v["typo"], v.typo and has(v.typo)
	// with any other constant key are errors when the expression is compiled. Nil: not known.
	Keys []string
	// OneOf are the texts that a string, or a value of a map of strings, can be besides the empty one, all of them.
	// x == "typo", x != "typo" and x in ["typo"] are errors when the expression is compiled. Nil: not known.
	OneOf []string
	// Define makes the variable another program, evaluated when it is read and at most once an evaluation,
	// with the same Vars. What it reads is read by its reader. It may have been compiled in another
	// environment, if this one has the variables that it reads, by name and type. Vars is not asked for it.
	Define *Program
	Doc    string
}

// Func declares a function that expressions can call, as f(x, y). It must be pure: the same arguments, the same
// result. Several with one name and different Args are the forms of one function.
type Func struct {
	Name   string // an identifier, and not a function of the language
	Args   []Type
	Result Type
	// OneOf are the texts that the first argument may be besides the empty one: any other constant is an error when the
	// expression is compiled. Nil: any.
	OneOf []string
	// Call gets values of the types Args and returns one of the type Result. An error becomes an EvalError at
	// the place of the call, unless it is or wraps an AbsentError, EvalError or LimitError.
	Call func(args []Value) (Value, error)
	// Define, instead of Call, makes the function a program of [Env.CompileFunc], whose parameters have the types Args.
	// What it reads is read by its caller, and it may come from another environment, as that of a Var. An argument is
	// worked out once; one that is absent or wrong is so where the program reads it.
	Define *Program
	Doc    string
}

// Calendar is what functions of time ask: the zone of days and hours, and which days are worked.
// A *calendar.Calendar of the ledger's calendar package is one. It must be pure and safe for concurrent use.
type Calendar interface {
	Location() *time.Location
	// AddWorkdays returns the same time of day n working days later, or earlier where n is negative. The day on which
	// that is depends on no more than n and the day on which t is.
	AddWorkdays(t time.Time, n int) time.Time
	IsWorkday(t time.Time) bool
}

// Config is what an environment is made of.
type Config struct {
	Vars  []Var
	Funcs []Func
	// Calendar gives the zone and the working days. Without one the zone is UTC, and
	// workdays() and isWorkday() are refused.
	Calendar Calendar
	Limits   Limits  // the zero Limits are the defaults
	Budget   *Budget // of all programs together, those of other environments with it too; nil: none
}

// Vars gives the values of variables to an evaluation.
type Vars interface {
	// Var returns the variable with index i in Config.Vars, and false where it is absent. The
	// answers must not change during an evaluation.
	Var(i int) (Value, bool)
}
