package tier_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/tier"
)

func TestJSON(t *testing.T) {
	t.Parallel()
	for want, e := range map[string]tier.Entry{
		`{"name":""}`: {},
		`{"name":"\"\u003c\u0026\u2028","aliases":[""],"attrs":{"":"","level":"national"}}`: {
			Name: "\"<&\u2028", Aliases: []string{""}, Attrs: map[string]string{"level": "national", "": ""}},
	} {
		out, err := json.Marshal(e)
		require.NoError(t, err)
		assert.Equal(t, want, string(out))
		var back tier.Entry
		require.NoError(t, json.Unmarshal(out, &back))
		assert.Equal(t, e, back)
	}
}

// TestErrorsJSON hands the errors of a table and of a ladder on.
func TestErrorsJSON(t *testing.T) {
	t.Parallel()
	_, ofTable := tier.NewTable([]tier.Entry{{Name: "《》"}, {Name: "a<&"}, {Name: "A<&", Aliases: []string{"", "\""},
		Attrs: map[string]string{"level": "x"}}})
	_, ofLadder := tier.NewLadder([]tier.Tier{{Name: ""}})
	for _, err := range []error{ofTable, ofLadder} {
		var all, back tier.Errors
		require.ErrorAs(t, err, &all)
		out, err := json.Marshal(all)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(out, &back))
		require.Len(t, back, len(all))
		assert.Equal(t, all.Error(), back.Error())
		for i, one := range all {
			got := back[i]
			assert.Equal(t, []any{one.Index, one.Alias, one.Other, one.Reason.Code}, []any{got.Index, got.Alias,
				got.Other, got.Reason.Code})
		}
	}
}
