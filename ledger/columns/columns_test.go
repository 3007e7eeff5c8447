package columns_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/internal/made"
)

// fieldValues are the values of an entry, as something that compares, by field.
var fieldValues = map[columns.Field]func(e *ledger.Entry) any{
	columns.FieldID: func(e *ledger.Entry) any { return e.ID }, columns.FieldKind: func(e *ledger.Entry) any {
		return e.Kind
	},
	columns.FieldUnit: func(e *ledger.Entry) any { return e.Unit }, columns.FieldName: func(e *ledger.Entry) any {
		return e.Name
	},
	columns.FieldCategory: func(e *ledger.Entry) any { return e.Category },
	columns.FieldOf:       func(e *ledger.Entry) any { return e.Of },
	columns.FieldItem:     func(e *ledger.Entry) any { return e.Item }, columns.FieldGenre: func(e *ledger.Entry) any {
		return e.Genre
	},
	columns.FieldTitle:      func(e *ledger.Entry) any { return e.Title },
	columns.FieldCommission: func(e *ledger.Entry) any { return e.Commission },
	columns.FieldTopic:      func(e *ledger.Entry) any { return e.Topic },
	columns.FieldOutlet: func(e *ledger.Entry) any {
		return e.Outlet
	},
	columns.FieldPlacement: func(e *ledger.Entry) any { return e.Placement },
	columns.FieldLevel:     func(e *ledger.Entry) any { return e.Level },
	columns.FieldBy:        func(e *ledger.Entry) any { return e.By }, columns.FieldQuota: func(e *ledger.Entry) any {
		return e.Quota
	},
	columns.FieldPeriod:  func(e *ledger.Entry) any { return e.Period },
	columns.FieldAccount: func(e *ledger.Entry) any { return e.Account },
	columns.FieldReason:  func(e *ledger.Entry) any { return e.Reason }, columns.FieldRule: func(e *ledger.Entry) any {
		return e.Rule
	},
	columns.FieldType: func(e *ledger.Entry) any { return e.Type }, columns.FieldRef: func(e *ledger.Entry) any {
		return e.Ref
	},
	columns.FieldWith:     func(e *ledger.Entry) any { return fmt.Sprintf("%q", e.With) },
	columns.FieldShares:   func(e *ledger.Entry) any { return fmt.Sprintf("%q", e.Shares) },
	columns.FieldAttrs:    func(e *ledger.Entry) any { return fmt.Sprintf("%q", e.Attrs) },
	columns.FieldRequired: func(e *ledger.Entry) any { return fmt.Sprint(e.Required.Valid, e.Required.Decimal) },
	columns.FieldAmount:   func(e *ledger.Entry) any { return fmt.Sprint(e.Amount.Valid, e.Amount.Decimal) },
}

var fieldTimes = map[columns.Field]func(e *ledger.Entry) ledger.Time{
	columns.FieldAt:       func(e *ledger.Entry) ledger.Time { return e.At },
	columns.FieldRecorded: func(e *ledger.Entry) ledger.Time { return e.Recorded },
	columns.FieldHappened: func(e *ledger.Entry) ledger.Time { return e.Happened },
	columns.FieldDue:      func(e *ledger.Entry) ledger.Time { return e.Due },
}

// absent are the values of fields that are not there.
func absent(value any) bool {
	switch fmt.Sprint(value) {
	case "", "[]", "false 0":
		return true
	}
	return false
}

// repeating has entries that share values in different fields and lists.
const repeating = `{"id":"u1","kind":"enroll","at":"2020-01-01","unit":"linxi","name":"林西县","category":"county"}
{"id":"u2","kind":"enroll","at":"2020-01-01T08:00:00+08:00","unit":"zhang","name":"张三","category":"county","of":"linxi","attrs":{"a":1,"b":"linxi"}}
{"id":"s1","kind":"submit","at":"2020-03-02","item":"linxi","unit":"linxi","genre":"brief","with":["zhang","linxi"],"shares":{"linxi":"0.5","zhang":"0.5"},"attrs":{"b":"linxi","a":1.0}}
{"id":"s2","kind":"submit","at":"2020-03-02","item":"i2","unit":"zhang","genre":"brief","with":["linxi","zhang"],"shares":{"zhang":"0.50","linxi":"0.5"},"attrs":{"a":true}}
{"id":"s3","kind":"submit","at":"2020-03-03","item":"i3","unit":"zhang","genre":"brief","with":["zhang","linxi"],"shares":{"zhang":"1"},"attrs":{"a":"1"}}
{"id":"g1","kind":"grant","at":"2020-03-03","unit":"zhang","account":"points","amount":"0.5","reason":"好"}
{"id":"g2","kind":"grant","at":"2020-03-03","unit":"zhang","account":"points","amount":"0.50","reason":"好"}
{"id":"q1","kind":"assign","at":"2020-03-03","unit":"zhang","quota":"weekly","period":"2020","required":0.5,"attrs":{"a":1,"b":"linxi"}}
{"id":"v1","kind":"void","at":"2020-03-03","ref":"s1","reason":"好"}
`

func columnLedgers(t testing.TB) map[string]*ledger.Ledger {
	random, err := ledger.Of(t.Context(), made.Entries(t, 5, 60, 0)...)
	require.NoError(t, err)
	ledgers := map[string]*ledger.Ledger{"random": random}
	texts := map[string]string{"repeating": repeating}
	for name, file := range map[string]string{"canonical": "canonical.jsonl", "all kinds": "all-kinds.jsonl"} {
		text, err := os.ReadFile(filepath.Join("..", "testdata", file))
		require.NoError(t, err)
		texts[name] = string(text)
	}
	for name, text := range texts {
		l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(text), name)
		require.NoError(t, err)
		ledgers[name] = l
	}
	return ledgers
}

// Codes are equal exactly where values are, and 0 exactly where there is none.
func TestColumns(t *testing.T) {
	t.Parallel()
	for name, l := range columnLedgers(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, zone := columns.Of(l), columns.ZoneOf(must(l.View(t.Context(), ledger.ViewOptions{})))
			require.Equal(t, l.Len(), c.Len())
			for i, a := range l.All() {
				assert.Equal(t, a.Kind, c.Kind(i))
				assert.Equal(t, a.Kind, ledger.Kinds()[c.KindCode(i)])
				for f, get := range fieldTimes {
					wantSeconds, wantNano, want := zone.Seconds(get(&a))
					seconds, nano, ok := c.Seconds(i, f, zone)
					assert.Equal(t, []any{wantSeconds, wantNano, want}, []any{seconds, nano, ok})
					assert.Equal(t, get(&a), c.Time(i, f))
					assert.Equal(t, !get(&a).IsZero(), c.Code(i, f) == 1)
				}
				for f, get := range fieldValues {
					value := get(&a)
					require.Equal(t, absent(value), c.Code(i, f) == 0, "entry %d: %s", i, f)
					if text, ok := value.(string); ok && f != columns.FieldWith && f != columns.FieldShares &&
						f != columns.FieldAttrs && f != columns.FieldRequired && f != columns.FieldAmount {
						assert.Equal(t, text, c.Text(c.Code(i, f)))
						code, ok := c.CodeOf(text)
						assert.Equal(t, text != "", ok)
						assert.Equal(t, c.Code(i, f), code)
						assert.Less(t, int(code), c.Codes())
					}
					for j, b := range l.All() {
						assert.Equal(t, value == get(&b), c.Code(i, f) == c.Code(j, f), "entries %d and %d: %s", i, j,
							f)
					}
				}
				var with []string
				for _, code := range c.With(i) {
					with = append(with, c.Text(code))
				}
				assert.Equal(t, a.With, with)
				var attrs ledger.Attrs
				for name, value := range c.Attrs(c.Code(i, columns.FieldAttrs)) {
					attrs = append(attrs, ledger.Attr{Name: c.Text(name), Value: c.AttrValue(value)})
				}
				assert.Equal(t, fmt.Sprintf("%q", a.Attrs), fmt.Sprintf("%q", attrs))
			}
			_, ok := c.CodeOf("nowhere")
			assert.False(t, ok)
		})
	}
}

// A zone gives the instants that a Time gives, in zones with and without changes of the clock at midnight.
func TestZone(t *testing.T) {
	t.Parallel()
	texts := []string{"2020-03-02T09:00:00+08:00", "2020-03-02T09:00:00.123456789Z", "1969-12-31T23:59:59-00:00",
		"1900-01-01", "1969-12-31", "1970-01-01", "2099-12-31"}
	for _, year := range []int{1986, 2011, 2018, 2020} {
		for day := range 366 {
			texts = append(texts, time.Date(year, 1, 1+day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
		}
	}
	for _, name := range []string{"Asia/Shanghai", "America/Sao_Paulo", "Pacific/Apia", "Europe/London", "UTC"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := calendar.New(calendar.Config{Zone: name})
			require.NoError(t, err)
			z := columns.NewZone(c.Location())
			for _, text := range texts {
				at := on(t, text)
				seconds, nano, ok := z.Seconds(at)
				require.True(t, ok)
				assert.True(t, at.Instant(c.Location()).Equal(time.Unix(seconds, int64(nano))), text)
				seconds, nano, ok = z.EndSeconds(at)
				require.True(t, ok)
				assert.True(t, at.EndInstant(c.Location()).Equal(time.Unix(seconds, int64(nano))), text)
			}
			_, _, ok := z.Seconds(ledger.Time{})
			assert.False(t, ok)
			_, _, ok = z.EndSeconds(ledger.Time{})
			assert.False(t, ok)
		})
	}
	l := columnLedgers(t)["canonical"]
	v := must(l.View(t.Context(), ledger.ViewOptions{}))
	seconds, _, ok := columns.Of(l).Seconds(1, columns.FieldAt, columns.ZoneOf(v))
	assert.True(t, ok)
	assert.Equal(t, l.Entry(1).At.Instant(columns.ZoneOf(v).Location()).Unix(), seconds)
	_, _, ok = columns.Of(l).EndSeconds(1, columns.FieldDue, columns.ZoneOf(v))
	assert.False(t, ok)
}

// What is packed reads as what is not.
func TestColumnsPacked(t *testing.T) {
	t.Parallel()
	entries := made.Entries(t, 5, 6000, 0)
	l, err := ledger.Of(t.Context(), entries...)
	require.NoError(t, err)
	require.Greater(t, l.Len(), 2*2048)
	c, zone := columns.Of(l), columns.ZoneOf(must(l.View(t.Context(), ledger.ViewOptions{})))
	byID := map[string]ledger.Entry{}
	for _, e := range entries {
		byID[e.ID] = e
	}
	for i := range c.Len() {
		e, ok := byID[c.Text(c.Code(i, columns.FieldID))]
		require.True(t, ok)
		for f, get := range fieldTimes {
			require.Equal(t, get(&e), c.Time(i, f))
			wantSeconds, wantNano, want := zone.Seconds(get(&e))
			seconds, nano, ok := c.Seconds(i, f, zone)
			require.Equal(t, []any{wantSeconds, wantNano, want}, []any{seconds, nano, ok})
		}
		require.Equal(t, []any{e.Kind, e.Unit, e.Item, e.Title, e.Ref},
			[]any{c.Kind(i), c.Text(c.Code(i, columns.FieldUnit)), c.Text(c.Code(i, columns.FieldItem)),
				c.Text(c.Code(i, columns.FieldTitle)), c.Text(c.Code(i, columns.FieldRef))})
		require.Equal(t, string(e.Canonical()), string(l.Entry(i).Canonical()))
	}
}
