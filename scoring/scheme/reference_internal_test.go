package scheme

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/rule"
)

// TestReferenceIsWhole holds the tables of reference.md to the language: every key, every name, every field.
func TestReferenceIsWhole(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("reference.md")
	require.NoError(t, err)
	_, rest, _ := strings.Cut(string(page), "## All keys")
	keys, rest, _ := strings.Cut(rest, "## All names")
	names, _, found := strings.Cut(rest, "## Expressions")
	require.True(t, found)
	count := 0
	for _, part := range []any{file{}, calendarSpec{}, accountSpec{}, attrsSpec{}, attrLong{}, tierSpec{}, numberSpec{},
		ruleSpec{}, askedLong{}, collapseSpec{},
		quotaSpec{}, capSpec{}, derivedSpec{}, rankingSpec{}, honourSpec{}, gradeSpec{}, resultSpec{}, readingSpec{}, testSpec{}, expectSpec{}} {
		for i := range reflect.TypeOf(part).NumField() {
			key, _, _ := strings.Cut(reflect.TypeOf(part).Field(i).Tag.Get("yaml"), ",")
			assert.Regexp(t, `\b`+key+`\b`, keys, "%T", part)
			count++
		}
	}
	require.Greater(t, count, 100)
	for slot, name := range slotNames {
		assert.Contains(t, names, "`"+strings.TrimSuffix(name, "s"), "slot %d", slot)
	}
	v := newVocabulary(nil, nil, nil, &rule.Record{})
	for _, record := range []*rule.Record{v.Item, v.Adopt, v.Outlet, v.Endorse, v.Grant, v.Incident, v.Commission,
		v.Unit, v.Period, v.Quota, v.Number, v.Row} {
		for _, f := range record.Fields {
			assert.Contains(t, names, "`"+f.Name, record.Name)
		}
	}
}
