package reason

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/gongguo/gongguo/internal/plain"
)

// Reason is a code with its arguments, in the order in which the English sentence names them first. The zero Reason
// says nothing. Reasons are values; who holds one must not change its Args.
type Reason struct {
	Code string
	Args []Arg

	english string // with {name} or {name:q} where an argument stands
}

// Arg is an argument by its name: a text, a number, a bool, a Reason, a [Lazy] one, a list of texts, as Words or with
// commas, or of reasons, or a value that prints itself.
type Arg struct {
	Name  string
	Value any
}

// New returns the reason of a code. In the English sentence {name} stands for an argument and {name:q} for an argument
// in quotes; arguments are given in the order in which their names come first. A literal brace is written twice. It
// requires as many arguments as names; what is amiss shows in the sentence.
func New(code, english string, args ...any) Reason {
	r := Reason{Code: code, english: english}
	if len(args) == 0 {
		return r
	}
	r.Args = make([]Arg, 0, len(args))
	for name := range names(english) {
		if slices.ContainsFunc(r.Args, func(a Arg) bool { return a.Name == name }) {
			continue
		}
		if len(r.Args) == len(args) {
			break
		}
		r.Args = append(r.Args, Arg{name, args[len(r.Args)]})
	}
	for _, extra := range args[len(r.Args):] {
		r.Args = append(r.Args, Arg{"extra" + strconv.Itoa(len(r.Args)), extra})
	}
	return r
}

// Said is a reason of which only the code and the text are known.
func Said(code, text string) Reason { return Reason{Code: code, english: literal(text)} }

// Lazy is an argument that is worked out when the sentence is said.
type Lazy interface{ Reason() Reason }

// Saying is the reason with another English sentence, which is said as it is; code and arguments stay.
func (r Reason) Saying(english string) Reason {
	r.english = literal(english)
	return r
}

// IsZero says whether nothing is said.
func (r Reason) IsZero() bool { return r.Code == "" && r.english == "" }

// Arg is the value of an argument; nil: there is none of that name.
func (r Reason) Arg(name string) any {
	for _, a := range r.Args {
		if a.Name == name {
			return a.Value
		}
	}
	return nil
}

// String is the English sentence.
func (r Reason) String() string { return r.In(English) }

// Language says the sentence of a code, with {name} where an argument stands; false: it has none.
type Language func(code string) (sentence string, ok bool)

// English knows no code: every reason has its English sentence with it.
func English(string) (string, bool) { return "", false }

// In is the sentence in a language, in English where that has none. Arguments that are reasons are said in it too. What
// would steer a terminal, or turn the direction of writing, is written as an escape, \u202e; arguments keep it.
func (r Reason) In(l Language) string {
	sentence, ok := l(r.Code)
	if !ok {
		sentence = r.english
	}
	var b strings.Builder
	for _, p := range pieces(sentence) {
		switch i := slices.IndexFunc(r.Args, func(a Arg) bool { return a.Name == p.name }); {
		case p.name == "":
			b.WriteString(p.text)
		case i < 0:
			b.WriteString("{" + p.name + "}")
		case p.quoted:
			b.WriteString(strconv.Quote(say(r.Args[i].Value, l)))
		default:
			b.WriteString(say(r.Args[i].Value, l))
		}
	}
	return plain.Text(b.String())
}

// Equal says whether two reasons say the same.
func (r Reason) Equal(o Reason) bool { return r.Code == o.Code && r.String() == o.String() }

// Mapped is the reason with every text in it as a function gives it: those of its arguments, of theirs, and of values
// that print themselves. Numbers and bools stay.
func (r Reason) Mapped(as func(string) string) Reason {
	out := Reason{Code: r.Code, english: as(r.english), Args: make([]Arg, len(r.Args))}
	for i, a := range r.Args {
		out.Args[i] = Arg{a.Name, mapped(a.Value, as)}
	}
	return out
}

// With is the reason with another value of an argument that it has.
func (r Reason) With(name string, value any) Reason {
	r.Args = slices.Clone(r.Args)
	for i := range r.Args {
		if r.Args[i].Name == name {
			r.Args[i].Value = value
		}
	}
	return r
}

func mapped(v any, as func(string) string) any {
	switch v := v.(type) {
	case nil, bool, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64:
		return v
	case string:
		return as(v)
	case Reason:
		return v.Mapped(as)
	case Lazy:
		return v.Reason().Mapped(as)
	case []Reason:
		out := make([]Reason, len(v))
		for i, r := range v {
			out[i] = r.Mapped(as)
		}
		return out
	case []string:
		return mappedTexts(v, as)
	case Words:
		return Words(mappedTexts(v, as))
	}
	if text := fmt.Sprint(v); as(text) != text {
		return as(text)
	}
	return v
}

func mappedTexts(texts []string, as func(string) string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = as(text)
	}
	return out
}

// Words is a list of texts that stand behind each other with a space between, as in [a b].
type Words []string

// String joins the words.
func (w Words) String() string { return strings.Join(w, " ") }

// say is an argument in a language.
func say(v any, l Language) string {
	switch v := v.(type) {
	case string:
		return v
	case Reason:
		return v.In(l)
	case Lazy:
		return v.Reason().In(l)
	case []Reason:
		all := make([]string, len(v))
		for i, r := range v {
			all[i] = r.In(l)
		}
		return strings.Join(all, "; ")
	case []string:
		return strings.Join(v, ", ")
	}
	return fmt.Sprint(v)
}

// piece is a part of a sentence: text, or the place of an argument.
type piece struct {
	text, name string
	quoted     bool
}

// pieces parts a sentence.
func pieces(sentence string) []piece {
	var out []piece
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			out = append(out, piece{text: text.String()})
			text.Reset()
		}
	}
	for i := 0; i < len(sentence); i++ {
		c := sentence[i]
		double := i+1 < len(sentence) && sentence[i+1] == c
		switch {
		case (c == '{' || c == '}') && double:
			text.WriteByte(c)
			i++
		case c == '{':
			name, _, closed := strings.Cut(sentence[i+1:], "}")
			if !closed {
				text.WriteString(sentence[i:])
				i = len(sentence)
				continue
			}
			flush()
			plain, quoted := strings.CutSuffix(name, ":q")
			out = append(out, piece{name: plain, quoted: quoted})
			i += len(name) + 1
		default:
			text.WriteByte(c)
		}
	}
	flush()
	return out
}

// names gives the names of the arguments of a sentence, as often as they stand there.
func names(sentence string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(sentence); i++ {
			c := sentence[i]
			switch {
			case (c == '{' || c == '}') && i+1 < len(sentence) && sentence[i+1] == c:
				i++
			case c == '{':
				name, _, closed := strings.Cut(sentence[i+1:], "}")
				if plain := strings.TrimSuffix(name, ":q"); !closed || plain != "" && !yield(plain) {
					return
				}
				i += len(name) + 1
			}
		}
	}
}

// literal is a text as a sentence that says just that.
func literal(text string) string {
	return strings.NewReplacer("{", "{{", "}", "}}").Replace(text)
}
