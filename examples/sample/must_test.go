package sample_test

import "github.com/gongguo/gongguo/ledger/calendar"

// must gives a value that can be had.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// periodsOf reads the name of a period.
func periodsOf(text string) []calendar.Period {
	return []calendar.Period{must(calendar.ParsePeriod(text))}
}
