package rule

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
)

func TestRoundDecimals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in     string
		places int32
		mode   string
		want   string
	}{
		{"2.345", 2, "half_up", "2.35"},
		{"-2.345", 2, "half_up", "-2.35"},
		{"2.345", 2, "half_even", "2.34"},
		{"2.355", 2, "half_even", "2.36"},
		{"2.349", 2, "down", "2.34"},
		{"-2.349", 2, "down", "-2.34"},
		{"2.341", 2, "up", "2.35"},
		{"-2.341", 2, "floor", "-2.35"},
		{"-2.349", 2, "ceiling", "-2.34"},
		{"2.3", 2, "half_up", "2.3"},
		{"-2.5", 0, "half_even", "-2"},
		{"-3.5", 0, "half_even", "-4"},
		{"0.0000000000000000004", 0, "up", "1"},
		{"123456789012345678", -18, "half_up", "0"},
		{"523456789012345678", -18, "half_up", "1000000000000000000"},
		{"-99999999999999999.9", 0, "half_up", "-100000000000000000"},
		{"149", -2, "half_up", "100"},
		{"150", -2, "half_up", "200"},
		{"123456789012345678901234567890123456789012345.5", 0, "half_up",
			"123456789012345678901234567890123456789012346"},
	} {
		assert.Equal(t, c.want, Round(decimal.RequireFromString(c.in), c.places, c.mode).String(), "%s to %d, %s", c.in,
			c.places, c.mode)
	}
}

func TestRoundRatio(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		num, den int64
		places   int32
		mode     string
		want     string
	}{
		{1, 3, 2, "half_up", "0.33"},
		{2, 3, 2, "half_up", "0.67"},
		{-2, 3, 2, "half_up", "-0.67"},
		{1, 8, 2, "half_up", "0.13"},
		{1, 8, 2, "half_even", "0.12"},
		{100, 3, -1, "half_up", "30"},
		{1, 3, 0, "up", "1"},
	} {
		assert.Equal(t, c.want, RoundRatio(big.NewRat(c.num, c.den), c.places, c.mode).String(), "%d/%d to %d, %s",
			c.num, c.den, c.places, c.mode)
	}
}

func TestRoundRefusesAnUnknownMode(t *testing.T) {
	t.Parallel()
	assert.Panics(t, func() { Round(decimal.RequireFromString("1.25"), 1, "nearest") })
	assert.Contains(t, Roundings(), "half_even")
}
