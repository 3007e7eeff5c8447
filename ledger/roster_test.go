package ledger_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
)

var china = time.FixedZone("", 8*3600)

// day is 00:00 in China.
func day(month, dayOfMonth int) time.Time {
	return time.Date(2020, time.Month(month), dayOfMonth, 0, 0, 0, 0, china)
}

func TestRoster(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name  string
		lines []string
		// the name at each of 1 February, 1 March at 00:00, 1 March at noon, 1 April; "" off the roster
		at [4]string
		// on it during the whole of February, March, both
		whole [3]bool
		// the name that it had last in February, March, April; "" never on it
		last [3]string
	}{
		{
			"never enrolled after a withdraw",
			[]string{"w withdraw unit=x at=2020-01-15", "e enroll unit=x name=A at=2020-05-01"},
			[4]string{}, [3]bool{}, [3]string{},
		},
		{
			"enrolled before", []string{"e enroll unit=x name=A at=2020-01-01"},
			[4]string{"A", "A", "A", "A"}, [3]bool{true, true, true}, [3]string{"A", "A", "A"},
		},
		{
			"enrolled at the first instant", []string{"e enroll unit=x name=A at=2020-02-01"},
			[4]string{"A", "A", "A", "A"}, [3]bool{true, true, true}, [3]string{"A", "A", "A"},
		},
		{
			"enrolled a second later", []string{"e enroll unit=x name=A at=2020-02-01T00:00:01+08:00"},
			[4]string{"", "A", "A", "A"}, [3]bool{false, true, false}, [3]string{"A", "A", "A"},
		},
		{
			"enrolled by an instant of another zone", []string{"e enroll unit=x name=A at=2020-02-29T16:00:00Z"},
			[4]string{"", "A", "A", "A"}, [3]bool{false, true, false}, [3]string{"", "A", "A"},
		},
		{
			"withdrawn at the end", []string{"e enroll unit=x name=A at=2020-01-01", "w withdraw unit=x at=2020-03-01"},
			[4]string{"A", "", "", ""}, [3]bool{true, false, false}, [3]string{"A", "", ""},
		},
		{
			"withdrawn within",
			[]string{"e enroll unit=x name=A at=2020-01-01", "w withdraw unit=x at=2020-03-01T12:00:00+08:00"},
			[4]string{"A", "A", "", ""}, [3]bool{true, false, false}, [3]string{"A", "A", ""},
		},
		{
			"enrolled again does not interrupt",
			[]string{"e enroll unit=x name=A at=2020-01-01", "f enroll unit=x name=B at=2020-03-01T06:00:00+08:00"},
			[4]string{"A", "A", "B", "B"}, [3]bool{true, true, true}, [3]string{"A", "B", "B"},
		},
		{
			"withdrawn and enrolled at one instant does not interrupt",
			[]string{"e enroll unit=x name=A at=2020-01-01", "w withdraw unit=x at=2020-03-01",
				"f enroll unit=x name=B at=2020-03-01T00:00:00+08:00"},
			[4]string{"A", "B", "B", "B"}, [3]bool{true, true, true}, [3]string{"A", "B", "B"},
		},
		{
			"enrolled and withdrawn at one instant is off",
			[]string{"e enroll unit=x name=A at=2020-01-01", "f enroll unit=x name=B at=2020-03-01",
				"w withdraw unit=x at=2020-03-01"},
			[4]string{"A", "", "", ""}, [3]bool{true, false, false}, [3]string{"A", "", ""},
		},
		{
			"off for a moment", []string{"e enroll unit=x name=A at=2020-01-01", "w withdraw unit=x at=2020-02-15",
				"f enroll unit=x name=B at=2020-02-15T00:00:01+08:00"},
			[4]string{"A", "B", "B", "B"}, [3]bool{false, true, false}, [3]string{"B", "B", "B"},
		},
		{
			"recorded in another order",
			[]string{"f enroll unit=x name=B at=2020-02-20", "w withdraw unit=x at=2020-02-10",
				"e enroll unit=x name=A at=2020-01-01"},
			[4]string{"A", "B", "B", "B"}, [3]bool{false, true, false}, [3]string{"B", "B", "B"},
		},
		{
			"withdrawn twice", []string{"e enroll unit=x name=A at=2020-01-01", "w withdraw unit=x at=2020-02-10",
				"y withdraw unit=x at=2020-03-10"},
			[4]string{"A", "", "", ""}, [3]bool{false, false, false}, [3]string{"A", "", ""},
		},
		{
			"struck out withdraw", []string{"e enroll unit=x name=A at=2020-01-01", "w withdraw unit=x at=2020-02-10",
				"v void ref=w at=2020-06-01"},
			[4]string{"A", "A", "A", "A"}, [3]bool{true, true, true}, [3]string{"A", "A", "A"},
		},
		{
			"struck out change", []string{"e enroll unit=x name=A at=2020-01-01",
				"f enroll unit=x name=B at=2020-02-10", "v void ref=f"},
			[4]string{"A", "A", "A", "A"}, [3]bool{true, true, true}, [3]string{"A", "A", "A"},
		},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			r := must(must(read(t, row.lines...).View(t.Context(), ledger.ViewOptions{})).Roster(t.Context()))
			assert.Equal(t, []string{"x"}, r.Units())
			for i, at := range []time.Time{day(2, 1), day(3, 1), day(3, 1).Add(12 * time.Hour), day(4, 1)} {
				m, ok := r.At("x", at)
				assert.Equal(t, row.at[i], m.Name, "at %s", at)
				assert.Equal(t, row.at[i] != "", ok, "at %s", at)
			}
			assert.Equal(t, row.whole, [3]bool{
				r.Throughout("x", day(2, 1), day(3, 1)), r.Throughout("x", day(3, 1), day(4, 1)),
				r.Throughout("x", day(2, 1), day(4, 1)),
			})
			for i := range 3 {
				m, ok := r.Last("x", day(2+i, 1), day(3+i, 1))
				assert.Equal(t, row.last[i], m.Name, "month %d", 2+i)
				assert.Equal(t, row.last[i] != "", ok, "month %d", 2+i)
			}
			// The same by numbers.
			table := columns.TableOf(r)
			name := func(state int32) string {
				if state == columns.NoState {
					return ""
				}
				return table.States()[state].Member.Name
			}
			unit, ok := table.Unit(table.Codes()[0])
			assert.True(t, ok)
			for i, at := range []time.Time{day(2, 1), day(3, 1), day(3, 1).Add(12 * time.Hour), day(4, 1)} {
				assert.Equal(t, row.at[i], name(table.At(unit, at.UnixNano())), "at %s", at)
			}
			first, end := day(2, 1).UnixNano(), day(4, 1).UnixNano()
			assert.Equal(t, row.whole, [3]bool{
				table.Throughout(unit, first, day(3, 1).UnixNano()), table.Throughout(unit, day(3, 1).UnixNano(), end),
				table.Throughout(unit, first, end),
			})
			for i := range 3 {
				assert.Equal(t, row.last[i], name(table.Last(unit, day(2+i, 1).UnixNano(), day(3+i, 1).UnixNano())),
					"month %d", 2+i)
			}
			only, states := table.OnlyState(unit), table.States()
			assert.Equal(t, len(states) == 1 && states[0].Member != nil, only == 0)
			assert.Equal(t, only == 0, only != columns.NoState)
			_, ok = table.Unit(1 << 30)
			assert.False(t, ok)
		})
	}
}

// TestEnrolled asks for the order of first enrolment: by time, then by recording, whatever comes after.
func TestEnrolled(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		lines []string
		known string
		want  string // the units in that order
	}{
		{"by recording on one day", []string{"1 enroll unit=c name=C at=2020-01-01", "2 enroll unit=a name=A at=2020-01-01",
			"3 enroll unit=b name=B at=2020-01-01"}, "", "c a b"},
		{"by time before that", []string{"1 enroll unit=c name=C at=2020-03-01", "2 enroll unit=a name=A at=2020-02-01",
			"3 enroll unit=b name=B at=2020-01-01"}, "", "b a c"},
		{"a date is 00:00 of its day", []string{"1 enroll unit=c name=C at=2020-01-01T00:00:01+08:00",
			"2 enroll unit=a name=A at=2020-01-01"}, "", "a c"},
		{"by the first of its enrolments", []string{"1 enroll unit=a name=A at=2020-02-01",
			"2 enroll unit=b name=B at=2020-02-01", "3 enroll unit=b name=B at=2020-01-01", "4 withdraw unit=b at=2020-03-01",
			"5 enroll unit=b name=C at=2020-04-01"}, "", "b a"},
		{"twice on one day", []string{"1 enroll unit=a name=A at=2020-01-01", "2 enroll unit=b name=B at=2020-01-01",
			"3 enroll unit=a name=C at=2020-01-01"}, "", "a b"},
		{"without what is struck out", []string{"1 enroll unit=a name=A at=2020-01-01", "2 enroll unit=b name=B at=2020-01-02",
			"3 enroll unit=a name=A at=2020-01-03", "v void ref=1 at=2020-01-04"}, "", "b a"},
		{"what was known", []string{"1 enroll unit=a name=A at=2020-01-02", "2 enroll unit=b name=B at=2020-01-03",
			"3 enroll unit=b name=B at=2020-01-01 recorded=2020-05-01T00:00:00+08:00"}, "2020-04-01", "a b"},
	} {
		o := ledger.ViewOptions{}
		if row.known != "" {
			o.Known = must(ledger.ParseTime(row.known))
		}
		r := must(must(read(t, row.lines...).View(t.Context(), o)).Roster(t.Context()))
		require.Len(t, r.Enrolled(), len(r.Units()), row.name)
		order := make([]string, len(r.Units()))
		for n, place := range r.Enrolled() {
			order[place] = r.Units()[n]
		}
		assert.Equal(t, row.want, strings.Join(order, " "), row.name)
	}
}

func TestMember(t *testing.T) {
	t.Parallel()
	l, err := ledger.Of(t.Context(),
		ledger.Entry{ID: "e1", Kind: ledger.Enroll, At: on(t, "2020-01-01"), Unit: "b", Name: "乙", Category: "county"},
		ledger.Entry{ID: "e2", Kind: ledger.Enroll, At: on(t, "2020-01-01"), Unit: "a", Name: "甲", Category: "person",
			Of: "b", Attrs: ledger.Attrs{{Name: "lead", Value: ledger.BoolValue(true)}}},
		ledger.Entry{ID: "e3", Kind: ledger.Enroll, At: on(t, "2020-02-01"), Unit: "a", Name: "甲", Category: "leader"},
		ledger.Entry{ID: "e4", Kind: ledger.Withdraw, At: on(t, "2020-02-01"), Unit: "b"},
	)
	assert.NoError(t, err)
	r := must(must(l.View(t.Context(), ledger.ViewOptions{})).Roster(t.Context()))
	assert.Equal(t, []string{"a", "b"}, r.Units())
	m, ok := r.At("a", day(1, 31))
	assert.True(t, ok)
	assert.Equal(t, ledger.Member{Unit: "a", Name: "甲", Category: "person", Of: "b",
		Attrs: ledger.Attrs{{Name: "lead", Value: ledger.BoolValue(true)}}, Entry: 1}, m)
	m, ok = r.At("a", day(2, 1))
	assert.True(t, ok)
	assert.Equal(t, ledger.Member{Unit: "a", Name: "甲", Category: "leader", Entry: 2}, m,
		"enrolling again replaces superior and attrs too")
	_, ok = r.At("nobody", day(2, 1))
	assert.False(t, ok)
	assert.False(t, r.Throughout("nobody", day(2, 1), day(3, 1)))
	_, ok = r.Last("nobody", day(2, 1), day(3, 1))
	assert.False(t, ok)
}

// A unit is of the roster of a view only if the view has an enroll of it.
func TestRosterOfView(t *testing.T) {
	t.Parallel()
	l := read(t, "e enroll unit=x at=2020-03-01", "f enroll unit=y at=2020-01-01", "w withdraw unit=x at=2020-01-15",
		"v void ref=f at=2020-04-01")
	assert.Equal(t, []string{"x"}, must(must(l.View(t.Context(), ledger.ViewOptions{})).Roster(t.Context())).Units())
	assert.Empty(t,
		must(must(l.View(t.Context(), ledger.ViewOptions{Until: on(t, "2020-02-01")})).Roster(t.Context())).Units())
	assert.Equal(t, []string{"x", "y"},
		must(must(l.View(t.Context(), ledger.ViewOptions{Known: on(t, "2020-03-31")})).Roster(t.Context())).Units())
	first := func(o ledger.ViewOptions) string {
		at, ok := must(must(l.View(t.Context(), o)).Roster(t.Context())).First()
		return fmt.Sprint(at.Format(time.DateOnly), " ", ok)
	}
	assert.Equal(t, "2020-03-01 true", first(ledger.ViewOptions{}), "what is struck out is not the first")
	assert.Equal(t, "0001-01-01 false", first(ledger.ViewOptions{Until: on(t, "2020-02-01")}))
	assert.Equal(t, "2020-01-01 true", first(ledger.ViewOptions{Known: on(t, "2020-03-31")}))
}

// TestRosterIsKeptByWhatItIsOf asks views of one ledger one after the other and again: what is kept of one must not
// answer for another.
func TestRosterIsKeptByWhatItIsOf(t *testing.T) {
	t.Parallel()
	short := read(t, "f submit item=i unit=y at=2020-01-02", "e enroll unit=y name=Y at=2020-02-01",
		"g enroll unit=x name=X at=2020-03-01")
	long, err := short.Append(t.Context(),
		ledger.Entry{ID: "w", Kind: ledger.Withdraw, Unit: "y", At: on(t, "2020-03-01")})
	require.NoError(t, err)
	in := func(location string) *calendar.Calendar {
		c, err := calendar.New(calendar.Config{Zone: location})
		require.NoError(t, err)
		return c
	}
	china, utc := in("Asia/Shanghai"), in("UTC")
	late := time.Date(2020, 2, 29, 20, 0, 0, 0, time.UTC) // 1 March in China
	rows := []struct {
		name  string
		of    *ledger.Ledger
		view  ledger.ViewOptions
		units []string
		y     bool // on the roster at that instant
	}{
		{"whole, in China", short, ledger.ViewOptions{Calendar: china}, []string{"x", "y"}, true},
		{"appended, in China", long, ledger.ViewOptions{Calendar: china}, []string{"x", "y"}, false},
		{"appended, in UTC", long, ledger.ViewOptions{Calendar: utc}, []string{"x", "y"}, true},
		{"up to a day", long, ledger.ViewOptions{Calendar: china, Until: on(t, "2020-02-10")}, []string{"y"}, true},
		{"as known at a time", long, ledger.ViewOptions{Calendar: china, Known: on(t, "2020-02-10")}, []string{"y"},
			true},
	}
	for range 2 {
		for _, row := range rows {
			r := must(must(row.of.View(t.Context(), row.view)).Roster(t.Context()))
			assert.Equal(t, row.units, r.Units(), row.name)
			_, y := r.At("y", late)
			assert.Equal(t, row.y, y, row.name)
			for i, code := range columns.TableOf(r).Codes() {
				assert.Equal(t, row.units[i], columns.Of(row.of).Text(code), row.name)
			}
		}
	}
	whole := ledger.ViewOptions{Calendar: china}
	assert.Same(t, must(must(long.View(t.Context(), whole)).Roster(t.Context())),
		must(must(long.View(t.Context(), whole)).Roster(t.Context())), "it is kept")
}
