package columns_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/internal/made"
)

// rowTexts are the texts of an entry that a row gives.
var rowTexts = []columns.Field{columns.FieldID, columns.FieldUnit, columns.FieldName, columns.FieldCategory,
	columns.FieldOf, columns.FieldItem, columns.FieldGenre, columns.FieldTitle,
	columns.FieldCommission, columns.FieldTopic, columns.FieldOutlet, columns.FieldPlacement, columns.FieldLevel,
	columns.FieldBy, columns.FieldQuota, columns.FieldPeriod,
	columns.FieldAccount, columns.FieldReason, columns.FieldRule, columns.FieldType, columns.FieldRef}

// A row gives of each field what the entry holds, also where one row is read into again and again, in blocks that are
// packed and in one that is not.
func TestRow(t *testing.T) {
	t.Parallel()
	ledgers := columnLedgers(t)
	packed, err := ledger.Of(t.Context(), made.Entries(t, 7, 6000, 0)...)
	require.NoError(t, err)
	require.Greater(t, packed.Len(), 2*2048)
	ledgers["packed"] = packed
	for name, l := range ledgers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var r columns.Row
			c := columns.Of(l)
			for i, e := range l.All() {
				c.Read(i, &r)
				require.Equal(t, []any{e.Kind, c.KindCode(i), c.Code(i, columns.FieldKind)},
					[]any{r.Kind(), r.KindCode(), r.Code(columns.FieldKind)})
				for _, f := range rowTexts {
					require.Equal(t, fieldValues[f](&e), r.Text(f), "entry %d: %s", i, f)
					require.Equal(t, c.Code(i, f), r.Code(f), "entry %d: %s", i, f)
				}
				for f, get := range fieldTimes {
					require.Equal(t, get(&e), r.Time(f), "entry %d: %s", i, f)
					require.Equal(t, c.Code(i, f), r.Code(f), "entry %d: %s", i, f)
				}
				require.Equal(t, []any{e.Required, e.Amount},
					[]any{r.Number(columns.FieldRequired), r.Number(columns.FieldAmount)})
				require.Equal(t, []any{e.With, e.Shares, e.Attrs}, []any{r.With(), r.Shares(), r.Attrs()})
				code := c.Code(i, columns.FieldAttrs)
				for _, a := range e.Attrs {
					v, ok := c.Attr(code, a.Name)
					require.True(t, ok)
					require.Equal(t, a.Value, v)
				}
				_, ok := c.Attr(code, "nowhere")
				require.False(t, ok)
			}
		})
	}
}

func TestRowOfNoEntry(t *testing.T) {
	t.Parallel()
	var r columns.Row
	assert.Equal(t, ledger.Kind(""), r.Kind())
	assert.Equal(t, "", r.Text(columns.FieldID))
	assert.Equal(t, "", r.Text(columns.FieldUnit))
	assert.Zero(t, r.Code(columns.FieldItem))
	assert.True(t, r.Time(columns.FieldAt).IsZero())
	assert.False(t, r.Number(columns.FieldAmount).Valid)
	assert.Nil(t, r.With())
	assert.Nil(t, r.Shares())
	assert.Nil(t, r.Attrs())
}
