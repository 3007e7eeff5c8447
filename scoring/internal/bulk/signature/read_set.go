package signature

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// ReadSet is what step 1 of a scheme reads of entries: columns, attributes, and the answers of predicates. What it
// reads decides which entries have one row signature.
type ReadSet struct {
	scheme         *scheme.Scheme
	Reads          *Reads
	predicateReads *Reads // what predicates read that are not per entry
	Predicates     [columns.NumKinds][]predicate
	indexes        [columns.NumKinds][2]predicateIndex // of those that are not per entry, and of those that are
	InCases        [columns.NumKinds]bool              // entries of the kind are in cases, and have a signature
	fields         [columns.NumKinds][]columns.Field   // by kind: the columns whose values a signature depends on
	times          [columns.NumKinds][]columns.Field   // by kind: the times among these whose value is read
	numbers        [columns.NumKinds][]int             // by kind: the numbers of step 0
	NamesReceiver  [columns.NumKinds]bool              // a rule on the kind names the receiver
	// a signature depends on more than the group: times, numbers of step 0, a receiver
	perEntry  [columns.NumKinds]bool
	readsTier bool // a predicate reads the tier of an adoption
	// a predicate of another entry reads of its submission what the group of the submission does not tell
	ReadsSubmission bool
}

// ReadSetOf is the read set of a scheme, which is made once.
func ReadSetOf(s *scheme.Scheme) *ReadSet {
	return s.Study(readSetKey{}, func(s *scheme.Scheme) any { return newReadSet(s) }).(*ReadSet)
}

type readSetKey struct{}

func newReadSet(s *scheme.Scheme) *ReadSet {
	r := &ReadSet{scheme: s, predicateReads: NewReads(s.Vocabulary)}
	var all map[ledger.Kind][]predicate
	r.Reads, all = stepReads(s)
	for i, kind := range ledger.Kinds() {
		for _, c := range all[kind] {
			if r.Predicates[i] = append(r.Predicates[i], c); !c.perEntry {
				r.predicateReads.Add(c.Program)
			}
			r.readsTier = r.readsTier || c.ReadsTier
			r.ReadsSubmission = r.ReadsSubmission || c.perEntry && kind != ledger.Submit && readsItem(c.Program)
		}
		for k := range r.indexes[i] {
			r.indexes[i][k] = newPredicateIndex(r.Predicates[i], k == 1)
		}
	}
	for i, kind := range ledger.Kinds() {
		_, later := s.TakesEffect[kind] // an expression says when it takes effect
		r.InCases[i] = !later && frame.InCases(kind)
		r.fields[i], r.times[i] = r.fieldsOf(kind)
		for n := range s.Numbers {
			if s.Numbers[n].Each == kind {
				r.numbers[i] = append(r.numbers[i], n)
			}
		}
	}
	for _, c := range s.Credits {
		if slices.ContainsFunc(c.Amounts, func(a scheme.Amount) bool { return a.To != nil }) {
			r.NamesReceiver[slices.Index(ledger.Kinds(), c.Each)] = true
		}
	}
	for i := range r.perEntry {
		r.perEntry[i] = len(r.times[i]) > 0 || len(r.numbers[i]) > 0 || r.NamesReceiver[i] ||
			slices.ContainsFunc(r.Predicates[i], func(c predicate) bool { return c.perEntry })
	}
	return r
}

// GroupFields are the columns of each kind by which the ledger groups entries: those of the read set, and the
// attributes, which are checked.
func (r *ReadSet) GroupFields() (out [columns.NumKinds][]columns.Field) {
	for i, kind := range ledger.Kinds() {
		if r.InCases[i] {
			out[i] = slices.Clone(r.fields[i])
		}
		if len(r.scheme.Attrs[string(kind)]) > 0 {
			out[i] = append(out[i], columns.FieldAttrs)
		}
	}
	return out
}

// fieldsOf are the columns that the signature of an entry of a kind depends on, and those that are times read by
// value: the columns of what expressions read, and those that step 1 reads itself.
func (r *ReadSet) fieldsOf(kind ledger.Kind) (fields, times []columns.Field) {
	v := r.scheme.Vocabulary
	set := map[columns.Field]bool{}
	addRecord := func(record *rule.Record) {
		for field := range record.Fields {
			u := max(r.Reads.UseOf(record, field), min(r.predicateReads.UseOf(record, field), Partly))
			switch column, plain, firstAttr := ColumnOf(v, record, field); {
			case u == Unread:
			case field >= firstAttr:
				set[columns.FieldAttrs] = true
			case plain:
				set[column] = true
				if u == fully && isTimeField(column) {
					times = append(times, column)
				}
			}
		}
	}
	switch kind {
	case ledger.Submit:
		addRecord(v.Item)
		addRecord(v.Answer)
	case ledger.Adopt:
		addRecord(v.Adopt)
		addRecord(v.Outlet)
		set[columns.FieldOutlet], set[columns.FieldLevel] = true, true // it has a tier by these, or is refused
	case ledger.Endorse:
		addRecord(v.Endorse)
	case ledger.Grant:
		addRecord(v.Grant)
		// step 1 reads these
		set[columns.FieldRule], set[columns.FieldAccount], set[columns.FieldAmount] = true, true, true
	case ledger.Incident:
		addRecord(v.Incident)
	case ledger.Commission:
		addRecord(v.Commission)
		addRecord(v.Asked)
	}
	for field := range set {
		fields = append(fields, field)
	}
	slices.Sort(fields)
	slices.Sort(times)
	return fields, slices.Compact(times)
}
