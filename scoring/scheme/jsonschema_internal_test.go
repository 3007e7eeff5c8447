package scheme

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// TestTags holds the words in the tags to those that the builder knows.
func TestTags(t *testing.T) {
	t.Parallel()
	known := map[string][]string{"each": eachKinds, "per": append(new(calendar.Calendar).Words(), "*"), "bonuses": combinations,
		"rounding": rule.Roundings(), "type": attrTypes, "version": {"1"},
		"takes_effect": {"submit", "adopt", "endorse", "grant", "incident"}, "at": {"due", "submit"}, "ties": tieRanks,
		"kind": derivedKinds, "tied": tiesAtLimit, "after_close": afterCloses, "partial": owedInPart,
		"day": daysOfPeriod, "gives": gifts}
	seen := map[reflect.Type]bool{}
	enums := 0
	var walk func(typ reflect.Type)
	walk = func(typ reflect.Type) {
		switch typ.Kind() {
		case reflect.Slice, reflect.Pointer:
			walk(typ.Elem())
			return
		case reflect.Struct:
		default:
			return
		}
		if seen[typ] || !strings.HasPrefix(typ.PkgPath(), "github.com/gongguo/gongguo/") {
			return
		}
		seen[typ] = true
		for i := range typ.NumField() {
			f := typ.Field(i)
			walk(f.Type)
			key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			if key == "" {
				continue
			}
			if words := f.Tag.Get("enum"); words != "" {
				enums++
				want := slices.Sorted(slices.Values(known[key]))
				if typ == reflect.TypeFor[accountSpec]() && key == "kind" {
					want = slices.Sorted(slices.Values(accountKinds))
				}
				assert.Equal(t, want, slices.Sorted(slices.Values(strings.Split(words, ","))), "%s.%s", typ, key)
			}
		}
	}
	walk(reflect.TypeFor[file]())
	walk(reflect.TypeFor[attrLong]())
	walk(reflect.TypeFor[askedLong]())
	assert.Greater(t, len(seen), 15)
	assert.Equal(t, 27, enums)
}

// schemaOf decodes the schema; numbers stay as they are written.
func schemaOf(t *testing.T) map[string]any {
	t.Helper()
	var s map[string]any
	require.NoError(t, json.Unmarshal(JSONSchema(), &s))
	return s
}

// validator knows the keywords that JSONSchema uses, and no other.
type validator struct {
	root map[string]any
	errs []string
}

func (v *validator) errorf(n *document.Node, format string, args ...any) {
	v.errs = append(v.errs, fmt.Sprintf("%d:%d: %s", n.Line, n.Column, fmt.Sprintf(format, args...)))
}

func typeOf(n *document.Node) string {
	switch {
	case n.Kind == document.Mapping:
		return "object"
	case n.Kind == document.List:
		return "array"
	}
	return map[document.Type]string{document.Int: "integer", document.Float: "number", document.Bool: "boolean",
		document.Null: "null"}[n.Type]
}

func (v *validator) check(n *document.Node, s map[string]any) {
	for _, keyword := range slices.Sorted(maps.Keys(s)) {
		switch value := s[keyword]; keyword {
		case "$ref":
			name := strings.TrimPrefix(value.(string), "#/$defs/")
			def, ok := v.root["$defs"].(map[string]any)[name].(map[string]any)
			if !ok {
				panic("no definition of " + name)
			}
			v.check(n, def)
		case "type":
			v.checkType(n, value)
		case "enum":
			if n.Kind != document.Scalar || !slices.ContainsFunc(value.([]any), func(w any) bool {
				return fmt.Sprint(w) == n.Value
			}) {
				v.errorf(n, "not one of %v", value)
			}
		case "pattern":
			if n.Kind == document.Scalar && !regexp.MustCompile(value.(string)).MatchString(n.Value) {
				v.errorf(n, "does not match")
			}
		case "anyOf":
			v.checkAny(n, value.([]any))
		case "items":
			if n.Kind == document.List {
				for _, c := range n.Content {
					v.check(c, value.(map[string]any))
				}
			}
		case "minItems":
			if n.Kind == document.List && float64(len(n.Content)) < value.(float64) {
				v.errorf(n, "too few")
			}
		case "uniqueItems":
			seen := map[string]bool{}
			for _, c := range n.Content {
				if n.Kind == document.List && seen[c.Value] {
					v.errorf(c, "twice")
				}
				seen[c.Value] = true
			}
		case "properties", "additionalProperties", "propertyNames", "required":
			// below
		case "$schema", "title", "description", "$defs":
			// say nothing of a value
		default:
			panic("the validator does not know " + keyword)
		}
	}
	if n.Kind == document.Mapping {
		v.checkObject(n, s)
	}
}

func (v *validator) checkType(n *document.Node, want any) {
	types, ok := want.([]any)
	if !ok {
		types = []any{want}
	}
	got := typeOf(n)
	if got == "" {
		got = "string"
	}
	if !slices.Contains(types, any(got)) && !(got == "integer" && slices.Contains(types, any("number"))) {
		v.errorf(n, "found %s, expected %v", got, want)
	}
}

func (v *validator) checkAny(n *document.Node, of []any) {
	for _, one := range of {
		inner := validator{root: v.root}
		inner.check(n, one.(map[string]any))
		if len(inner.errs) == 0 {
			return
		}
	}
	v.errorf(n, "fits none")
}

func (v *validator) checkObject(n *document.Node, s map[string]any) {
	properties, _ := s["properties"].(map[string]any)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if names, ok := s["propertyNames"].(map[string]any); ok {
			v.check(key, names)
		}
		if p, ok := properties[key.Value].(map[string]any); ok {
			v.check(value, p)
			continue
		}
		switch more := s["additionalProperties"].(type) {
		case bool:
			v.errorf(key, "unknown key %s", key.Value)
		case map[string]any:
			v.check(value, more)
		}
	}
	required, _ := s["required"].([]any)
	for _, r := range required {
		if n.Child(r.(string)) == nil {
			v.errorf(n, "%s is missing", r)
		}
	}
}

func validate(t *testing.T, content []byte) []string {
	t.Helper()
	root := document.NewDecoder(t.Context(), &document.File{Content: content}, limits).Read(format)
	require.NotNil(t, root)
	v := validator{root: schemaOf(t)}
	v.check(root, v.root)
	return v.errs
}

func TestJSONSchemaAccepts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../examples/schemes/*.yaml")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 5)
	for _, f := range append(files, "testdata/every.yaml") {
		content, err := os.ReadFile(f)
		require.NoError(t, err)
		assert.Empty(t, validate(t, content), f)
	}
}

func TestJSONSchemaRefuses(t *testing.T) {
	t.Parallel()
	every, err := os.ReadFile("testdata/every.yaml")
	require.NoError(t, err)
	for _, row := range []struct{ name, old, new, want string }{
		{"unknown section", "credits:\n", "credit:\n", "unknown key credit"},
		{"unknown key of a rule", "bonuses: sum\n", "bonus: sum\n", "unknown key bonus"},
		{"unknown key of an account", "unit: 元", "units: 元", "unknown key units"},
		{"name missing", "scheme: every\n", "", "scheme is missing"},
		{"period missing", "sent: {per: year, count: 1}", "sent: {count: 1}", "per is missing"},
		{"unknown kind of entry", "given: {each: grant", "given: {each: award", "not one of"},
		{"unknown combination", "bonuses: sum\n", "bonuses: all\n", "not one of"},
		{"unknown rounding", "rounding: down", "rounding: floored", "not one of"},
		{"version 2", "version: 1\n", "version: 2\n", "not one of"},
		{"places as a text", "places: 0", "places: none", "found string, expected integer"},
		{"taken as a text", "taken: true", "taken: yes", "found string, expected boolean"},
		{"expression as a list", "when: good && nth.nth <= 1", "when: [good]", "found array"},
		{"empty list", "of: [extra, full]", "of: []", "fits none"},
		{"one name twice", "of: [extra, full]", "of: [extra, extra]", "fits none"},
		{"attribute of an unknown type", "head: number = 1", "head: integer = 1", "fits none"},
		{"outlets without names", "names: 赤峰日报", "name: 赤峰日报", "names is missing"},
		{"test without a ledger", "    ledger:\n", "    entries:\n", "ledger is missing"},
		{"effect of an unknown kind of entry", "  adopt: 'default(adopt.proof_at",
			"  adoption: 'default(adopt.proof_at", "not one of"},
		{"derived amount without an account", "kind: figure, account: rate, ",
			"kind: figure, ", "account is missing"},
		{"nothing", "worth: grant.amount", "worth: ", "fits none"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, string(every), row.old)
			content := []byte(strings.Replace(string(every), row.old, row.new, 1))
			assert.Contains(t, strings.Join(validate(t, content), "\n"), row.want)
			_, err := Load(t.Context(), "every.yaml", content)
			assert.Error(t, err, "the loader refuses it too")
		})
	}
}
