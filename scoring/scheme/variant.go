package scheme

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

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
// parameters. The receiver is not changed; what it varies already stays, except where v answers the same question or sets
// the same parameter. The error names everything that does not fit the scheme; it is a document.Errors where a reading's patch
// does not fit.
func (s *Scheme) With(v Variant) (*Scheme, error) {
	out, wrong := s.vary(v)
	if len(wrong) == 0 {
		return out, nil
	}
	var texts []string
	for _, w := range wrong {
		if w.param < 0 && w.reading < 0 {
			return nil, w.err
		}
		texts = append(texts, fmt.Sprintf("scheme %s: %v", s.Name, w.err))
	}
	return nil, errors.New(strings.Join(texts, "\n"))
}

// misfit is one thing wrong with a variant: its index in Params or Readings, −1 for the variant as a whole.
type misfit struct {
	param, reading int
	err            error
}

func (s *Scheme) vary(v Variant) (*Scheme, []misfit) {
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
			wrong = append(wrong, misfit{-1, i, fmt.Errorf("unknown reading %q%s", name, hint(name, names))})
			continue
		}
		q := s.Readings[at].Question
		if other, dup := picked[q]; dup && other != name {
			wrong = append(wrong, misfit{-1, i, fmt.Errorf("readings %q and %q answer one question, %q; expected one of them", other, name, q)})
		}
		picked[q] = name
	}
	root, all := s.source.published, Variant{}
	for _, q := range s.source.questions {
		for _, r := range q.readings {
			_, answered := picked[q.name]
			if picked[q.name] != r.name && (answered || !slices.Contains(s.source.varied.Readings, r.name)) {
				continue
			}
			all.Readings = append(all.Readings, r.name)
			if !r.spec.Taken {
				root = merge(root, r.spec.Patch.node)
			}
		}
	}
	before := len(s.source.varied.Params)
	all.Params = slices.Concat(s.source.varied.Params, v.Params)
	for i, p := range all.Params {
		next, err := setParam(root, p)
		if i >= before && slices.ContainsFunc(v.Params[:i-before], func(o Param) bool { return o.Path == p.Path }) {
			err = fmt.Errorf("parameter %q is set twice; expected one value", p.Path)
		}
		if err != nil {
			wrong = append(wrong, misfit{i - before, -1, err})
			continue
		}
		root = next
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	out, quick := (*Scheme)(nil), false
	if slices.Equal(all.Readings, s.source.varied.Readings) {
		out, quick = s.refigured(root)
	}
	if !quick {
		var bad document.Errors
		if out, bad = build(s.source.file, root); len(bad) > 0 {
			return nil, []misfit{{-1, -1, tidy(bad)}}
		}
	}
	src := *s.source
	src.applied, src.varied = root, all
	out.source, out.Readings, out.Tests = &src, s.Readings, s.Tests
	return out, nil
}

// setParam puts a value at the path of a parameter and returns the new tree.
func setParam(root *yaml.Node, p Param) (*yaml.Node, error) {
	old := child(root, "params")
	walked := "params"
	var keys []string
	for rest := p.Path; rest != ""; {
		if old == nil || old.Kind != yaml.MappingNode {
			return nil, fmt.Errorf("parameter %q: %s has no parts", p.Path, walked)
		}
		key, names := longestKey(old, rest)
		if key == "" {
			first, _, _ := strings.Cut(rest, ".")
			return nil, fmt.Errorf("unknown parameter %q: %s has no %q%s", p.Path, walked, first, hint(first, names))
		}
		keys = append(keys, key)
		old = child(old, key)
		walked += "." + key
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, key), ".")
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("found an empty parameter name; expected a path, as fee.county")
	}
	value, err := paramValue(old, p)
	if err != nil {
		return nil, err
	}
	for i := len(keys) - 1; i >= 0; i-- {
		value = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: old.Line, Column: old.Column, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Tag: "!!str", Value: keys[i]}, value}}
	}
	params := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Content: []*yaml.Node{{Kind: yaml.ScalarNode, Tag: "!!str", Value: "params"}, value}}
	return merge(root, params), nil
}

// longestKey is the key of the mapping with which a path goes on; keys may hold dots themselves.
func longestKey(n *yaml.Node, path string) (key string, names []string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i].Value
		names = append(names, k)
		if (path == k || strings.HasPrefix(path, k+".")) && len(k) > len(key) {
			key = k
		}
	}
	return key, names
}

// paramValue is the node that replaces old: a scalar of the same type.
func paramValue(old *yaml.Node, p Param) (*yaml.Node, error) {
	out := &yaml.Node{Kind: yaml.ScalarNode, Value: p.Value, Line: old.Line, Column: old.Column}
	if typ := child(old, "required"); typ != nil && len(old.Content) == 2 && slices.Contains(paramTypes, typ.Value) {
		out.Tag = map[string]string{"number": "!!float", "bool": "!!bool"}[typ.Value]
	} else if old.Kind == yaml.ScalarNode {
		out.Tag = old.Tag
	} else {
		return nil, fmt.Errorf("parameter %q holds several values; name one of them", p.Path)
	}
	switch out.Tag {
	case "!!int", "!!float":
		if _, err := parseNumber(p.Value); err != nil {
			return nil, fmt.Errorf("parameter %q: %w", p.Path, err)
		}
	case "!!bool":
		if p.Value != "true" && p.Value != "false" {
			return nil, fmt.Errorf("parameter %q: found %q; expected true or false", p.Path, p.Value)
		}
	default:
		out.Tag = "!!str"
	}
	return out, nil
}
