package schemes

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// expectation is a case worked out by hand: what to score, and the totals that must come out.
type expectation struct {
	Period string
	Until  string
	Known  string
	Params map[string]string
	Totals []map[string]any
}

// TestCases runs every case that was worked out by hand: those beside the test, and those of the folder that
// GONGGUO_CASES names, one folder a scheme.
func TestCases(t *testing.T) {
	t.Parallel()
	for _, root := range []string{"testdata/cases", os.Getenv("GONGGUO_CASES")} {
		if root == "" {
			continue
		}
		cases, err := filepath.Glob(filepath.Join(root, "*", "*.jsonl"))
		require.NoError(t, err)
		require.NotEmpty(t, cases, root)
		for _, path := range cases {
			name := filepath.Base(filepath.Dir(path))
			t.Run(filepath.Join(filepath.Base(root), name, filepath.Base(path)), func(t *testing.T) {
				t.Parallel()
				runCase(t, name, path)
			})
		}
	}
}

func runCase(t *testing.T, name, path string) {
	s, err := Load(t.Context(), name)
	require.NoError(t, err)
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	l, err := ledger.ReadJSONL(t.Context(), bytes.NewReader(content), path)
	require.NoError(t, err)
	content, err = os.ReadFile(strings.TrimSuffix(path, ".jsonl") + ".expected.json")
	require.NoError(t, err)
	var want expectation
	require.NoError(t, json.Unmarshal(content, &want))
	o := scoring.Options{Periods: periodsOf(want.Period), Until: timeOf(want.Until), Known: timeOf(want.Known)}
	for k, v := range want.Params {
		o.Params = append(o.Params, scheme.Param{Path: k, Value: v})
	}
	slices.SortFunc(o.Params, func(a, b scheme.Param) int { return cmp.Compare(a.Path, b.Path) })
	book, err := scoring.Score(t.Context(), s, l, o)
	require.NoError(t, err)
	out, err := book.JSON(t.Context())
	require.NoError(t, err)
	var got struct{ Totals []map[string]any }
	require.NoError(t, json.Unmarshal(out, &got))
	if !assert.Equal(t, want.Totals, got.Totals) {
		t.Logf("%s", out)
	}
}
