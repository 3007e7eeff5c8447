package columns_test

import (
	"testing"

	"github.com/gongguo/gongguo/ledger"
)

// must is a value that has to come without an error.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// on reads a time that is right.
func on(t testing.TB, s string) ledger.Time {
	t.Helper()
	return must(ledger.ParseTime(s))
}
