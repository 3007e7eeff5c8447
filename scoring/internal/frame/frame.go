package frame

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Frame is what the four steps share and only read: the scheme as varied, the view of the ledger, its roster, the
// reported period, and the numbers of step 0. [New] makes it. It is immutable, and safe for concurrent use.
type Frame struct {
	Scheme     *scheme.Scheme
	Ledger     *ledger.Ledger
	View       *ledger.View
	Roster     *ledger.Roster
	Options    Options
	Reported   []Span          // the periods that are reported, without their value
	Period     calendar.Period // the first of them, which the frame is of; zero: a run is
	Run        calendar.Run    // that is reported; zero: single periods are
	Start, End time.Time       // of that period
	Extra      []Span          // periods that are closed, and are settled besides, see loadCloses
	horizon    time.Time       // periods that end later are not settled
	Until      time.Time       // an entry that takes effect later is left out; zero: none is

	Columns      columns.Columns
	ItemIndex    *columns.ItemIndex // of the ledger of the frame that was made from the beginning
	Selection    *columns.Selection // the entries that count, with their kinds
	unparted     *columns.Selection // with the items that are not the scheme's own; nil: all are
	foreign      []bool             // by item: it is not the scheme's own; nil: all are
	ItemInstants *columns.Instants  // by place in the item index
	instants     *lazyInstants      // by position
	recordings   *recordings
	AboutItem    [columns.NumKinds]bool // see the function AboutItem
	SubmitKind   uint8                  // the code of submissions
	Units        *columns.RosterTable
	Names        *SchemeNames
	Lineage      *Lineage // nil: no unit succeeds another
	Members      *Members // nil: no expression reads how many units belong to a unit
	HasEntries   bool     // some entry counts, so that there is a latest year

	Index      Index
	OtherCases []Case // not of items: of loose entries, then of the commissions of the selection
	offRoster  []bool // by commission of the selection: the unit was off the roster
	list       *caseList
	Assigned   map[AssignKey]decimal.Decimal // task figures

	Numbers  []Numbering       // of step 0
	Balances Balances          // what entries see of the balances; nil: the scheme has none
	Looks    Looks             // what their ends read of other periods
	Spans    []Span            // the periods of the calendar that are settled
	ownSpans map[string][]Span // those of units' own, by unit; nil: there are none
	own      []*ownSeries      // the periods of units' own, by kind; nil: the scheme has none
	Refused  []Refusal         // but for entries that were struck out, see Unplaced
	Problems []Problem         // of step 0, and of appended entries
	Openings *Openings         // what was published before the ledger began; nil: nothing was
	unpaid   *Paid             // nothing was given of an item before the scheme; nil: the scheme is of all time
	Closings []Closing         // the closes that take effect, in the order of recording; nil: nothing is carried
	closed   []Closed          // the time that they close, in order
	Bulletin *Closing          // the frame is of the entries up to a close; nil: it is not
	atEntry  bool              // no rule is asked on a later day than its entry
	Whole    bool              // what is settled is kept of all periods, not of the reported ones alone
	observer Observer          // see Observed; nil: none
	Work     *Work             // of the evaluations of the call that the frame is made for
}

// New makes a frame but for the numbers of step 0. It runs prepare beside, which may use the item index of the ledger.
// The error is an [*OptionsError], an [*OverworkError], or that of prepare or the
// context.
func New(
	ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options,
	prepare func(ctx context.Context, f *Frame) error,
) (*Frame, error) {
	s, wrong, err := Apply(ctx, s, o)
	if err != nil {
		return nil, err
	}
	f := &Frame{Scheme: s, Ledger: l, Options: o, Work: workOf(ctx, l.Len()),
		atEntry: ctx.Value(atEntriesKey{}) != nil}
	if !o.Until.IsZero() && !o.Until.IsDate() {
		wrong = append(wrong, reason.New("options.until-day",
			"until: found {found:q}; expected a day, as 2006-01-02", o.Until.String()))
	}
	wrong = append(wrong, wrongDays(s.Calendar.Location(), o)...)
	wrong = append(wrong, wrongPeriods(s.Calendar, o.Periods)...)
	if len(wrong) == 0 {
		wrong = wrongRun(s.Calendar, o)
	}
	if len(wrong) > 0 {
		return nil, &OptionsError{Wrong: wrong}
	}
	if err := f.build(ctx, 0, l.Len(), prepare); err != nil {
		return nil, err
	}
	return f, nil
}

// build makes the rest of a frame that has its scheme, ledger and options: of so many entries, the first that were
// recorded, or of all; with the closes at earlier positions than one.
func (f *Frame) build(
	ctx context.Context, first, before int, prepare func(ctx context.Context, f *Frame) error,
) (err error) {
	s, l, o := f.Scheme, f.Ledger, f.Options
	if f.View, err = l.View(ctx, ledger.ViewOptions{Calendar: s.Calendar, Known: o.Known, First: first,
		Until: o.Until}); err != nil {
		return err
	}
	if f.Roster, err = f.View.Roster(ctx); err != nil {
		return err
	}
	f.Columns, f.recordings = columns.Of(l), &recordings{}
	if err := f.loadCloses(ctx, before); err != nil {
		return err
	}
	f.Lineage = lineageOf(f.Roster)
	f.Units = columns.TableOf(f.Roster)
	f.Names = namesOf(s)
	if s.ReadsMembers {
		f.Members = membersOf(f)
	}
	if s.Succeeds != nil {
		f.unpaid = &Paid{Until: s.Succeeds.From}
	}
	if err := f.loadOpenings(ctx); err != nil {
		return err
	}
	if err := f.loadColumns(ctx, prepare); err != nil {
		return err
	}
	if err := f.cover(ctx); err != nil {
		return err
	}
	f.leaveForeign()
	if err := f.loadOwn(ctx); err != nil {
		return err
	}
	f.Index = frameIndex{f}
	periods := o.Periods
	if len(periods) == 0 {
		if l.Len() == 0 {
			return &OptionsError{Wrong: []reason.Reason{reason.New("options.no-period",
				"the ledger has no entry; expected a period to show, as 2020")}}
		}
		periods = []calendar.Period{f.lastYear()}
	}
	f.report(periods)
	f.groupCases()
	f.Looks = looksOf(s)
	f.Extra, f.Whole = f.closedBeside(), f.Whole || len(f.Closings) > 0
	if f.Spans = f.makeSpans(ctx); ctx.Err() != nil {
		return ctx.Err()
	}
	return f.boundSettled()
}

// PlainOnly says whether the plain steps alone score the frame: they know openings and schemes before, carry
// differences of closed periods, read when an entry was recorded, ask rules of entries on later days, ask the lines of
// the outlet table that are of the entry's day, and settle units' own periods.
func (f *Frame) PlainOnly() bool {
	return f.Openings != nil || f.Scheme.Succeeds != nil || len(f.Closings) > 0 || f.Scheme.ReadsRecorded ||
		f.Scheme.AsksLater || f.Scheme.Outlets.Dated() || len(f.Scheme.Own) > 0
}

// lastYear is the year of the latest entry, closes and openings apart.
func (f *Frame) lastYear() calendar.Period {
	latest := -1
	instants := f.Instants()
	for pos, at := range instants {
		if kind := f.Kind(int32(pos)); kind != columns.NotSelected && kind != KindCode(ledger.Close) &&
			kind != KindCode(ledger.Opening) && (latest < 0 || at > instants[latest]) {
			latest = pos
		}
	}
	if f.HasEntries = latest >= 0; !f.HasEntries {
		return calendar.Period{Kind: calendar.Year, Year: civil.FirstYear}
	}
	return f.Scheme.Calendar.Of(calendar.Year, f.Instant(latest))
}

// Instant is the instant of the entry at a position.
func (f *Frame) Instant(pos int) time.Time {
	return f.Columns.Time(pos, columns.FieldAt).Instant(f.Loc())
}

// Loc is the location of the calendar of the scheme.
func (f *Frame) Loc() *time.Location { return f.Scheme.Calendar.Location() }

// Together says whether the units are settled together, a period of all of them after the other.
func (f *Frame) Together() bool { return f.Scheme.Across || f.Lineage != nil }

// OnRoster says whether a unit, or one that stands for it, is on the roster at a time.
func (f *Frame) OnRoster(unit string, at ledger.Time) bool {
	_, ok := f.UnitAt(unit, at.Instant(f.Loc()))
	return ok
}
