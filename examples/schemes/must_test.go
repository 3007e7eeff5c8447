package schemes

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
)

// must gives a value that can be had.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// periodsOf reads the name of a period; empty: none.
func periodsOf(text string) []calendar.Period {
	if text == "" {
		return nil
	}
	return []calendar.Period{must(calendar.ParsePeriod(text))}
}

// timeOf reads a time or a day; empty: none.
func timeOf(text string) ledger.Time {
	if text == "" {
		return ledger.Time{}
	}
	return must(ledger.ParseTime(text))
}
