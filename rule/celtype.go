package rule

import (
	"strings"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// The checker knows our types by these. A number is CEL's int there: the lexer has taken every literal
// out before, no function makes an int, a uint or a double, and nothing of CEL's evaluator runs. The names of the
// others have an @, so that no expression can name them.
var (
	celNumber   = types.IntType
	celTime     = types.NewObjectType("@time")
	celDuration = types.NewOpaqueType("@duration")
)

// provider tells the checker the fields of records.
type provider struct {
	names   map[*Record]string
	records map[string]*Record
	fields  map[string]map[string]*types.FieldType
}

func newProvider() *provider {
	p := &provider{
		names:   map[*Record]string{},
		records: map[string]*Record{},
		fields:  map[string]map[string]*types.FieldType{"@time": {}},
	}
	for _, name := range timeFields {
		typ := celNumber
		switch name {
		case "date":
			typ = celTime
		case "clock":
			typ = celDuration
		}
		p.fields["@time"][name] = &types.FieldType{Type: typ}
	}
	return p
}

// cel returns the checker's type for one of ours, and declares the records that it names.
func (p *provider) cel(t Type) *types.Type {
	switch t.kind {
	case kindNumber:
		return celNumber
	case kindString:
		return types.StringType
	case kindBool:
		return types.BoolType
	case kindTime:
		return celTime
	case kindDuration:
		return celDuration
	case kindList:
		return types.NewListType(p.cel(*t.elem))
	case kindMap:
		return types.NewMapType(types.StringType, p.cel(*t.elem))
	case kindRecord:
		return types.NewObjectType(p.declare(t.rec))
	}
	return types.DynType
}

// declare gives a record a name of its own: two of the same name are two types.
func (p *provider) declare(rec *Record) string {
	if name, ok := p.names[rec]; ok {
		return name
	}
	name := "@" + rec.Name
	for p.fields[name] != nil {
		name += "'"
	}
	fields := make(map[string]*types.FieldType, len(rec.Fields))
	p.names[rec], p.records[name], p.fields[name] = name, rec, fields
	for _, f := range rec.Fields {
		fields[f.Name] = &types.FieldType{Type: p.cel(f.Type)}
	}
	return name
}

// typeOf returns our type for one of the checker's; the zero Type, also within, where it is not known.
func (p *provider) typeOf(t *types.Type) Type {
	switch t.Kind() {
	case types.IntKind:
		return NumberType()
	case types.StringKind:
		return StringType()
	case types.BoolKind:
		return BoolType()
	case types.OpaqueKind:
		if t.TypeName() == celDuration.TypeName() {
			return DurationType()
		}
	case types.StructKind:
		if t.TypeName() == celTime.TypeName() {
			return TimeType()
		}
		if rec, ok := p.records[t.TypeName()]; ok {
			return rec.Type()
		}
	case types.ListKind:
		return ListType(p.typeOf(t.Parameters()[0]))
	case types.MapKind:
		return MapType(p.typeOf(t.Parameters()[1]))
	}
	return Type{}
}

// typeName returns how messages call one of the checker's types.
func (p *provider) typeName(t *types.Type) string {
	switch t.Kind() {
	case types.DynKind, types.TypeParamKind, types.ErrorKind:
		return "anything"
	case types.ListKind, types.MapKind:
		params := t.Parameters()
		elem := params[len(params)-1]
		if k := elem.Kind(); k == types.DynKind || k == types.TypeParamKind {
			return p.typeOf(t).kindName()
		}
		return p.typeOf(t).kindName() + "(" + p.typeName(elem) + ")"
	}
	if typ := p.typeOf(t); !typ.IsZero() {
		return typ.String()
	}
	return t.TypeName()
}

func (t Type) kindName() string { return kindNames[t.kind] }

// formType reads a type as a builtin's form writes it.
func formType(form string) *types.Type {
	if inner, ok := strings.CutPrefix(form, "list("); ok {
		return types.NewListType(formType(strings.TrimSuffix(inner, ")")))
	}
	if inner, ok := strings.CutPrefix(form, "map("); ok {
		return types.NewMapType(types.StringType, formType(strings.TrimSuffix(inner, ")")))
	}
	switch form {
	case "number":
		return celNumber
	case "string":
		return types.StringType
	case "bool":
		return types.BoolType
	case "time":
		return celTime
	case "duration":
		return celDuration
	}
	return types.NewTypeParamType(form)
}

// EnumValue finds nothing: there are no enumerations.
func (p *provider) EnumValue(name string) ref.Val {
	return types.NewErr("unknown enum name %q", name)
}

// FindIdent finds nothing: types have no names in the language.
func (p *provider) FindIdent(string) (ref.Val, bool) { return nil, false }

// FindStructType finds a record by the name that the checker has for it.
func (p *provider) FindStructType(name string) (*types.Type, bool) {
	if p.fields[name] == nil {
		return nil, false
	}
	return types.NewTypeTypeWithParam(types.NewObjectType(name)), true
}

// FindStructFieldNames returns the fields of a record.
func (p *provider) FindStructFieldNames(name string) ([]string, bool) {
	rec, ok := p.records[name]
	if !ok {
		return nil, false
	}
	return fieldNames(rec), true
}

// FindStructFieldType returns the type of a field of a record.
func (p *provider) FindStructFieldType(name, field string) (*types.FieldType, bool) {
	f, ok := p.fields[name][field]
	return f, ok
}

// NewValue makes nothing: records come from the caller.
func (p *provider) NewValue(name string, _ map[string]ref.Val) ref.Val {
	return types.NewErr("unknown type %q", name)
}

func fieldNames(rec *Record) []string {
	names := make([]string, len(rec.Fields))
	for i, f := range rec.Fields {
		names[i] = f.Name
	}
	return names
}
