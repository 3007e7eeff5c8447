package columns

import (
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/internal/store"
)

// Zone says quickly at which instant a day begins in a location: it keeps the days that it was asked for.
// It is safe for concurrent use.
type Zone store.Zone

// NewZone returns the zone of a location, such as that of a calendar. It requires a location.
func NewZone(location *time.Location) *Zone { return (*Zone)(store.NewZone(location)) }

// ZoneOf is the zone in which a date is a day in a view, that of its calendar.
func ZoneOf(v *ledger.View) *Zone { return (*Zone)(store.Open(v.Store()).Zone) }

// Location is the location of the zone.
func (z *Zone) Location() *time.Location { return (*store.Zone)(z).Location() }

// Seconds is the instant that t names, as [ledger.Time.Instant] gives it in the zone: seconds since
// 1970-01-01T00:00:00Z and nanoseconds from there; false for the zero Time.
func (z *Zone) Seconds(t ledger.Time) (seconds int64, nano uint32, ok bool) {
	return (*store.Zone)(z).Seconds(store.Time(t))
}

// EndSeconds is the last instant that t covers, as [ledger.Time.EndInstant] gives it.
func (z *Zone) EndSeconds(t ledger.Time) (seconds int64, nano uint32, ok bool) {
	return (*store.Zone)(z).EndSeconds(store.Time(t))
}
