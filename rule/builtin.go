package rule

import (
	"slices"
	"strings"
)

// builtin is one form of a function or operator of the language.
type builtin struct {
	// form is its name with the types of its arguments and its result, in the words of Type.String
	// and with T for any one type. It is what the checker goes by and what messages show.
	form string
	// method: f(x, y) can be written x.f(y) too.
	method bool
	call   function
	binary func(r *run, a *at, x, y Value) (Value, error) // instead of call, for operators
}

// name returns what stands before the parenthesis.
func (b *builtin) name() string { return b.form[:b.open()] }

// compares reports whether it is a comparison.
func (b *builtin) compares() bool {
	return slices.Contains([]string{"_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_"}, b.name())
}

func (b *builtin) open() int { return strings.IndexByte(b.form, '(') }

// args returns the types of the arguments as they are written.
func (b *builtin) args() []string {
	depth, start := 0, b.open()+1
	var args []string
	for i := start; i < len(b.form); i++ {
		switch c := b.form[i]; {
		case c == '(':
			depth++
		case depth == 0 && (c == ',' || c == ')'):
			if i > start {
				args = append(args, strings.TrimSpace(b.form[start:i]))
			}
			start = i + 1
			if c == ')' {
				return args
			}
		case c == ')':
			depth--
		}
	}
	return args
}

// result returns the type of the result as it is written.
func (b *builtin) result() string {
	depth := 0
	for i := b.open(); i < len(b.form); i++ {
		switch b.form[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return strings.TrimSpace(b.form[i+1:])
			}
		}
	}
	return ""
}

// builtins lists everything that is called, operators by CEL's inner names.
func builtins() []builtin {
	var all []builtin
	for _, part := range [][]builtin{operatorBuiltins(), numberBuiltins(), textBuiltins(), listBuiltins(),
		orderBuiltins(), timeBuiltins(), calendarBuiltins()} {
		all = append(all, part...)
	}
	return all
}
