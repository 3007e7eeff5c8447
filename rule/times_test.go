package rule

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTimes(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name, expr string
		seen       []string // of each time
	}{
		{"no time", `item.genre == "brief"`, nil},
		{"whether it is there", `has(item.happened)`, []string{"item.happened:"}},
		{"its day", `date(item.at) == date(item.happened)`, []string{"item.at: day", "item.happened: day"}},
		{"each part of a date",
			`item.at.year + item.at.month + item.at.day + item.at.weekday == 0 && isWorkday(item.at)`,
			[]string{"item.at: day"}},
		{"its clock", `clock(item.at) < clock("09:15")`, []string{"item.at: clock"}},
		{"both", `clock(item.at) < clock("09:15") && item.at.year == 2020`, []string{"item.at: day clock"}},
		{"how far from another", `item.at - item.happened <= hours(24)`,
			[]string{"item.at: from item.happened", "item.happened: from item.at"}},
		{"before another", `item.at <= item.happened`,
			[]string{"item.at: from item.happened", "item.happened: from item.at"}},
		{"before a constant", `item.at <= date(2020, 9, 30)`, []string{"item.at: whole"}},
		{"the same as another", `item.at == item.happened && date(item.at) == date(2020, 9, 30)`,
			[]string{"item.at: day from item.happened", "item.happened: from item.at"}},
		{"from what was worked out of another", `item.at - (item.happened + days(1)) < hours(1)`,
			[]string{"item.at: whole", "item.happened: whole"}},
		{"the day of a working day later", `date(item.at) <= date(workdays(item.happened, 3))`,
			[]string{"item.at: day", "item.happened: day"}},
		{"a working day later", `workdays(item.at, 2) <= item.happened`,
			[]string{"item.at: whole", "item.happened: whole"}},
		{"the clock of a working day later", `clock(workdays(item.at, 2)) < clock("09:15")`,
			[]string{"item.at: whole"}},
		{"the day of either", `date(default(item.happened, item.at)) == date(2020, 9, 30)`,
			[]string{"item.happened: day", "item.at: day"}},
		{"the day of a choice of working days",
			`date(item.late ? workdays(item.at, 2) : item.happened) == date(2020, 9, 30)`,
			[]string{"item.at: day", "item.happened: day"}},
		{"in a list", `item.at in [item.happened]`, []string{"item.at: whole", "item.happened: whole"}},
		{"of elements", `item.adoptions.exists(a, a.at - item.at < days(3))`,
			[]string{"item.adoptions[].at: from item.at", "item.at: from item.adoptions[].at"}},
		{"as a whole result", `item.at`, []string{"item.at: whole"}},
		{"a working day as a result", `workdays(item.at, 1)`, []string{"item.at: whole"}},
	}
	env := kitEnv(t)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			var seen []string
			for _, u := range compile(t, env, row.expr).Times() {
				text := u.String() + ":"
				for _, part := range []struct {
					name string
					is   bool
				}{{"day", u.Day}, {"clock", u.Clock}} {
					if part.is {
						text += " " + part.name
					}
				}
				if len(u.From) > 0 {
					var from []string
					for _, r := range u.From {
						from = append(from, r.String())
					}
					text += " from " + strings.Join(from, ", ")
				}
				if u.Whole {
					text += " whole"
				}
				seen = append(seen, text)
			}
			assert.Equal(t, row.seen, seen)
		})
	}
}
