package scheme

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// Variant is what a caller changes: parameters by path, readings by name.
type Variant struct {
	Params   []Param
	Readings []string
}

// Param is a parameter set from outside: the path of its name, as fee.county, and the value as written.
type Param struct{ Path, Value string }

// With makes a variant: the same regulation with other readings, applied in the order of the file, and with other
// parameters. The receiver is not changed; what it varies already stays, except where v answers the same question or
// sets the same parameter. The error names everything that does not fit the scheme; it is a document.Errors where a
// reading's patch does not fit, and the context's if that ends before.
func (s *Scheme) With(ctx context.Context, v Variant) (*Scheme, error) {
	out, wrong := s.vary(ctx, v)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(wrong) == 0 {
		return out, nil
	}
	var all []error
	for _, w := range wrong {
		if w.param < 0 && w.reading < 0 {
			return nil, w.patch
		}
		all = append(all, &reason.Error{Reason: reason.New("scheme.misfit",
			"scheme {scheme}: {wrong}", s.Name, w.wrong)})
	}
	return nil, errors.Join(all...)
}

// misfit is one thing wrong with a variant: its index in Params or Readings, −1 for the variant as a whole.
type misfit struct {
	param, reading int
	wrong          reason.Reason
	patch          document.Errors // of the variant as a whole
}

func (s *Scheme) vary(ctx context.Context, v Variant) (*Scheme, []misfit) {
	if len(v.Params) == 0 && len(v.Readings) == 0 {
		return s, nil
	}
	var wrong []misfit
	picked := map[string]string{} // by question
	var names []string
	for _, r := range s.Readings {
		names = append(names, r.Name)
	}
	for i, name := range v.Readings {
		at := slices.Index(names, name)
		if at < 0 {
			wrong = append(wrong, misfit{param: -1, reading: i, wrong: reason.New("scheme.unknown-reading",
				"unknown reading {reading:q}{hint}", name, document.Hint(name, names))})
			continue
		}
		q := s.Readings[at].Question
		if other, dup := picked[q]; dup && other != name {
			wrong = append(wrong, misfit{param: -1, reading: i, wrong: reason.New("scheme.readings-of-one-question",
				"readings {other:q} and {reading:q} answer one question, {question:q}; expected one of them",
				other, name, q)})
		}
		picked[q] = name
	}
	root, all := s.source.published, Variant{}
	for _, q := range s.source.questions {
		for _, r := range q.readings {
			_, answered := picked[q.name]
			if picked[q.name] != r.Name && (answered || !slices.Contains(s.source.varied.Readings, r.Name)) {
				continue
			}
			all.Readings = append(all.Readings, r.Name)
			if !r.Spec.Taken {
				root = document.Merge(root, r.Spec.Patch.Node)
			}
		}
	}
	before := len(s.source.varied.Params)
	all.Params = slices.Concat(s.source.varied.Params, v.Params)
	for i, p := range all.Params {
		if ctx.Err() != nil {
			return nil, []misfit{{param: -1, reading: -1}}
		}
		next, bad := setParam(root, p)
		if i >= before && slices.ContainsFunc(v.Params[:i-before], func(o Param) bool { return o.Path == p.Path }) {
			bad = reason.New("scheme.parameter-twice",
				"parameter {parameter:q} is set twice; expected one value", p.Path)
		}
		if !bad.IsZero() {
			wrong = append(wrong, misfit{param: i - before, reading: -1, wrong: bad})
			continue
		}
		root = next
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	out, quick := (*Scheme)(nil), false
	if slices.Equal(all.Readings, s.source.varied.Readings) {
		out, quick = s.refigured(ctx, root)
	}
	if !quick {
		var bad document.Errors
		if out, bad = build(ctx, s.source.file, root); len(bad) > 0 {
			return nil, []misfit{{param: -1, reading: -1, patch: bad.Tidy(limits)}}
		}
	}
	src := *s.source
	src.applied, src.varied = root, all
	out.source, out.Readings, out.Tests = &src, s.Readings, s.Tests
	return out, nil
}

// setParam puts a value at the path of a parameter and returns the new tree, or what is wrong.
func setParam(root *document.Node, p Param) (*document.Node, reason.Reason) {
	old := root.Child("params")
	walked := "params"
	var keys []string
	for rest := p.Path; rest != ""; {
		if old == nil || old.Kind != document.Mapping {
			return nil, reason.New("scheme.parameter-without-parts",
				"parameter {parameter:q}: {path} has no parts", p.Path, walked)
		}
		key, names := longestKey(old, rest)
		if key == "" {
			first, _, _ := strings.Cut(rest, ".")
			return nil, reason.New("scheme.unknown-parameter",
				"unknown parameter {parameter:q}: {path} has no {part:q}{hint}",
				p.Path, walked, first, document.Hint(first, names))
		}
		keys = append(keys, key)
		old = old.Child(key)
		walked += "." + key
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, key), ".")
	}
	if len(keys) == 0 {
		return nil, reason.New("scheme.empty-parameter",
			"found an empty parameter name; expected a path, as fee.county")
	}
	value, wrong := paramValue(old, p)
	if !wrong.IsZero() {
		return nil, wrong
	}
	for i := len(keys) - 1; i >= 0; i-- {
		value = &document.Node{Kind: document.Mapping, Line: old.Line, Column: old.Column,
			Content: []*document.Node{{Kind: document.Scalar, Type: document.String, Value: keys[i]}, value}}
	}
	params := &document.Node{Kind: document.Mapping,
		Content: []*document.Node{{Kind: document.Scalar, Type: document.String, Value: "params"}, value}}
	return document.Merge(root, params), reason.Reason{}
}

// longestKey is the key of the mapping with which a path goes on; keys may hold dots themselves.
func longestKey(n *document.Node, path string) (key string, names []string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i].Value
		names = append(names, k)
		if (path == k || strings.HasPrefix(path, k+".")) && len(k) > len(key) {
			key = k
		}
	}
	return key, names
}

// paramValue is the node that replaces old, a scalar of the same type, or what is wrong.
func paramValue(old *document.Node, p Param) (*document.Node, reason.Reason) {
	out := &document.Node{Kind: document.Scalar, Value: p.Value, Line: old.Line, Column: old.Column}
	if typ := old.Child("required"); typ != nil && len(old.Content) == 2 && slices.Contains(paramTypes, typ.Value) {
		out.Type = map[string]document.Type{"number": document.Float, "bool": document.Bool}[typ.Value]
	} else if old.Kind == document.Scalar {
		out.Type = old.Type
	} else {
		return nil, reason.New("scheme.parameter-of-several",
			"parameter {parameter:q} holds several values; name one of them", p.Path)
	}
	switch out.Type {
	case document.Int, document.Float:
		if _, wrong := parseNumber(p.Value); !wrong.IsZero() {
			return nil, reason.New("scheme.parameter-value", "parameter {parameter:q}: {wrong}", p.Path, wrong)
		}
	case document.Bool:
		if p.Value != "true" && p.Value != "false" {
			return nil, reason.New("scheme.parameter-no-bool",
				"parameter {parameter:q}: found {found:q}; expected true or false", p.Path, p.Value)
		}
	default:
		out.Type = document.String
	}
	return out, reason.Reason{}
}
