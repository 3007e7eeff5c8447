package calendar

import (
	"archive/zip"
	_ "embed" // the zone data is part of the program
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// zoneVersion is the release of the IANA time zone database that zoneinfo.zip was made from.
//
// To renew: copy lib/time/zoneinfo.zip of a Go distribution here, take the version from DATA= in
// lib/time/update.bash beside it, set this constant, and put the archive's SHA-256 and a fact
// that is new in that release into the test. A change of past facts changes what a replayed
// receipt finds, so name it in the changelog. The database is in the public domain.
const zoneVersion = "2025c"

// defaultZone is the zone of a calendar that names none.
const defaultZone = "Asia/Shanghai"

//go:embed zoneinfo.zip
var zoneArchive string

// ZoneVersion returns the release of the IANA time zone database that all calendars use, such
// as "2025c". It belongs in a receipt.
func ZoneVersion() string { return zoneVersion }

// zoneFiles opens the archive once. It is never written to.
var zoneFiles = sync.OnceValues(func() (*zip.Reader, error) {
	return zip.NewReader(strings.NewReader(zoneArchive), int64(len(zoneArchive)))
})

// loadZone returns the location of a zone by its exact name. time.LoadLocation would ask the
// host first, so the same calendar could differ from one machine to the next. The error is a [*reason.Error].
func loadZone(name string) (*time.Location, error) {
	files, err := zoneFiles()
	if err != nil {
		return nil, &reason.Error{
			Reason: reason.New("calendar.zone-data", "embedded zone data: {error}", reason.Of(err)), Err: err}
	}
	at := slices.IndexFunc(files.File, func(f *zip.File) bool { return f.Name == name })
	if at < 0 {
		return nil, unknownZone(name, files.File)
	}
	file, err := files.File[at].Open()
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer file.Close()
	data, err := io.ReadAll(file)
	if err != nil {
		return nil, unreadable(name, err)
	}
	location, err := time.LoadLocationFromTZData(name, data)
	if err != nil {
		return nil, unreadable(name, err)
	}
	return location, nil
}

// unreadable is the error for a zone whose data is damaged.
func unreadable(name string, err error) error {
	return &reason.Error{Reason: reason.New("calendar.data-of-zone", "embedded zone data of {zone}: {error}", name,
		reason.Of(err)), Err: err}
}

// unknownZone is the error for a name that is not in the archive.
func unknownZone(name string, files []*zip.File) error {
	names := make([]string, len(files))
	cities := make([]string, len(files)) // the name after the last slash, for who leaves the region out
	for i, f := range files {
		names[i] = f.Name
		cities[i] = f.Name[strings.LastIndexByte(f.Name, '/')+1:]
	}
	nearest, _ := spelling.Nearest(name, names)
	if i := slices.Index(cities, name); i >= 0 {
		nearest = names[i]
	}
	if strings.HasSuffix(strings.ToLower(name), "beijing") || strings.Contains(name, "北京") {
		nearest = defaultZone // the database has no Beijing
	}
	return &reason.Error{Reason: reason.New("calendar.unknown-zone",
		"found {zone:q}, expected a name of the IANA time zone database such as {such}{near}",
		name, defaultZone, spelling.Hint(",", nearest))}
}
