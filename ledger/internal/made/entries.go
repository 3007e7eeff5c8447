package made

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// Entries are up to n entries about few units and items, so that they often meet: with voids of voids,
// entries that come again, names that come before what introduces them. Of a thousand, wrong have something
// wrong in them.
func Entries(t testing.TB, seed uint64, n, wrong int) []ledger.Entry {
	r, carries := rand.New(rand.NewPCG(seed, 0)), rand.New(rand.NewPCG(seed, 1))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	amount := func() decimal.NullDecimal {
		return decimal.NullDecimal{Decimal: decimal.New(int64(r.IntN(2000)-1000), int32(-r.IntN(3))), Valid: true}
	}
	var list []ledger.Entry
	unit := func() string { return fmt.Sprint("unit-", r.IntN(9)) }
	for i := range 9 {
		list = append(list, ledger.Entry{ID: fmt.Sprint("u", i), Kind: ledger.Enroll, At: day(t, "2020-01-01"),
			Unit: fmt.Sprint("unit-", i), Name: fmt.Sprintf("单位%d\r\n\"", i), Category: pick("county", "person")})
	}
	items, days := 0, 0
	for i := range n {
		days += r.IntN(2)
		e := ledger.Entry{ID: fmt.Sprint("e", i), At: day(t, fmt.Sprintf("2020-%02d-%02d", 1+days/28%12, 1+days%28))}
		if r.IntN(3) == 0 {
			e.At = day(t, fmt.Sprintf("2020-%02d-%02dT%02d:00:%02d%s", 1+days/28%12, 1+days%28, r.IntN(24), r.IntN(60),
				pick("+08:00", "Z", "-00:00", ".25+09:30", ".000Z")))
		}
		if r.IntN(40) == 0 {
			e.Recorded = day(t, fmt.Sprintf("20%02d-01-01T00:00:00Z", 20+min(i*60/n, 60)))
		}
		switch r.IntN(12) {
		case 0, 1, 2, 3:
			items++
			e.Kind, e.Unit, e.Item, e.Genre, e.Title = ledger.Submit, unit(), fmt.Sprint("i", items),
				pick("brief", "research"), pick("", fmt.Sprint("第", i, "条"))
			switch r.IntN(6) {
			case 0:
				e.With = []string{"unit-1", "unit-2"}
			case 1:
				e.Shares = []ledger.Share{{Unit: "unit-3", Share: decimal.New(5, -1)},
					{Unit: "unit-1", Share: decimal.New(int64(r.IntN(9)), -2)}}
			case 2:
				e.Topic = pick("a", "b")
			}
		case 4, 5, 6:
			e.Kind, e.Item, e.Outlet, e.Placement = ledger.Adopt, fmt.Sprint("i", 1+r.IntN(max(items, 1))),
				pick("人民日报", "新华网", "《人民网》"), pick("", "", "ear")
		case 7:
			e.Kind, e.Item, e.By = ledger.Endorse, fmt.Sprint("i", 1+r.IntN(max(items, 1))), pick("市委", `"quoted"`)
		case 8:
			e.Kind, e.Unit, e.Commission, e.Due = ledger.Commission, unit(), e.ID, day(t, "2021-01-31")
		case 9:
			e.Kind, e.Unit, e.Account, e.Amount, e.Reason = ledger.Grant, unit(), "points", amount(), "好"
		case 10:
			e.Kind, e.Unit, e.Quota, e.Period, e.Required = ledger.Assign, unit(), "weekly",
				pick("2020", "2020-W07", "2020-07"), amount()
			e.Required.Decimal = e.Required.Decimal.Abs()
		case 11:
			e.Kind, e.Ref, e.Reason = ledger.Void, list[len(list)-1-r.IntN(min(len(list), 6))].ID, "误"
		}
		if r.IntN(5) == 0 {
			e.Attrs = ledger.Attrs{{Name: "words", Value: ledger.NumberValue(decimal.New(int64(r.IntN(300)), -1))},
				{Name: pick("note", "a:b"),
					Value: ledger.StringValue(pick("", "x", "\"y\"\r\n", "two\nlines, \"three\""))},
				{Name: "late", Value: ledger.BoolValue(r.IntN(2) == 0)}}
		}
		if carries.IntN(6) == 0 {
			e.EnteredBy, e.Doc, e.Restricted = "张三", "〔2020〕1号", carries.IntN(2) == 0
		} else if carries.IntN(6) == 0 {
			e.ApprovedBy, e.Proof = "李四", strings.Repeat("0f", 32)+"  第 1 页.pdf"
		}
		if r.IntN(1000) < wrong {
			switch r.IntN(7) {
			case 0:
				e.Item = "i1"
			case 1:
				e.Unit = "unit-10"
			case 2:
				e.Ref, e.Commission = fmt.Sprint("e", r.IntN(n)), fmt.Sprint("e", r.IntN(n))
			case 3:
				e.ID = fmt.Sprint("e", r.IntN(i+1))
			case 4:
				e.Period, e.Outlet = "2020-7", ""
			case 5:
				e.Recorded = day(t, "2020-06-01T00:00:00Z")
			case 6:
				e.Title += "\xff"
			}
		}
		list = append(list, e)
		if r.IntN(30) == 0 {
			list = append(list, list[r.IntN(len(list))])
		}
	}
	return list
}

// day reads a time that is right.
func day(t testing.TB, s string) ledger.Time {
	t.Helper()
	at, err := ledger.ParseTime(s)
	require.NoError(t, err)
	return at
}
