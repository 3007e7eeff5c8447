package document

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// TestMerge runs the examples of RFC 7396, appendix A, in its order, and then what a scheme adds.
func TestMerge(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ name, original, patch, want string }{
		{"replace", `{"a":"b"}`, `{"a":"c"}`, `{"a":"c"}`},
		{"add", `{"a":"b"}`, `{"b":"c"}`, `{"a":"b","b":"c"}`},
		{"take away the only one", `{"a":"b"}`, `{"a":null}`, `{}`},
		{"take away one of two", `{"a":"b","b":"c"}`, `{"a":null}`, `{"b":"c"}`},
		{"list by text", `{"a":["b"]}`, `{"a":"c"}`, `{"a":"c"}`},
		{"text by list", `{"a":"c"}`, `{"a":["b"]}`, `{"a":["b"]}`},
		{"inside", `{"a":{"b":"c"}}`, `{"a":{"b":"d","c":null}}`, `{"a":{"b":"d"}}`},
		{"list of mappings", `{"a":[{"b":"c"}]}`, `{"a":[1]}`, `{"a":[1]}`},
		{"list by list", `["a","b"]`, `["c","d"]`, `["c","d"]`},
		{"mapping by list", `{"a":"b"}`, `["c"]`, `["c"]`},
		{"mapping by null", `{"a":"foo"}`, `null`, `null`},
		{"mapping by text", `{"a":"foo"}`, `"bar"`, `"bar"`},
		{"null stays", `{"e":null}`, `{"a":1}`, `{"e":null,"a":1}`},
		{"list by mapping", `[1,2]`, `{"a":"b","c":null}`, `{"a":"b"}`},
		{"nulls within what is new", `{}`, `{"a":{"bb":{"ccc":null}}}`, `{"a":{"bb":{}}}`},
		{"text by mapping", `"x"`, `{"a":{"b":1}}`, `{"a":{"b":1}}`},
		{"the order of the original stays", `{"a":1,"b":2,"c":3}`, `{"c":4,"d":5,"a":6}`, `{"a":6,"b":2,"c":4,"d":5}`},
		{"nulls in a list stay", `{}`, `{"a":[null]}`, `{"a":[null]}`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			original, patch := tree(t, row.original), tree(t, row.patch)
			got := Merge(original, patch)
			assert.Equal(t, string(tree(t, row.want).Canonical()), string(got.Canonical()))
			assert.Equal(t, string(tree(t, row.original).Canonical()), string(original.Canonical()),
				"the original is not changed")
			assert.Equal(t, string(tree(t, row.patch).Canonical()), string(patch.Canonical()), "nor is the patch")
		})
	}
}

func tree(t *testing.T, text string) *Node {
	t.Helper()
	var doc yaml.Node
	require.NoError(t, yaml.Unmarshal([]byte(text), &doc))
	return convert(doc.Content[0])
}
