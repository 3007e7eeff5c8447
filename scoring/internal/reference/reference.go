// Package reference is the naive scorer that tests hold the engine to: every question goes back to the entries,
// everything is worked out anew at every point in time.
//
//	scheme, ledger, options → [Score] → the score as JSON, to the byte that of a scorebook
//
// It shares nothing with the engine but the compiled scheme. It is slow, and it is read beside the ledger format
// rather than beside the engine. Only tests import it.
package reference

import (
	"context"
	"math/big"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Options say what is scored, as those of a score do.
type Options struct {
	Period   string // the one shown; "": the year of the latest entry
	Until    string // a day; entries after it are left out
	Known    string // a time; entries recorded after it are left out
	Params   []scheme.Param
	Readings []string
}

// reference is a scoring at work.
type reference struct {
	scheme  *scheme.Scheme
	ledger  *ledger.Ledger
	options Options
	entries []ledger.Entry
	state   []point // of the case in hand: its points so far
	pasts   []past  // of the case in hand: what it gave after each of its points

	known      int             // entries that were recorded in time: the first so many
	foreign    map[string]bool // items that are not the scheme's own, by id
	struckBy   []int           // by position: the void that strikes it out, or −1
	at         []time.Time     // by position
	until      time.Time       // entries after it are left out; zero: none
	period     calendar.Period
	start, end time.Time     // of the period shown
	run        calendar.Kind // a run of periods of that kind is shown, and period is none; 0: a period
	horizon    time.Time     // periods that end later are not settled

	keys     []map[int]key      // by number: the key of each entry that is numbered
	seen     []map[sight]number // by balance: what each entry sees of it
	lacks    map[lack]problem   // why an entry sees none
	lacked   map[lack]bool      // what is reported of these
	trying   bool               // the score is a trial, for what is seen
	moment   moment             // at which the case in hand gives
	askers   []asker            // of a trial
	changes  []change
	taken    []taken // by caps
	quotas   []quotaRow
	refusals []refusal
	problems []problem
	acting   []int        // the entries that have taken effect, of commissions those that are not waited for
	met      map[int]bool // by position
	totals   []totalRow
	honours  []honourRow
	ranking  map[*scheme.Ranking][]contender // in the period shown
	after    map[string]inherited            // by unit
	grades   map[graded]string
	results  map[found]bool
	asked    map[asked]answer                    // of the roster, which is asked the same again and again
	past     map[calendar.Kind][]calendar.Period // likewise
	owns     map[ownKey][]ownPeriod              // likewise

	first     int                     // so many entries are known at most
	closeable int                     // a close at this position or later is not looked at
	closings  []closing               // the closes that count
	openings  []opening               // that count
	bulletins map[bulletin]*reference // the scores that closes published
	unposted  bool                    // nothing is made of totals: what is posted is not known yet
	posting   bool                    // what is made of totals is made, and what is settled has been
	lates     []change                // what late rules gave
	published []quotaRow              // of closed periods
}

// change is an amount that a rule gave, or a count for a quota.
type change struct {
	at       time.Time
	position int // of the entry that caused it; settled for the end of a period
	unit     string
	item     string
	rule     *scheme.Rule  // nil: a count
	quota    *scheme.Quota // of a count
	account  int
	group    string            // changes of one event and group are one posting
	lead     bool              // its rule names that posting
	apart    map[string]string // by cap: the value by which it limits the amount apart
	moment   moment            // of a credit
	amount   number
	exact    *big.Rat // of a credit: the amount without rounding shares
	entries  []int
	since    time.Time       // of what is laid over an item: when something was first given for it
	cause    int             // the position of a commission that is settled at the end of a period
	carried  *carried        // nil: it is posted where it is dated
	opens    *opening        // nil: the ledger itself has it
	per      calendar.Kind   // it was settled at the end of a period of that kind; 0: an entry caused it
	figureOf calendar.Period // of a figure: the period that it belongs to

	base  int    // where changes are collected: its place among all
	path  string // and the units from which it came, one after the other
	first string // and the unit that had it first
}

// isFigure says whether a change is a figure, which belongs to one period alone.
func (c change) isFigure() bool { return c.rule != nil && c.rule.Figure }

const atSettlement = 1 << 40

// Score is the score as JSON. The error is that the options do not fit. Requires s and l not to be nil.
func Score(published *scheme.Scheme, l *ledger.Ledger, o Options) ([]byte, error) {
	r, err := run(published, l, o)
	if err != nil {
		return nil, err
	}
	return r.json()
}

func run(published *scheme.Scheme, l *ledger.Ledger, o Options) (*reference, error) {
	s, err := published.With(context.Background(), scheme.Variant{Params: o.Params, Readings: o.Readings})
	if err != nil {
		return nil, err
	}
	return upTo(s, l, o, l.Len(), l.Len(), map[bulletin]*reference{})
}

// upTo scores the first so many entries, by the closes that stand before a position.
func upTo(s *scheme.Scheme, l *ledger.Ledger, o Options, first, before int, bulletins map[bulletin]*reference) (
	*reference, error,
) {
	r := &reference{scheme: s, ledger: l, options: o, asked: map[asked]answer{}, met: map[int]bool{},
		grades: map[graded]string{}, results: map[found]bool{}, past: map[calendar.Kind][]calendar.Period{},
		owns:  map[ownKey][]ownPeriod{},
		first: first, closeable: before, bulletins: bulletins}
	for _, e := range l.All() {
		r.entries = append(r.entries, e)
		r.at = append(r.at, e.At.Instant(r.zone()))
	}
	if err := r.view(); err != nil {
		return nil, err
	}
	r.succeed()
	r.close()
	if by, ok := r.closed(r.start, r.end); ok && r.run == 0 {
		return r.bulletin(by, r.period)
	}
	r.openAll()
	r.number()
	r.balance()
	r.outOfPlace()
	r.flaws()
	r.postOpenings()
	r.credit()
	r.unposted = len(r.closings) > 0
	r.settle()
	if r.unposted {
		if err := r.post(); err != nil {
			return nil, err
		}
	}
	r.show()
	return r, nil
}

// credit scores each case.
func (r *reference) credit() {
	for i, e := range r.entries {
		switch {
		case !r.counts(i):
		case e.Kind == ledger.Submit:
			r.item(i)
		case e.Kind == ledger.Commission:
			r.commission(i)
		case (e.Kind == ledger.Grant || e.Kind == ledger.Incident) && r.byItself(e.Item):
			r.loose(i)
		}
	}
}

func (r *reference) zone() *time.Location { return r.scheme.Calendar.Location() }

// view reads the options: what is known, what is struck out, up to which day, which period.
func (r *reference) view() error {
	r.known = len(r.entries)
	if r.options.Known != "" {
		t, err := ledger.ParseTime(r.options.Known)
		if err != nil {
			return err
		}
		r.known = 0
		for r.known < len(r.entries) && !r.recorded(r.known).After(t.EndInstant(r.zone())) {
			r.known++
		}
	}
	r.known = min(r.known, r.first)
	r.struckBy = make([]int, len(r.entries))
	for i := range r.struckBy {
		r.struckBy[i] = -1
	}
	for i := r.known - 1; i >= 0; i-- {
		if r.entries[i].Kind != ledger.Void || r.struckBy[i] >= 0 {
			continue
		}
		for j := range r.entries {
			if r.entries[j].ID == r.entries[i].Ref && r.struckBy[j] < 0 {
				r.struckBy[j] = i
			}
		}
	}
	if r.options.Until != "" {
		t, err := ledger.ParseTime(r.options.Until)
		if err != nil {
			return err
		}
		r.until = t.EndInstant(r.zone())
	}
	r.cover()
	first, last, isRun := strings.Cut(r.options.Period, "..")
	if isRun {
		from, err := r.scheme.Calendar.Parse(first)
		if err != nil {
			return err
		}
		to, err := r.scheme.Calendar.Parse(last)
		if err != nil {
			return err
		}
		r.run = from.Kind
		r.start, _ = r.scheme.Calendar.Bounds(from)
		_, r.end = r.scheme.Calendar.Bounds(to)
	} else if r.options.Period != "" {
		p, err := r.scheme.Calendar.Parse(r.options.Period)
		if err != nil {
			return err
		}
		r.period = p
	} else {
		last := time.Date(1900, 1, 1, 0, 0, 0, 0, r.zone())
		for i := range r.entries {
			if r.counts(i) && r.entries[i].Kind != ledger.Close &&
				r.entries[i].Kind != ledger.Opening && r.at[i].After(last) {
				last = r.at[i]
			}
		}
		r.period = r.scheme.Calendar.Of(calendar.Year, last)
	}
	if r.run == 0 {
		r.start, r.end = r.scheme.Calendar.Bounds(r.period)
	}
	r.horizon = r.end
	if !r.until.IsZero() && r.until.Before(r.end) {
		r.horizon = r.until.Add(1)
	}
	return nil
}

// recorded is when an entry became known.
func (r *reference) recorded(i int) time.Time { return r.recordedAmong(i, len(r.entries)) }

// writtenDown is when an entry was recorded, so far as is known.
func (r *reference) writtenDown(i int) time.Time { return r.recordedAmong(i, r.known) }

// recordedAmong is when one of the first so many entries was recorded.
func (r *reference) recordedAmong(i, known int) time.Time {
	if t := r.entries[i].Recorded; !t.IsZero() {
		return t.Instant(r.zone())
	}
	t := r.at[i]
	if i > 0 {
		if before := r.recordedAmong(i-1, known); before.After(t) {
			t = before
		}
	}
	for j := i + 1; j < known; j++ {
		if next := r.entries[j].Recorded; !next.IsZero() {
			if next.Instant(r.zone()).Before(t) {
				t = next.Instant(r.zone())
			}
			break
		}
	}
	return t
}

// counts says whether an entry is part of what is scored.
func (r *reference) counts(i int) bool {
	e := r.entries[i]
	return !r.foreign[e.Item] && e.Kind != ledger.Void && i < r.known && r.struckBy[i] < 0 && !r.late(i)
}

// late says whether an entry is dated after `until`.
func (r *reference) late(i int) bool { return !r.until.IsZero() && r.at[i].After(r.until) }

// standing is the one entry of a kind that counts and fits.
func (r *reference) standing(kind ledger.Kind, fits func(ledger.Entry) bool) (int, bool) {
	for i, e := range r.entries {
		if r.counts(i) && e.Kind == kind && fits(e) {
			return i, true
		}
	}
	return 0, false
}

// submission is the standing submission of an item.
func (r *reference) submission(item string) (int, bool) {
	return r.standing(ledger.Submit, func(e ledger.Entry) bool { return e.Item == item })
}

// byItself says whether an entry of a unit that names an item, or none, is scored by itself: the item is not handed
// in, so far as is known, and was not struck out either.
func (r *reference) byItself(item string) bool {
	if _, ok := r.submission(item); ok && item != "" {
		return false
	}
	return item == "" || !r.struckItem(item)
}

// struckItem says whether all known submissions of an item are struck out.
func (r *reference) struckItem(item string) bool {
	all, stands := 0, false
	for j, s := range r.entries[:r.known] {
		if s.Kind == ledger.Submit && s.Item == item {
			all++
			stands = stands || r.struckBy[j] < 0
		}
	}
	return all > 0 && !stands
}
