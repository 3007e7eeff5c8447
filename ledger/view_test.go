package ledger_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
)

// read makes a ledger of lines in the short form "id kind field=value …". Fields that the kind needs and
// that do not matter here are filled in; at is 2020-03-01 unless given.
func read(t testing.TB, lines ...string) *ledger.Ledger {
	t.Helper()
	fill := map[string][]string{
		"enroll": {"unit", "u", "name", "n", "category", "c"}, "withdraw": {"unit", "u"},
		"submit": {"item", "i", "unit", "u", "genre", "g"}, "adopt": {"item", "i", "outlet", "o"},
		"endorse":    {"item", "i", "by", "b"},
		"commission": {"commission", "k", "unit", "u", "due", "2020-03-31"},
		"grant":      {"unit", "u", "account", "a", "amount", "1", "reason", "r"},
		"incident":   {"unit", "u", "type", "t"}, "void": {"reason", "r"},
	}
	var text strings.Builder
	for _, line := range lines {
		words := strings.Fields(line)
		fields := map[string]string{"at": "2020-03-01"}
		for f := fill[words[1]]; len(f) > 0; f = f[2:] {
			fields[f[0]] = f[1]
		}
		for _, word := range words[2:] {
			name, value, ok := strings.Cut(word, "=")
			require.True(t, ok, word)
			fields[name] = value
		}
		fmt.Fprintf(&text, `{"id":%q,"kind":%q`, words[0], words[1])
		for name, value := range fields {
			fmt.Fprintf(&text, `,%q:%q`, name, value)
		}
		text.WriteString("}\n")
	}
	l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(text.String()), "l.jsonl")
	require.NoError(t, err)
	return l
}

// ids lists the entries that count in a view.
func ids(v *ledger.View) string {
	var list []string
	for _, e := range v.Entries() {
		list = append(list, e.ID)
	}
	return strings.Join(list, " ")
}

// struck lists what is struck out as "entry<void".
func struck(l *ledger.Ledger, v *ledger.View) string {
	var list []string
	for _, s := range v.Struck() {
		list = append(list, l.Entry(s.Position).ID+"<"+l.Entry(s.By).ID)
	}
	return strings.Join(list, " ")
}

func TestVoids(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name         string
		lines        []string
		counts, gone string
	}{
		{"none", []string{"s submit", "a adopt"}, "u s a", ""},
		{"void of an adoption", []string{"s submit", "a adopt", "v void ref=a"}, "u s", "a<v"},
		{"void of a submission leaves what is about its item", []string{"s submit", "a adopt", "v void ref=s"}, "u a",
			"s<v"},
		{"void dated before what it strikes out",
			[]string{"s submit", "a adopt at=2020-03-09", "v void at=2019-01-01 ref=a"}, "u s", "a<v"},
		{"void of a void", []string{"s submit", "a adopt", "v void ref=a", "w void ref=v"}, "u s a", ""},
		{"void of a void of a void", []string{"s submit", "a adopt", "v void ref=a", "w void ref=v", "x void ref=w"},
			"u s", "a<v"},
		{"four deep", []string{"s submit", "a adopt", "v void ref=a", "w void ref=v", "x void ref=w", "y void ref=x"},
			"u s a", ""},
		{"two voids of one entry: the last has struck it out",
			[]string{"s submit", "a adopt", "v void ref=a", "w void ref=a"}, "u s", "a<w"},
		{"two voids, the last one voided",
			[]string{"s submit", "a adopt", "v void ref=a", "w void ref=a", "x void ref=w"}, "u s", "a<v"},
		{"two voids, the first one voided",
			[]string{"s submit", "a adopt", "v void ref=a", "w void ref=a", "x void ref=v"}, "u s", "a<w"},
		{"two voids, both voided",
			[]string{"s submit", "a adopt", "v void ref=a", "w void ref=a", "x void ref=w", "y void ref=v"}, "u s a",
			""},
		{"two voids of one void", []string{"s submit", "a adopt", "v void ref=a", "w void ref=v", "x void ref=v"},
			"u s a", ""},
		{"two voids of one void, one of them voided",
			[]string{"s submit", "a adopt", "v void ref=a", "w void ref=v", "x void ref=v", "y void ref=x"}, "u s a",
			""},
		{"two voids of one void, both voided",
			[]string{"s submit", "a adopt", "v void ref=a", "w void ref=v", "x void ref=v", "y void ref=x",
				"z void ref=w"}, "u s", "a<v"},
		{"submission again after a void", []string{"s submit", "v void ref=s", "s2 submit title=new"}, "u s2", "s<v"},
		{"submission again, and the second struck out too",
			[]string{"s submit", "v void ref=s", "s2 submit title=new", "w void ref=s2", "s3 submit title=newer"},
			"u s3", "s<v s2<w"},
		{"first submission brought back after the second is struck out",
			[]string{"s submit", "v void ref=s", "s2 submit title=new", "w void ref=s2", "x void ref=v"}, "u s",
			"s2<w"},
		{"second void of the first submission brings back nothing",
			[]string{"s submit", "v void ref=s", "s2 submit title=new", "w void ref=s", "x void ref=v"}, "u s2", "s<w"},
		{"commission again after a void", []string{"k commission", "v void ref=k", "k2 commission due=2020-04-01"},
			"u k2", "k<v"},
		{"void of the enroll", []string{"v void ref=u", "s submit"}, "s", "u<v"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			l := read(t, append([]string{"u enroll at=2020-01-01"}, row.lines...)...)
			v := must(l.View(t.Context(), ledger.ViewOptions{}))
			assert.Equal(t, row.counts, ids(v))
			assert.Equal(t, row.gone, struck(l, v))
			assert.Equal(t, l.Len(), v.Known())
		})
	}
}

func TestStruckBy(t *testing.T) {
	t.Parallel()
	l := read(t, "u enroll", "s submit", "v void ref=s", "w void ref=v")
	v := must(l.View(t.Context(), ledger.ViewOptions{}))
	by, ok := v.StruckBy(2)
	assert.True(t, ok, "a void that a void strikes out")
	assert.Equal(t, 3, by)
	_, ok = v.StruckBy(1)
	assert.False(t, ok)
	_, ok = v.StruckBy(3)
	assert.False(t, ok)
}

func TestKnown(t *testing.T) {
	t.Parallel()
	// What became known when: u on 1 January, s on 2 March at noon, a at the same time since it is dated
	// before, k on 4 March, b on 5 March although it is dated 9 March, e on 6 March.
	l := read(t,
		"u enroll at=2020-01-01",
		"s submit at=2020-03-02T12:00:00+08:00",
		"a adopt at=2020-03-01",
		"k commission at=2020-02-01 recorded=2020-03-04T10:00:00+08:00",
		"b endorse at=2020-03-09",
		"v void ref=a at=2020-03-01 recorded=2020-03-05T09:00:00+08:00",
		"e endorse at=2020-03-06T00:00:00+08:00",
	)
	rows := []struct {
		known, counts string
		n             int
	}{
		{"2019-12-31", "", 0},
		{"2019-12-31T23:59:59.999999999+08:00", "", 0},
		{"2020-01-01T00:00:00+08:00", "u", 1},
		{"2020-03-01", "u", 1},
		{"2020-03-02T11:59:59+08:00", "u", 1},
		{"2020-03-02T12:00:00+08:00", "u s a", 3},
		{"2020-03-02T04:00:00Z", "u s a", 3},
		{"2020-03-03", "u s a", 3},
		{"2020-03-04", "u s a k", 4},
		{"2020-03-05T08:59:59+08:00", "u s a k", 4},
		{"2020-03-05T09:00:00+08:00", "u s k b", 6},
		{"2020-03-05", "u s k b", 6},
		{"2020-03-06", "u s k b e", 7},
		{"2030-01-01", "u s k b e", 7},
	}
	for _, row := range rows {
		t.Run(row.known, func(t *testing.T) {
			t.Parallel()
			v := must(l.View(t.Context(),
				ledger.ViewOptions{Calendar: calendarIn(t, "Asia/Shanghai"), Known: on(t, row.known)}))
			assert.Equal(t, row.counts, ids(v))
			assert.Equal(t, row.n, v.Known())
		})
	}
}

// A date is a day of the calendar's zone.
func TestKnownInAnotherZone(t *testing.T) {
	t.Parallel()
	l := read(t, "u enroll at=2020-01-01", "w withdraw at=2020-03-01")
	at := on(t, "2020-03-01T02:00:00Z")
	assert.Equal(t, 2,
		must(l.View(t.Context(), ledger.ViewOptions{Calendar: calendarIn(t, "Asia/Shanghai"), Known: at})).Known())
	assert.Equal(t, 2, must(l.View(t.Context(), ledger.ViewOptions{Known: at})).Known())
	assert.Equal(t, 1,
		must(l.View(t.Context(), ledger.ViewOptions{Calendar: calendarIn(t, "America/New_York"), Known: at})).Known())
}

func TestUntil(t *testing.T) {
	t.Parallel()
	l := read(t,
		"u enroll at=2020-01-01",
		"s submit at=2020-03-02",
		"a adopt at=2020-03-05T23:59:59.999999999+08:00",
		"b adopt at=2020-03-06",
		"v void ref=a at=2020-04-01",
		"w void ref=b at=2020-04-01",
	)
	rows := []struct{ name, until, known, counts, gone string }{
		{"the end of a day", "2020-03-05", "2020-03-31", "u s a", ""},
		{"the next day", "2020-03-06", "2020-03-31", "u s a b", ""},
		{"a time", "2020-03-05T23:59:59+08:00", "2020-03-31", "u s", ""},
		{"voids work whatever their time", "2020-03-05", "2020-12-31", "u s", "a<v"},
		{"what is struck out and later is not listed", "2020-03-04", "2020-12-31", "u s", ""},
		{"before all", "2019-12-31", "2020-12-31", "", ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			v := must(l.View(t.Context(), ledger.ViewOptions{Known: on(t, row.known), Until: on(t, row.until)}))
			assert.Equal(t, row.counts, ids(v))
			assert.Equal(t, row.gone, struck(l, v))
		})
	}
}

func TestNaming(t *testing.T) {
	t.Parallel()
	l := read(t,
		"u enroll at=2020-01-01",
		"s submit at=2020-03-02 item=stands commission=k",
		"s2 submit at=2020-03-02 item=struck",
		"v void at=2020-03-03 ref=s2",
		"s3 submit at=2020-03-02 item=again",
		"w void at=2020-03-03 ref=s3",
		"s4 submit at=2020-03-10 item=again",
		"k commission at=2020-03-03",
		"x void at=2020-03-04 ref=k",
		"s5 submit at=2020-03-10 item=back",
		"y void at=2020-03-10 ref=s5",
		"s6 submit at=2020-03-10 item=back title=new",
		"z void at=2020-03-10 ref=s6",
		"z2 void at=2020-03-10 ref=y",
	)
	at, n, err := must(l.View(t.Context(), ledger.ViewOptions{})).Item(t.Context(), "back")
	require.NoError(t, err)
	assert.Equal(t, ledger.Standing, n)
	assert.Equal(t, "s5", l.Entry(at).ID, "the first one, brought back")
	rows := []struct {
		name                       string
		options                    ledger.ViewOptions
		stands, gone, again, asked string
	}{
		{"all", ledger.ViewOptions{}, "standing s", "struck out s2", "standing s4", "struck out k"},
		{"until before the second one", ledger.ViewOptions{Until: on(t, "2020-03-09")}, "standing s", "struck out s2",
			"absent", "struck out k"},
		{"known before the second one", ledger.ViewOptions{Known: on(t, "2020-03-03")}, "standing s", "struck out s2",
			"struck out s3", "absent"},
		{"known before the voids", ledger.ViewOptions{Known: on(t, "2020-03-02")}, "standing s", "standing s2",
			"absent", "absent"},
		{"until before all", ledger.ViewOptions{Until: on(t, "2020-02-02")}, "absent", "struck out s2", "absent",
			"struck out k"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			v := must(l.View(t.Context(), row.options))
			say := func(position int, n ledger.Naming, err error) string {
				require.NoError(t, err)
				if n == ledger.Absent {
					return n.String()
				}
				return n.String() + " " + l.Entry(position).ID
			}
			assert.Equal(t, row.stands, say(v.Item(t.Context(), "stands")))
			assert.Equal(t, row.gone, say(v.Item(t.Context(), "struck")))
			assert.Equal(t, row.again, say(v.Item(t.Context(), "again")))
			assert.Equal(t, row.asked, say(v.Commission(t.Context(), "k")))
			assert.Equal(t, "absent", say(v.Item(t.Context(), "never")))
			assert.Equal(t, "absent", say(v.Item(t.Context(), "k")))
		})
	}
}
