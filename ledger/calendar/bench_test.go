package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/gongguo/gongguo/ledger/calendar"
)

func TestOfAllocatesNothing(t *testing.T) {
	for _, zone := range []string{"Asia/Shanghai", "America/New_York"} {
		c := mustNew(t, calendar.Config{Zone: zone, Closes: 25})
		instant := at(t, "2020-07-25T16:00:00Z")
		for _, kind := range calendar.Kinds() {
			assert.Zero(t, testing.AllocsPerRun(100, func() { _ = c.Of(kind, instant) }), "%s, %s", zone, kind)
		}
	}
}

func BenchmarkOf(b *testing.B) {
	for _, zone := range []string{"Asia/Shanghai", "America/New_York"} {
		c := mustNew(b, calendar.Config{Zone: zone, Closes: 25})
		instant := at(b, "2020-07-25T16:00:00Z")
		for _, kind := range calendar.Kinds() {
			b.Run(zone+"/"+kind.String(), func(b *testing.B) {
				b.ReportAllocs()
				n := 0
				for b.Loop() {
					n += c.Of(kind, instant).Index
				}
				_ = n
			})
		}
	}
}

func BenchmarkBounds(b *testing.B) {
	for _, zone := range []string{"Asia/Shanghai", "America/New_York"} {
		c := mustNew(b, calendar.Config{Zone: zone, Closes: 25})
		month := mustParse(b, c, "2020-07")
		b.Run(zone, func(b *testing.B) {
			b.ReportAllocs()
			var end time.Time
			for b.Loop() {
				_, end = c.Bounds(month)
			}
			_ = end
		})
	}
}

func BenchmarkAddWorkdays(b *testing.B) {
	c := mustNew(b, nationalDay())
	from := at(b, "2021-09-30T09:00:00+08:00")
	b.ReportAllocs()
	for b.Loop() {
		c.AddWorkdays(from, 3)
	}
}
