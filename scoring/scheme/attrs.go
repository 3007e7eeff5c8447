package scheme

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// Attr is a declared fact of an entry, a unit or an outlet: its type, what an absent one is, what it must be.
type Attr struct {
	Name     string
	Title    string
	Type     rule.Type
	Default  rule.Value    // the zero Value: none
	Optional bool          // an absent one is no problem by itself: has() asks
	Must     *rule.Program // condition on `value`; nil: none
	OneOf    []string      // the values allowed; empty: any
}

// attrKinds are the kinds that have declared facts, in the order of attrsSpec.
var attrKinds = [...]string{"submit", "adopt", "endorse", "commission", "grant", "incident", "unit", "outlet"}

func (s attrsSpec) tables() [len(attrKinds)]document.Table[attrSpec] {
	return [...]document.Table[attrSpec]{s.Submit, s.Adopt, s.Endorse, s.Commission, s.Grant, s.Incident, s.Unit,
		s.Outlet}
}

var attrTypes = []string{"string", "bool", "number", "time"}

func attrType(name string) (rule.Type, bool) {
	switch name {
	case "string":
		return rule.StringType(), true
	case "bool":
		return rule.BoolType(), true
	case "number":
		return rule.NumberType(), true
	case "time":
		return rule.TimeType(), true
	}
	return rule.Type{}, false
}

// attrs compiles the section `attrs`.
func (b *builder) attrs(spec attrsSpec) {
	b.s.Attrs = map[string][]Attr{}
	b.s.Bounds = map[string]*Attr{}
	for k, lines := range spec.tables() {
		for _, line := range lines {
			if bounds(attrKinds[k], line) {
				b.s.Bounds[attrKinds[k]] = b.bound(attrKinds[k], line)
				continue
			}
			b.s.Attrs[attrKinds[k]] = append(b.s.Attrs[attrKinds[k]], b.attr(line))
		}
	}
	own := newVocabulary(nil, nil, nil, nil)
	records := [len(attrKinds)]*rule.Record{own.Item, own.Adopt, own.Endorse, own.Commission, own.Grant, own.Incident,
		own.Unit, own.Outlet}
	for k, lines := range spec.tables() {
		for _, line := range lines {
			if bounds(attrKinds[k], line) {
				continue
			}
			if slices.ContainsFunc(records[k].Fields, func(f rule.Field) bool {
				return f.Name == line.Name && f.Name != recordedName // which is newer than schemes
			}) {
				b.Report(line.Key, reason.New("scheme.attribute-hides-field",
					"attribute {attribute:q} hides a field that every {kind} has; choose another name",
					line.Name, attrKinds[k]))
			}
			if !isIdentifier(line.Name) {
				b.notAnIdentifier(nounAttribute, line.Key, line.Key.Value)
			}
		}
	}
}

// boundedFields are the texts that every entry of a kind has and that one_of may bound, by kind of attributes.
var boundedFields = map[string]string{"submit": "genre", "adopt": "placement", "endorse": "by", "commission": "genre",
	"grant": "reason", "incident": "type", "unit": "category", "outlet": "level"}

// bounds says whether a line bounds a text that every entry of a kind has.
func bounds(kind string, line document.Named[attrSpec]) bool {
	return line.Name == boundedFields[kind] && len(line.Spec.OneOf) > 0
}

// bound compiles a line that bounds a text: it says which are allowed, and no more.
func (b *builder) bound(kind string, line document.Named[attrSpec]) *Attr {
	spec, before := line.Spec, len(b.Errors())
	a := b.attr(line)
	if len(b.Errors()) > before {
		return &a
	}
	if a.Optional || spec.Must.Given() || spec.Default.Given() {
		b.Report(line.Key, reason.New("scheme.field-bounds",
			"{field:q} is a field that every {kind} has; expected `{{type: string, one_of: […]}}`, the texts that are "+
				"allowed",
			line.Name, kind))
	}
	return &a
}

func (b *builder) attr(line document.Named[attrSpec]) Attr {
	spec := line.Spec
	a := Attr{Name: line.Name, Title: spec.Title, Optional: spec.Optional}
	typ, ok := attrType(spec.Type.Value)
	if !ok {
		b.Unknown(spec.Type.Node, nounType, spec.Type.Value, attrTypes)
		return a
	}
	a.Type = typ
	for _, w := range spec.OneOf {
		a.OneOf = append(a.OneOf, w.Value)
	}
	if len(a.OneOf) > 0 && spec.Type.Value != "string" {
		b.Report(spec.OneOf[0].Node, reason.New("scheme.one-of-no-string",
			"`one_of` is for strings; write `must` for a {type}", spec.Type.Value))
		a.OneOf = nil
	}
	if spec.Must.Given() {
		bound := &Scope{Name: "bound", reads: map[string]bool{},
			vars: []rule.Var{{Name: slotNames[slotValue], Type: typ, Doc: "the value"}}}
		bound.env = b.newEnv(bound.Name, bound.vars)
		a.Must = b.compile(bound, spec.Must, rule.BoolType())
	}
	if spec.Default.Given() {
		if spec.Optional {
			b.Report(spec.Default.Node, reason.New("scheme.optional-with-default",
				"attribute {attribute:q} is optional and has a default; expected one of the two", line.Name))
		}
		if text := spec.Default.Node.Value; spec.Type.Value == "string" && isIdentifier(text) {
			b.Report(spec.Default.Node, reason.New("scheme.unquoted-default",
				"found {text}; expected a text in quotes of its own, as \"{text}\"", text))
		} else if p := b.compileIn(b.bare, spec.Default, typ); p != nil {
			if a.Default, ok = p.Const(); ok {
				b.bounds(a, a.Default, spec.Default.Node)
			} else {
				b.Report(spec.Default.Node, reason.New("scheme.default-no-constant",
					"found an expression; expected a constant {type}", spec.Type.Value))
			}
		}
	}
	return a
}

// bounds reports a value in the scheme itself that breaks the attribute's own bounds. An empty text, "not said", may be
// the default beside any `one_of`.
func (b *builder) bounds(a Attr, v rule.Value, at *document.Node) {
	text, _ := v.AsString()
	if len(a.OneOf) > 0 && text != "" && !slices.Contains(a.OneOf, text) {
		b.Unknown(at, nounValue, text, a.OneOf)
	}
	if a.Must == nil {
		return
	}
	met, err := a.Must.Eval(rule.Row{v})
	if good, _ := met.AsBool(); err != nil || !good {
		b.Report(at, reason.New("scheme.attribute-out-of-bounds",
			"found {found} for attribute {attribute:q}; expected {bound}", v, a.Name, a.Must.Source().Text()))
	}
}

// isIdentifier says whether CEL can name it directly.
func isIdentifier(name string) bool {
	for i, r := range name {
		letter := r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return name != "" && !slices.Contains(celWords, name)
}

// notAnIdentifier reports a name that an expression cannot write down.
func (b *builder) notAnIdentifier(what reason.Reason, key *document.Node, name string) {
	if slices.Contains(celWords, name) {
		b.Report(key, reason.New("scheme.reserved-name",
			"found {what} {name:q}, a word that expressions keep for themselves; choose another name", what, name))
		return
	}
	b.Report(key, reason.New("scheme.no-identifier",
		"found {what} {name:q}; expected letters, digits and _, so that an expression can name it", what, name))
}

// celWords are reserved by CEL's grammar.
var celWords = []string{"as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in",
	"let", "loop",
	"package", "namespace", "null", "return", "true", "var", "void", "while"}
