package signature

import (
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// instant is a time of an entry in seconds and nanoseconds; not ok: it is absent.
type instant struct {
	seconds int64
	nano    uint32
	ok      bool
}

func (p *Projector) instantOf(t TimeField, pos, first int32) (m instant) {
	if t.Item {
		pos = first
	}
	switch {
	case pos < 0:
	case t.Field == columns.FieldAttrs:
		value, _, there := p.values.values[p.attrsOf(pos)[t.attr]].AsTime()
		m = instant{value.Unix(), uint32(value.Nanosecond()), there}
	case t.Field == columns.FieldAt:
		at := time.Unix(0, p.Frame.NanosecondsAt(pos))
		m = instant{at.Unix(), uint32(at.Nanosecond()), true}
	case t.Field == columns.FieldDue:
		m.seconds, m.nano, m.ok = p.Frame.Columns.EndSeconds(int(pos), t.Field, columns.ZoneOf(p.Frame.View))
	default:
		m.seconds, m.nano, m.ok = p.Frame.Columns.Seconds(int(pos), t.Field, columns.ZoneOf(p.Frame.View))
	}
	return m
}

// hasTime says whether an entry has a time.
func (p *Projector) hasTime(t TimeField, pos, first int32) bool {
	if t.Item {
		pos = first
	}
	switch {
	case pos < 0:
		return false
	case t.Field == columns.FieldAttrs:
		return p.attrsOf(pos)[t.attr] > 0
	}
	return p.Frame.Columns.Code(int(pos), t.Field) > 0
}

// isDate says whether a time that is there was written as a date.
func (p *Projector) isDate(t TimeField, pos, first int32) bool {
	if t.Item {
		pos = first
	}
	switch t.Field {
	case columns.FieldAttrs:
		_, date, _ := p.values.values[p.attrsOf(pos)[t.attr]].AsTime()
		return date
	case columns.FieldDue: // it is read as the last instant of its day
		return false
	}
	return p.Frame.Columns.Time(int(pos), t.Field).IsDate()
}

// appendTime appends what is read of a time: whether it is there, its day, its clock, its distance from others.
func (p *Projector) appendTime(key []uint32, projection *timeProjection, pos, first int32) []uint32 {
	if has := p.hasTime(projection.time, pos, first); !has ||
		!projection.day && !projection.clock && len(projection.since) == 0 {
		return append(key, Bit(has))
	}
	t := p.instantOf(projection.time, pos, first)
	key = append(key, 1)
	if projection.day || projection.clock {
		local := frame.InstantOf(t.seconds, t.nano).In(p.Frame.Loc())
		if projection.day {
			key = append(key, uint32(civil.Of(local)))
		}
		if projection.clock {
			hour, minute, second := local.Clock()
			key = append(key, uint32(hour*3600+minute*60+second), t.nano, Bit(p.isDate(projection.time, pos, first)))
		}
	}
	for _, other := range projection.since {
		u := p.instantOf(other, pos, first)
		if key = append(key, Bit(u.ok)); u.ok {
			seconds := t.seconds - u.seconds
			key = append(key, uint32(seconds), uint32(seconds>>32), t.nano-u.nano)
		}
	}
	return key
}
