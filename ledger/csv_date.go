package ledger

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
)

var (
	// spreadsheetDate is a day, and perhaps a time of it, as spreadsheets rewrite them.
	spreadsheetDate = regexp.MustCompile(
		`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$`)
	// yearLast is a day as 12/26/2019 or 26.12.2019.
	yearLast = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$`)
	// daySerial is the number by which a spreadsheet keeps a day.
	daySerial = regexp.MustCompile(`^[2-7]\d{4}$`)
)

// time reads a cell of a time. What a spreadsheet made of a date is refused with the way to write it, and the first
// time with the way to keep it.
func (c *csvReader) time(d *draft, f store.Field, cell string) {
	write, ok := rewritten(cell, f == store.FieldRecorded)
	if !ok {
		setTime(c.builder, d, f, cell)
		return
	}
	if !c.dateHint {
		c.dateHint = true
		write = reason.New("ledger.expected.text-column",
			"{expected} (format the column as text, or a spreadsheet rewrites its dates)", write)
	}
	c.failField(d, f,
		reason.New("ledger.csv.spreadsheet-date", "found {found}, expected {expected}", quote(cell), write))
}

// rewritten says how to write a date that a spreadsheet has written in its own way; false for anything else.
func rewritten(cell string, clock bool) (write reason.Reason, ok bool) {
	if _, why := store.ParseTime(cell); why == nil {
		return write, false
	}
	n := func(text string) int { i, _ := strconv.Atoi(text); return i }
	day := func(year, month, day int) string { return fmt.Sprintf("%04d-%02d-%02d", year, month, day) }
	var text string
	zoned := false
	if m := spreadsheetDate.FindStringSubmatch(cell); m != nil {
		text = day(n(m[1]), n(m[2]), n(m[3]))
		if hour, minute, second := n(m[4]), n(m[5]), n(m[6]); clock || hour+minute+second > 0 {
			text += fmt.Sprintf("T%02d:%02d:%02d+08:00", hour, minute, second)
			zoned = true
		}
	} else if m := yearLast.FindStringSubmatch(cell); m != nil && !clock {
		switch first, second, year := n(m[1]), n(m[2]), n(m[3]); {
		case first <= 12 && second <= 12 && first != second:
			return reason.New("ledger.expected.year-first", "the year first: write {first} or {second}",
				day(year, first, second), day(year, second, first)), true
		case second > 12:
			text = day(year, first, second)
		default:
			text = day(year, second, first)
		}
	} else if daySerial.MatchString(cell) && !clock {
		text = time.Date(1899, 12, 30+n(cell), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	if _, why := store.ParseTime(text); why != nil {
		return write, false
	}
	write = reason.New("ledger.expected.dashes", "a date or time with dashes and two digits each: write {date}", text)
	if zoned {
		write = reason.New("ledger.expected.own-zone", "{expected}, with the office's own difference to UTC", write)
	}
	return write, true
}
