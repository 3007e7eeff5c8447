package scheme

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule"
)

// everyScheme is the schemes of the house by file, and the one that has every key.
func everyScheme(t *testing.T) map[string]*Scheme {
	t.Helper()
	files, err := filepath.Glob("../../examples/schemes/*.yaml")
	require.NoError(t, err)
	out := map[string]*Scheme{}
	for _, file := range append(files, "testdata/every.yaml", "../../examples/schemes/patterns/08-nth-item.yaml") {
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		out[file], err = Load(t.Context(), file, content)
		require.NoError(t, err)
	}
	require.GreaterOrEqual(t, len(out), 6)
	return out
}

// held finds, by reflection, each expression that is held by a value, with the fields on the way; of other lines it
// finds none.
func held(v reflect.Value, path string, found map[*rule.Program]string) {
	switch {
	case v.Type() == reflect.TypeFor[*rule.Program]():
		if !v.IsNil() {
			found[v.Interface().(*rule.Program)] = path
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			held(v.Index(i), fmt.Sprintf("%s[%d]", path, i), found)
		}
	case v.Kind() == reflect.Map:
		for _, key := range v.MapKeys() {
			held(v.MapIndex(key), fmt.Sprintf("%s[%v]", path, key), found)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				held(v.Field(i), path+"."+f.Name, found)
			}
		}
	case v.Type() == reflect.TypeFor[*Rule]() &&
		slices.Contains([]string{".Credit.Rule", ".Bonus.Rule", ".Settle.Rule", ".Derived.Rule"}, path),
		v.Type() == reflect.TypeFor[*Cap]():
		if !v.IsNil() {
			held(v.Elem(), path, found)
		}
	}
}

// TestProgramsAreWhole holds each list of the expressions of a line to what the line's type holds: one that is left
// out, or is there twice, is named.
func TestProgramsAreWhole(t *testing.T) {
	t.Parallel()
	kinds := map[string]bool{}
	roles := map[Role]bool{}
	for file, s := range everyScheme(t) {
		check := func(line any, programs Programs) {
			want := map[*rule.Program]string{}
			v := reflect.ValueOf(line).Elem()
			kinds[v.Type().Name()] = true
			held(v, "."+v.Type().Name(), want)
			for role, p := range programs {
				_, ok := want[p]
				assert.True(t, ok, "%s: %s: %s is there twice, or is none of the line's: %s", file, v.Type(), role,
					p.Source().Text())
				roles[role] = true
				delete(want, p)
			}
			for p, path := range want {
				assert.Fail(t, "left out", "%s: %s: %s", file, path, p.Source().Text())
			}
		}
		for kind := range s.TakesEffect {
			e := s.TakesEffect[kind]
			check(&e, e.Programs())
		}
		for i := range s.Numbers {
			check(&s.Numbers[i], s.Numbers[i].Programs())
		}
		for _, r := range s.Rules {
			check(r, r.Conditions())
		}
		for _, c := range s.Credits {
			check(c, c.Programs())
			for _, b := range c.Bonuses {
				check(b, b.Programs())
			}
		}
		for _, c := range s.Collapses {
			check(c, func(y func(Role, *rule.Program) bool) {
				for kind := range c.Scope {
					yield(y).all(c.Programs(kind))
				}
			})
		}
		for _, q := range s.Quotas {
			check(q, q.Programs())
		}
		for _, x := range s.Settles {
			check(x, x.Programs())
		}
		for _, r := range s.Rankings {
			check(r, r.Programs())
		}
		for _, h := range s.Honours {
			check(h, h.Programs())
		}
		for _, d := range s.Derived {
			check(d, d.Programs())
		}
	}
	assert.Len(t, kinds, 11, "a kind of line in which no scheme here has anything")
	assert.Len(t, roles, 19, "a role that no expression here has")
}

// TestProgramsOfScheme holds the expressions of a scheme to those that stand in its scopes, which were noted as they
// were compiled.
func TestProgramsOfScheme(t *testing.T) {
	t.Parallel()
	for file, s := range everyScheme(t) {
		all := s.Programs().But()
		numbers := 0
		for i := range s.Numbers {
			numbers += len(s.Numbers[i].Programs().But())
		}
		noted := map[*rule.Program]bool{}
		for _, scope := range s.Scopes {
			for _, p := range scope.Programs {
				noted[p] = true
				assert.Contains(t, all, p, "%s: in scope %s: %s", file, scope.Name, p.Source().Text())
			}
		}
		for _, p := range all {
			if !noted[p] {
				numbers--
			}
		}
		assert.Zero(t, numbers, "%s: expressions of numbers stand in no scope of a later step, all others do", file)
	}
}

// TestProgramsStop ends the yielding of a line's expressions at each of them.
func TestProgramsStop(t *testing.T) {
	t.Parallel()
	s := everyScheme(t)["testdata/every.yaml"]
	all := s.Programs().But()
	for n := range all {
		seen := 0
		for _, p := range s.Programs() {
			assert.Equal(t, all[seen], p)
			if seen++; seen > n {
				break
			}
		}
		require.Equal(t, n+1, seen)
	}
}
