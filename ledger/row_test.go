package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// rowTexts are the texts of an entry that a row gives.
var rowTexts = []ledger.Field{ledger.FieldID, ledger.FieldUnit, ledger.FieldName, ledger.FieldCategory, ledger.FieldOf, ledger.FieldItem, ledger.FieldGenre, ledger.FieldTitle,
	ledger.FieldCommission, ledger.FieldTopic, ledger.FieldOutlet, ledger.FieldPlacement, ledger.FieldLevel, ledger.FieldBy, ledger.FieldQuota, ledger.FieldPeriod,
	ledger.FieldAccount, ledger.FieldReason, ledger.FieldRule, ledger.FieldType, ledger.FieldRef}

// A row gives of each field what the entry holds, also where one row is read into again and again, in blocks that are packed
// and in one that is not.
func TestRow(t *testing.T) {
	t.Parallel()
	ledgers := columnLedgers(t)
	packed, err := ledger.Of(randomEntries(t, 7, 6000, 0)...)
	require.NoError(t, err)
	require.Greater(t, packed.Len(), 2*2048)
	ledgers["packed"] = packed
	for name, l := range ledgers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var r ledger.Row
			c := l.Columns()
			for i, e := range l.All() {
				c.Read(i, &r)
				require.Equal(t, []any{e.Kind, c.KindNumber(i), c.Code(i, ledger.FieldKind)}, []any{r.Kind(), r.KindNumber(), r.Code(ledger.FieldKind)})
				for _, f := range rowTexts {
					require.Equal(t, fieldValues[f](&e), r.Text(f), "entry %d: %s", i, f)
					require.Equal(t, c.Code(i, f), r.Code(f), "entry %d: %s", i, f)
				}
				for f, get := range fieldTimes {
					require.Equal(t, get(&e), r.Time(f), "entry %d: %s", i, f)
					require.Equal(t, c.Code(i, f), r.Code(f), "entry %d: %s", i, f)
				}
				require.Equal(t, []any{e.Required, e.Amount}, []any{r.Number(ledger.FieldRequired), r.Number(ledger.FieldAmount)})
				require.Equal(t, []any{e.With, e.Shares, e.Attrs}, []any{r.With(), r.Shares(), r.Attrs()})
				code := c.Code(i, ledger.FieldAttrs)
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
	var r ledger.Row
	assert.Equal(t, ledger.Kind(""), r.Kind())
	assert.Equal(t, "", r.Text(ledger.FieldID))
	assert.Equal(t, "", r.Text(ledger.FieldUnit))
	assert.Zero(t, r.Code(ledger.FieldItem))
	assert.True(t, r.Time(ledger.FieldAt).IsZero())
	assert.False(t, r.Number(ledger.FieldAmount).Valid)
	assert.Nil(t, r.With())
	assert.Nil(t, r.Shares())
	assert.Nil(t, r.Attrs())
}
