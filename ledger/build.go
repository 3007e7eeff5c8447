package ledger

import (
	"bytes"
	"context"
	"slices"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
)

// maxEntry bounds an entry: its line in a JSON Lines file, and its canonical bytes.
const maxEntry = 1 << 20

// builder makes a ledger, entry by entry, and gathers what is wrong.
type builder struct {
	ctx     context.Context
	ledger  *Ledger
	file    string  // that is read now; empty: a program makes the entries
	parts   []part  // the files so far
	ordinal int     // entries so far, where a program makes them
	start   int     // the entries that were there before
	lines   []int32 // of each other one: its line, or the ordinal
	errs    collector
	lacking store.FieldSet // fields without a column in the CSV file, which was reported
	partial bool           // some of a file could not be read, which was reported
	draft   draft

	history         history
	unresolved      []reference // names that have not come yet
	comparisonsLeft int         // how many more names may be compared for a suggestion
	scratch         [2][]byte

	staging *staging // where a builder of chunks puts the entries
}

func newBuilder(ctx context.Context) *builder {
	b := &builder{ctx: ctx, ledger: &Ledger{store: store.New()}, comparisonsLeft: maxCompared}
	b.errs.nextPass()
	return b
}

// finish checks what needs the whole, and returns the ledger or all errors, or the context's.
func (b *builder) finish() (*Ledger, error) {
	if err := b.ctx.Err(); err != nil {
		return nil, err
	}
	if b.partial {
		return nil, b.errs.err()
	}
	b.errs.nextPass()
	if err := b.checkReferences(); err != nil {
		return nil, err
	}
	if err := b.errs.err(); err != nil {
		return nil, err
	}
	b.ledger.store.Finish()
	if err := b.ctx.Err(); err != nil {
		return nil, err
	}
	return b.ledger, nil
}

// take checks a draft against what came before it, and adds it.
func (b *builder) take(d *draft) {
	defer b.report(d)
	kind := b.checkKind(d)
	b.encodeTexts(d)
	b.history.introduce(kind, d.code(store.FieldUnit), d.code(store.FieldItem), d.code(store.FieldCommission))
	if d.truncated {
		if d.ID != "" && b.first(d) < 0 {
			b.append(d)
		}
		return
	}
	b.checkAlone(d)
	if b.checkRepeated(d) {
		return
	}
	b.checkRecorded(d)
	b.checkPeriod(d)
	b.checkProof(d)
	row := b.append(d)
	if !d.Recorded.IsZero() && !d.bad.Has(store.FieldRecorded) {
		b.history.recorded = row + 1
	}
	b.resolveNames(d)
	b.checkStanding(d, row)
}

// encodeTexts gives the texts of d their codes.
func (b *builder) encodeTexts(d *draft) {
	named := d.named & textFields
	if d.Kind.code() == 0 {
		named |= d.named & store.SetOf(store.FieldKind)
	}
	for set := named; set != 0; set &= set - 1 {
		d.codes[set.First()] = b.ledger.store.Texts.Intern(*d.Entry.text(set.First()))
	}
}

// checkAlone checks what can be seen without any other entry.
func (b *builder) checkAlone(d *draft) {
	b.checkFields(d, spec(d.Kind.code()))
	b.checkLists(d)
	b.checkOpening(d)
	b.checkSense(d)
	b.checkSize(d)
}

// append adds the row of d, whatever is wrong with it: what comes later may refer to it.
func (b *builder) append(d *draft) int {
	b.lines = append(b.lines, int32(d.line+d.number))
	return b.ledger.add(&d.Entry, d.has()&d.named, &d.codes)
}

// first returns the row of the entry that came first with the id of d, or -1.
func (b *builder) first(d *draft) int { return b.ledger.store.Position(d.code(store.FieldID)) }

// checkKind returns the number of d's kind; of an unknown kind that of the nearest right one, so that less
// of what follows from it is reported.
func (b *builder) checkKind(d *draft) uint8 {
	if n := d.Kind.code(); n > 0 || d.Kind == "" {
		return n
	}
	var candidates []string
	for _, k := range kinds {
		candidates = append(candidates, string(k))
	}
	nearest, _ := spelling.Nearest(string(d.Kind), candidates)
	d.bad |= 1 << store.FieldKind
	b.failNear(d, d.value(store.FieldKind), "kind", nearest,
		reason.New("ledger.unknown-kind", "found {found}, expected {expected}{near}", quote(string(d.Kind)),
			enumerate(candidates), hint(nearest)))
	return Kind(nearest).code()
}

// checkFields reports fields that the kind has not, and fields that it needs and d has not.
func (b *builder) checkFields(d *draft, s kindSpec) {
	present := d.has() & d.named
	wrong, lacking := d.named&^s.allowed, s.required&^present&^d.bad&^b.lacking
	d.bad |= wrong
	if wrong|lacking == 0 {
		return
	}
	for f := range store.NumFields {
		switch {
		case wrong.Has(f):
			b.fail(d, d.key(f), f.String(), reason.New("ledger.other-kind", "found {found}, expected {expected}",
				reason.New("ledger.found.in-kind", "it in an entry of kind {kind}", string(d.Kind)),
				reason.New("ledger.expected.only-in", "it only in {kinds}", kindsWith(f))))
		case !lacking.Has(f):
		case d.named.Has(f):
			b.failField(d, f, emptyText())
		case commonRequired.Has(f):
			b.fail(d, 0, f.String(),
				missing(reason.New("ledger.expected.by-all", "{expected}, which every entry needs", expectedOf(f))))
		default:
			b.fail(d, 0, f.String(), missing(
				reason.New("ledger.expected.by-kind", "{expected}, which an entry of kind {kind} needs", expectedOf(f),
					string(d.Kind))))
		}
	}
}

// checkLists reports what lists hold twice, and puts shares, predecessors and attrs in order.
func (b *builder) checkLists(d *draft) {
	if len(d.With) > 1 {
		sorted := slices.Sorted(slices.Values(d.With))
		for i, unit := range sorted[1:] {
			if unit == sorted[i] {
				b.failField(d, store.FieldWith, unitTwice(unit))
			}
		}
	}
	for _, f := range []store.Field{store.FieldShares, store.FieldSucceeds} {
		shares := *d.Entry.shares(f)
		slices.SortStableFunc(shares, compareShares)
		for i := range shares {
			if i > 0 && shares[i].Unit == shares[i-1].Unit {
				b.failField(d, f, unitTwice(shares[i].Unit))
			}
		}
	}
	b.checkSucceeds(d)
	slices.SortStableFunc(d.Attrs, compareAttrs)
	for i := range d.Attrs {
		if i > 0 && d.Attrs[i].Name == d.Attrs[i-1].Name {
			b.fail(d, d.value(store.FieldAttrs), "attrs."+d.Attrs[i].Name,
				twice(reason.New("ledger.found.attribute-again", "the attribute a second time"), onlyOnce()))
		}
	}
}

// checkSize reports an entry whose canonical bytes would be no readable line.
func (b *builder) checkSize(d *draft) {
	// Nothing takes sixty times the room in canonical bytes that it takes in a file, numbers least of all.
	if d.written > 0 && d.written < maxEntry/64 || d.atMost() <= maxEntry {
		return
	}
	if n := len(d.Canonical()); n > maxEntry {
		b.fail(d, 0, "",
			tooLong(reason.New("ledger.found.long-entry", "an entry of {size} bytes", n), atMost(maxEntry)))
	}
}

// checkRepeated reports whether d came before. With the same content that is no error.
func (b *builder) checkRepeated(d *draft) bool {
	first := b.first(d)
	if first < 0 {
		return false
	}
	before := b.ledger.entry(first)
	b.scratch[0] = before.appendCanonical(b.scratch[0][:0])
	b.scratch[1] = d.appendCanonical(b.scratch[1][:0])
	if bytes.Equal(b.scratch[0], b.scratch[1]) {
		return true
	}
	b.failField(d, store.FieldID, reason.New("ledger.id-again", "found {found}, expected {expected}",
		reason.New("ledger.found.id-again", "{id} a second time, differing in {field}",
			quote(d.ID), differing(&before, &d.Entry)),
		reason.New("ledger.expected.own-id", "an id of its own, or the content of {entry}", b.where(first, b.part()))))
	return false
}

// differing names the first field in which two entries differ.
func differing(a, b *Entry) any {
	has, had := a.has(), b.has()
	for f := range store.NumFields {
		if has.Has(f) != had.Has(f) || has.Has(f) && !bytes.Equal(a.appendField(nil, f), b.appendField(nil, f)) {
			return f.String()
		}
	}
	return reason.New("ledger.content", "content")
}

// checkRecorded reports an explicit time of recording that goes back.
func (b *builder) checkRecorded(d *draft) {
	if d.Recorded.IsZero() || b.history.recorded == 0 {
		return
	}
	last := Time(b.ledger.store.Time(b.history.recorded-1, store.FieldRecorded))
	if d.Recorded.before(last) {
		b.failField(d, store.FieldRecorded,
			reason.New("ledger.recorded-back", "found {found}, expected {expected}", d.Recorded.String(),
				reason.New("ledger.expected.not-before", "no time before {time}, when {entry} was recorded",
					last.String(), b.where(b.history.recorded-1, b.part()))))
	}
}

// checkPeriod reports a period that is not written as one.
func (b *builder) checkPeriod(d *draft) {
	switch {
	case d.Period == "" || d.bad.Has(store.FieldPeriod) || periodInBounds(d.Period):
	case periodShaped(d.Period):
		b.failField(d, store.FieldPeriod,
			reason.New("ledger.no-period", "found {found}, expected {expected}", quote(d.Period),
				reason.New("ledger.expected.period-year", "a period of the years {first} to {last}", firstPeriodYear,
					lastPeriodYear)))
	default:
		b.failField(d, store.FieldPeriod,
			reason.New("ledger.no-period", "found {found}, expected {expected}", quote(d.Period),
				reason.New("ledger.expected.period",
					"a period: 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07 or 2020-07-31")))
	}
}

// where names the place of a row in a message about what stands in a part.
func (b *builder) where(row, from int) reason.Reason {
	number := row + 1
	if row >= b.start {
		number = int(b.lines[row-b.start])
		switch at := b.partOf(row); {
		case b.file == "":
		case at == from:
			return reason.New("ledger.place.line", "line {number}", number)
		default:
			return reason.New("ledger.place.line-of", "line {number} of {file}", number, b.parts[at].name)
		}
	}
	return reason.New("ledger.place.entry", "entry {number}", number)
}

// The years of periods: those in which a day of a ledger may lie, in any zone and by any closing day.
const (
	firstPeriodYear = civil.FirstYear - 1
	lastPeriodYear  = civil.LastYear + 1
)

// periodInBounds reports whether s is written as a period of those years.
func periodInBounds(s string) bool {
	if !periodShaped(s) {
		return false
	}
	year, _ := store.Digits(s[:4])
	return firstPeriodYear <= year && year <= lastPeriodYear
}

// periodShaped reports whether s is written as a period. Which weeks a year has, a calendar knows.
func periodShaped(s string) bool {
	if len(s) < 4 {
		return false
	}
	if _, ok := store.Digits(s[:4]); !ok {
		return false
	}
	if len(s) == len("2006-01-02/2006-01-02") { // a unit's own
		_, err := calendar.ParsePeriod(s)
		return err == nil
	}
	s = s[4:]
	if s == "" {
		return true
	}
	between := func(s string, width, first, last int) bool {
		n, ok := store.Digits(s)
		return ok && len(s) == width && first <= n && n <= last
	}
	switch {
	case s[0] != '-' || len(s) < 3:
		return false
	case len(s) == len("-2006"):
		_, ok := store.Digits(s[1:])
		return ok
	case len(s) == len("-01-02"):
		return s[3] == '-' && between(s[1:3], 2, 1, 12) && between(s[4:], 2, 1, 31)
	case s[1] == 'H':
		return between(s[2:], 1, 1, 2)
	case s[1] == 'Q':
		return between(s[2:], 1, 1, 4)
	case s[1] == 'W':
		return between(s[2:], 2, 1, 53)
	}
	return between(s[1:], 2, 1, 12)
}
