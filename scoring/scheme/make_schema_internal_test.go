package scheme

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	"github.com/gongguo/gongguo/rule/document"
)

// makeSchema makes the JSON Schema from the types of a file, their tags and their comments.
func makeSchema(said *comments) []byte {
	g := generator{defs: schema{}, said: said}
	root := g.object(reflect.TypeFor[file]())
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "gongguo scheme"
	root["$defs"] = g.defs
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(root); err != nil {
		panic("scheme: schema of our own types: " + err.Error())
	}
	return out.Bytes()
}

// schema is one JSON Schema.
type schema map[string]any

// generator collects the definitions that are referred to.
type generator struct {
	defs schema
	said *comments
}

// shaped is a type whose form in a file is not that of its Go type.
type shaped interface{ schema(g *generator) schema }

// of is the schema of a type; types of ours are defined once and referred to.
func (g *generator) of(t reflect.Type) schema {
	if t.Kind() == reflect.Pointer {
		return g.of(t.Elem())
	}
	if own, ok := reflect.Zero(t).Interface().(shaped); ok {
		return own.schema(g)
	}
	switch t {
	case reflect.TypeFor[document.Raw]():
		return schema{}
	case reflect.TypeFor[document.Word]():
		return scalar()
	case reflect.TypeFor[document.Words]():
		return someOf(scalar())
	case reflect.TypeFor[document.Expr]():
		return g.expression()
	case reflect.TypeFor[document.Exprs]():
		return schema{"anyOf": []schema{g.expression(), {"type": "array", "items": g.expression(), "minItems": 1}}}
	}
	switch t.Kind() {
	case reflect.Slice: // a table
		spec, _ := t.Elem().FieldByName("Spec")
		return mappingOf(g.of(spec.Type))
	case reflect.Struct:
		name := strings.TrimSuffix(t.Name(), "Spec")
		if g.defs[name] == nil {
			g.defs[name] = schema{} // stops recursion
			g.defs[name] = g.object(t)
		}
		return schema{"$ref": "#/$defs/" + name}
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Int:
		return schema{"type": "integer"}
	}
	return scalar()
}

// expression is the schema of an expression, defined once.
func (g *generator) expression() schema {
	g.defs["expression"] = schema{"type": []string{"string", "number", "boolean"},
		"description": "an expression of the language"}
	return schema{"$ref": "#/$defs/expression"}
}

// object is the schema of a mapping with the keys of a struct.
func (g *generator) object(t reflect.Type) schema {
	properties, required := schema{}, []string{}
	for i := range t.NumField() {
		f := t.Field(i)
		key, opt, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if key == "" {
			continue
		}
		p := g.of(f.Type)
		if words := f.Tag.Get("enum"); words != "" {
			p = g.enumerated(f.Type, words)
		}
		if shape := f.Tag.Get("shape"); shape != "" {
			p["type"] = shape
		}
		p["description"] = g.said.field(t, f)
		properties[key] = p
		if opt == "required" {
			required = append(required, key)
		}
	}
	out := schema{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

// enumerated is the schema of a key that takes some words only, a list of them, or a mapping by them.
func (g *generator) enumerated(t reflect.Type, list string) schema {
	if t.Kind() == reflect.Int {
		return schema{"enum": []json.Number{json.Number(list)}}
	}
	list, open := strings.CutSuffix(list, ",*") // other words as well
	one := schema{"enum": strings.Split(list, ",")}
	if open {
		one = schema{"anyOf": []schema{one, {"type": "string"}}}
	}
	switch {
	case t == reflect.TypeFor[document.Words]():
		return someOf(one)
	case t == reflect.TypeFor[document.Table[document.Expr]]():
		p := g.of(t)
		p["propertyNames"] = one
		return p
	}
	return one
}

// scalar is any single value: clause 19 and title 2020 need no quotes.
func scalar() schema { return schema{"type": []string{"string", "number", "boolean"}} }

// someOf is one, or a list of one and more.
func someOf(one schema) schema {
	return schema{"anyOf": []schema{one, {"type": "array", "items": one, "minItems": 1, "uniqueItems": true}}}
}

func listOf(items schema) schema { return schema{"type": "array", "items": items} }

func mappingOf(values schema) schema {
	return schema{"type": "object", "additionalProperties": values, "propertyNames": schema{"pattern": `\S`}}
}

func (o orNone[T]) schema(g *generator) schema {
	return schema{"anyOf": []schema{g.of(reflect.TypeOf(o.lines)), {"type": "array", "maxItems": 0}}}
}
func (wordsOrNone) schema(*generator) schema {
	return schema{"anyOf": []schema{scalar(), {"type": "array", "items": scalar(), "uniqueItems": true}}}
}
func (days) schema(*generator) schema {
	return schema{"anyOf": []schema{scalar(), listOf(scalar())}}
}
func (testsSpec) schema(g *generator) schema {
	return listOf(g.of(reflect.TypeFor[testSpec]()))
}
func (worthSpec) schema(g *generator) schema {
	return schema{"anyOf": []schema{g.expression(), mappingOf(g.expression())}}
}
func (requireSpec) schema(*generator) schema { return mappingOf(scalar()) }
func (attrSpec) schema(g *generator) schema {
	short := schema{"type": "string", "pattern": `^\s*(optional )?\s*(string|bool|number|time)\s*(=.*)?$`}
	return schema{"anyOf": []schema{short, g.of(reflect.TypeFor[attrLong]())}}
}
func (askedSpec) schema(g *generator) schema {
	return schema{"anyOf": []schema{g.expression(), g.of(reflect.TypeFor[askedLong]())}}
}
func (everySpec) schema(*generator) schema {
	return schema{"type": "string", "pattern": `^([1-9][0-9]* )?(day|week|month|quarter|hal(f|ve)|year)s?$`}
}
func (tiersSpec) schema(g *generator) schema {
	return schema{"anyOf": []schema{listOf(scalar()), mappingOf(g.of(reflect.TypeFor[tierSpec]()))}}
}
func (clausesSpec) schema(*generator) schema {
	return schema{
		"anyOf": []schema{{"type": "array", "items": scalar(), "minItems": 1, "uniqueItems": true},
			mappingOf(scalar())}}
}
func (outletsSpec) schema(*generator) schema {
	name := schema{"anyOf": []schema{scalar(), {"type": "object", "additionalProperties": someOf(scalar())}}}
	names := schema{"anyOf": []schema{scalar(), {"type": "object", "additionalProperties": someOf(scalar())},
		{"type": "array", "items": name, "minItems": 1}}}
	return listOf(schema{"type": "object", "properties": schema{"names": names}, "required": []string{"names"},
		"additionalProperties": scalar()})
}
