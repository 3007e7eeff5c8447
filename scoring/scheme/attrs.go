package scheme

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/gongguo/gongguo/rule"
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

func (s attrsSpec) tables() [len(attrKinds)]table[attrSpec] {
	return [...]table[attrSpec]{s.Submit, s.Adopt, s.Endorse, s.Commission, s.Grant, s.Incident, s.Unit, s.Outlet}
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
	for k, lines := range spec.tables() {
		for _, line := range lines {
			b.s.Attrs[attrKinds[k]] = append(b.s.Attrs[attrKinds[k]], b.attr(line))
		}
	}
	own := newVocabulary(nil, nil, nil)
	records := [len(attrKinds)]*rule.Record{own.Item, own.Adopt, own.Endorse, own.Commission, own.Grant, own.Incident, own.Unit, own.Outlet}
	for k, lines := range spec.tables() {
		for _, line := range lines {
			if slices.ContainsFunc(records[k].Fields, func(f rule.Field) bool { return f.Name == line.name }) {
				b.errorf(line.key, "attribute %q hides a field that every %s has; choose another name", line.name, attrKinds[k])
			}
			if !isIdentifier(line.name) {
				b.notAnIdentifier("attribute", line.key)
			}
		}
	}
}

func (b *builder) attr(line named[attrSpec]) Attr {
	spec := line.spec
	a := Attr{Name: line.name, Title: spec.Title, Optional: spec.Optional}
	typ, ok := attrType(spec.Type.value)
	if !ok {
		b.unknown(spec.Type.node, "type", spec.Type.value, attrTypes)
		return a
	}
	a.Type = typ
	for _, w := range spec.OneOf {
		a.OneOf = append(a.OneOf, w.value)
	}
	if len(a.OneOf) > 0 && spec.Type.value != "string" {
		b.errorf(spec.OneOf[0].node, "`one_of` is for strings; write `must` for a %s", spec.Type.value)
		a.OneOf = nil
	}
	if spec.Must.given() {
		bound := &Scope{Name: "bound", reads: map[string]bool{}, vars: []rule.Var{{Name: slotNames[SlotValue], Type: typ, Doc: "the value"}}}
		bound.env = b.newEnv(bound.Name, bound.vars)
		a.Must = b.compile(bound, spec.Must, rule.BoolType())
	}
	if spec.Default.given() {
		if spec.Optional {
			b.errorf(spec.Default.node, "attribute %q is optional and has a default; expected one of the two", line.name)
		}
		if text := spec.Default.node.Value; spec.Type.value == "string" && isIdentifier(text) {
			b.errorf(spec.Default.node, "found %s; expected a text in quotes of its own, as \"%s\"", text, text)
		} else if p := b.compileIn(b.bare, spec.Default, typ); p != nil {
			if a.Default, ok = p.Const(); ok {
				b.bounds(a, a.Default, spec.Default.node)
			} else {
				b.errorf(spec.Default.node, "found an expression; expected a constant %s", spec.Type.value)
			}
		}
	}
	return a
}

// bounds reports a value in the scheme itself that breaks the attribute's own bounds. An empty text, "not said", may be the
// default beside any `one_of`.
func (b *builder) bounds(a Attr, v rule.Value, at *yaml.Node) {
	text, _ := v.AsString()
	if len(a.OneOf) > 0 && text != "" && !slices.Contains(a.OneOf, text) {
		b.unknown(at, "value", text, a.OneOf)
	}
	if a.Must == nil {
		return
	}
	met, err := a.Must.Eval(rule.Row{v})
	if good, _ := met.AsBool(); err != nil || !good {
		b.errorf(at, "found %s for attribute %q; expected %s", v, a.Name, a.Must.Source().Text())
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
func (d *decoder) notAnIdentifier(what string, key *yaml.Node) {
	if slices.Contains(celWords, key.Value) {
		d.errorf(key, "found %s %q, a word that expressions keep for themselves; choose another name", what, key.Value)
		return
	}
	d.errorf(key, "found %s %q; expected letters, digits and _, so that an expression can name it", what, key.Value)
}

// celWords are reserved by CEL's grammar.
var celWords = []string{"as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop",
	"package", "namespace", "null", "return", "true", "var", "void", "while"}
