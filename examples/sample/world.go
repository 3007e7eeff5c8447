package sample

import (
	"container/heap"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger"
)

var zone = time.FixedZone("", 8*60*60) // China has kept +08:00 throughout the years of the samples

// unit is a unit and its habits.
type unit struct {
	id, name, short, category string
	field                     string   // what it works at, for titles
	places                    []string // townships and the like, for titles
	goods                     []string // what is grown there, for titles
	attrs                     ledger.Attrs
	joins, leaves             time.Time // zero: there from the first to the last day
	diligence                 int       // of a thousand papers that it owes, how many it hands in
	luck                      int       // how often it is published, 1000 is the mean
	items                     int
}

// active says whether the unit works in a step: a unit that has left sends in something for some weeks more.
func (u *unit) active(from, to time.Time) bool {
	return (u.joins.IsZero() || to.After(u.joins.AddDate(0, 0, -7))) &&
		(u.leaves.IsZero() || from.Before(u.leaves.AddDate(0, 0, 21)))
}

// owes says whether the unit is on the roster at the beginning of a step.
func (u *unit) owes(from time.Time) bool {
	return (u.joins.IsZero() || !from.Before(u.joins)) && (u.leaves.IsZero() || from.Before(u.leaves))
}

// world is a year as it goes: the units, and what is going to happen, in the order in which it will be recorded.
type world struct {
	random
	office
	units []*unit
	scale int // how many papers come for each thousand of a real year
	queue queue
	order int
	count map[string]int // numbers given out, by prefix
	yield func(ledger.Entry) bool
}

func newWorld(seed uint64, of office, scale int, yield func(ledger.Entry) bool) *world {
	return &world{random: random{seed}, office: of, scale: scale, count: map[string]int{}, yield: yield}
}

// event is an entry that is going to be recorded.
type event struct {
	recorded time.Time
	order    int
	entry    ledger.Entry
}

type queue []event

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if c := q[i].recorded.Compare(q[j].recorded); c != 0 {
		return c < 0
	}
	return q[i].order < q[j].order
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(event)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	(*q)[len(*q)-1] = event{}
	*q = (*q)[:len(*q)-1]
	return last
}

// put has an entry recorded at once. What is dated after the year is forgotten.
func (w *world) put(at time.Time, e ledger.Entry) {
	e.At = moment(at)
	w.record(at, e)
}

// putOn has an entry recorded that gives its day only.
func (w *world) putOn(at time.Time, e ledger.Entry) {
	e.At = day(at)
	w.record(at, e)
}

// putLate has an entry recorded some time after it happened, and says so.
func (w *world) putLate(at, recorded time.Time, e ledger.Entry) {
	e.At, e.Recorded = day(at), moment(recorded)
	w.record(recorded, e)
}

func (w *world) record(at time.Time, e ledger.Entry) {
	if e.At.Instant(zone).Before(w.end) {
		w.order++
		heap.Push(&w.queue, event{at, w.order, e})
	}
}

// flush gives out what is recorded before to; false: nobody wants more.
func (w *world) flush(to time.Time) bool {
	for len(w.queue) > 0 && w.queue[0].recorded.Before(to) {
		if !w.yield(heap.Pop(&w.queue).(event).entry) {
			return false
		}
	}
	return true
}

// id gives out the next number of a prefix.
func (w *world) id(prefix string) string {
	w.count[prefix]++
	return fmt.Sprintf("%s-%03d", prefix, w.count[prefix])
}

// item gives out the name of the unit's next item.
func (w *world) item(u *unit) string {
	u.items++
	return fmt.Sprintf("%s-%03d", u.id, u.items)
}

// often makes how many papers n of a real year are here.
func (w *world) often(n int) int {
	n *= w.scale
	if w.chance(n % 1000) {
		return n/1000 + 1
	}
	return n / 1000
}

// owed is how many of n papers that it owes a unit hands in.
func (w *world) owed(u *unit, n int) int {
	done := 0
	for range w.often(n) {
		if w.chance(u.diligence) {
			done++
		}
	}
	return done
}

// published says whether something of that probability, in thousandths, happens to a unit with its luck.
func (w *world) published(u *unit, thousandths int) bool {
	return w.below(1_000_000) < thousandths*u.luck
}

func (w *world) enrol(u *unit) {
	at := w.start
	if !u.joins.IsZero() {
		at = u.joins
	}
	w.putOn(at, ledger.Entry{ID: w.once("u-" + u.id), Kind: ledger.Enroll, Unit: u.id, Name: u.name,
		Category: u.category, Attrs: u.attrs})
	if !u.leaves.IsZero() {
		w.putOn(u.leaves, ledger.Entry{ID: "w-" + u.id, Kind: ledger.Withdraw, Unit: u.id})
	}
}

// once is the id itself the first time, and numbered after that.
func (w *world) once(id string) string {
	w.count[id]++
	if n := w.count[id]; n > 1 {
		return fmt.Sprintf("%s-%d", id, n)
	}
	return id
}

// renamed enrols a unit again, with what is other from then on.
func (w *world) renamed(u *unit, at time.Time) {
	w.putOn(at, ledger.Entry{ID: w.once("u-" + u.id), Kind: ledger.Enroll, Unit: u.id, Name: u.name,
		Category: u.category, Attrs: u.attrs})
}

// strike has an entry struck out.
func (w *world) strike(at time.Time, ref, reason string) string {
	id := w.id("v")
	w.putOn(at, ledger.Entry{ID: id, Kind: ledger.Void, Ref: ref, Reason: reason})
	return id
}

// unit finds a unit of a sample that has it; nil where the sample is smaller.
func (w *world) unit(id string) *unit {
	for _, u := range w.units {
		if u.id == id {
			return u
		}
	}
	return nil
}

// anyone is some unit that owes papers then.
func (w *world) anyone(at time.Time) *unit {
	for range 20 {
		if u := w.units[w.below(len(w.units))]; u.owes(at) {
			return u
		}
	}
	return w.units[0]
}

// office hours of some working day in [from, to); of the first day where it has no working day.
func (w *world) workday(from, to time.Time) time.Time {
	days := max(1, int(to.Sub(from).Hours()/24))
	d := from
	for range 20 {
		d = from.AddDate(0, 0, w.below(days))
		if d.Weekday() != time.Saturday && d.Weekday() != time.Sunday {
			break
		}
	}
	return w.hours(d)
}

// hours is some minute between half past eight and half past five of that day.
func (w *world) hours(d time.Time) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 8, 30+w.below(9*60), w.below(60), 0, zone)
}

// later is some working hour, least to most days after t.
func (w *world) later(t time.Time, least, most int) time.Time {
	d := t.AddDate(0, 0, least+w.below(most-least+1))
	if d.Equal(t) {
		return t.Add(time.Duration(5+w.below(50)) * time.Minute)
	}
	return w.hours(d)
}

func date(year, month, d int) time.Time {
	return time.Date(year, time.Month(month), d, 0, 0, 0, 0, zone)
}

func moment(t time.Time) ledger.Time {
	out, _ := ledger.TimeOf(t) // the years are ours
	return out
}

func day(t time.Time) ledger.Time {
	out, _ := ledger.ParseTime(t.Format(time.DateOnly)) // the years are ours
	return out
}

func number(n int64) ledger.Value { return ledger.NumberValue(decimal.NewFromInt(n)) }

func word(name, value string) ledger.Attr {
	return ledger.Attr{Name: name, Value: ledger.StringValue(value)}
}

func flag(name string) ledger.Attr { return ledger.Attr{Name: name, Value: ledger.BoolValue(true)} }

func figure(name string, n int64) ledger.Attr { return ledger.Attr{Name: name, Value: number(n)} }

func amount(s string) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: decimal.RequireFromString(s), Valid: true}
}
