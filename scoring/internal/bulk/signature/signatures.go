package signature

import (
	"slices"
	"sync"
	"sync/atomic"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// A profile is all that the expressions of step 1 can see of an entry by itself: its kind, the values that they read of it
// and of its unit as it stood then, and which rules and parameters were in force. Entries of one profile are alike but for
// their place in time.

// Signature numbers profiles; 0 is none: there are too many to keep apart.
type Signature uint32

// maxSignatures bounds how many profiles are kept apart.
const maxSignatures = 1 << 18

// signatureTable are the numbers given out so far, for all goroutines.
type signatureTable struct {
	mu      sync.Mutex
	numbers map[string]Signature
}

func (p *signatureTable) number(key []byte) Signature {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n, ok := p.numbers[string(key)]; ok {
		return n
	}
	if len(p.numbers) == maxSignatures {
		return 0
	}
	n := Signature(len(p.numbers) + 1)
	p.numbers[string(key)] = n
	return n
}

// ReadSet are what step 1 of a scheme looks at in entries: what tells them apart.
type ReadSet struct {
	of       *scheme.Scheme
	Reads    *Reads
	asked    *Reads // what those cuts read that are not asked of each entry
	Cuts     [columns.NumKinds][]predicate
	Scores   [columns.NumKinds]bool            // entries of the kind are in cases, and have a profile
	fields   [columns.NumKinds][]columns.Field // fields that are looked at, by kind: entries equal in these have one profile
	timed    [columns.NumKinds][]columns.Field // and the times whose value is looked at
	numbered [columns.NumKinds][]int           // the numbers of the kind
	To       [columns.NumKinds]bool            // a rule on the kind says who receives it
	more     [columns.NumKinds]bool            // of each entry more is looked at than its fields: times, its number, who receives something
	tiered   bool                              // a cut asks for the tier of an adoption
}

// ReadSetOf are the traits of a scheme, which are found once.
func ReadSetOf(s *scheme.Scheme) *ReadSet {
	return s.Study(func(s *scheme.Scheme) any { return newReadSet(s) }).(*ReadSet)
}

func newReadSet(s *scheme.Scheme) *ReadSet {
	k := &ReadSet{of: s, asked: NewReads(s.Vocabulary)}
	var cuts map[ledger.Kind][]predicate
	k.Reads, cuts = entryReads(s)
	for i, kind := range ledger.Kinds() {
		for _, c := range cuts[kind] {
			if k.Cuts[i] = append(k.Cuts[i], c); !c.timed {
				k.asked.AddAll(c.Program)
			}
			k.tiered = k.tiered || c.Tiered
		}
	}
	for i, kind := range ledger.Kinds() {
		_, later := s.TakesEffect[kind] // when it does, an expression says
		k.Scores[i] = !later && frame.InCases(kind)
		k.fields[i], k.timed[i] = k.fieldsOf(kind)
		for n := range s.Numbers {
			if s.Numbers[n].Each == kind {
				k.numbered[i] = append(k.numbered[i], n)
			}
		}
	}
	for _, c := range s.Credits {
		if slices.ContainsFunc(c.Amounts, func(a scheme.Amount) bool { return a.To != nil }) {
			k.To[slices.Index(ledger.Kinds(), c.Each)] = true
		}
	}
	for i := range k.more {
		k.more[i] = len(k.timed[i]) > 0 || len(k.numbered[i]) > 0 || k.To[i] || slices.ContainsFunc(k.Cuts[i], func(c predicate) bool { return c.timed })
	}
	return k
}

// Together are the fields by which entries are numbered together: those that are watched, and the attributes, which are
// checked.
func (k *ReadSet) Together() (of [columns.NumKinds][]columns.Field) {
	for i, kind := range ledger.Kinds() {
		if k.Scores[i] {
			of[i] = slices.Clone(k.fields[i])
		}
		if len(k.of.Attrs[string(kind)]) > 0 {
			of[i] = append(of[i], columns.FieldAttrs)
		}
	}
	return of
}

// Signatures says how the entries of a frame are told apart. It is read by all goroutines.
type Signatures struct {
	F        *frame.Frame
	Groups   *columns.Grouping
	Buckets  *sums.Buckets
	ReadSet  *ReadSet
	table    *signatureTable
	Epochs   []int64  // instants at which rules or parameters change
	Members  []uint32 // by state of the roster: a number of what is read of the unit; 0: it is off
	Turnover []int64  // instants at which the roster changes, for rules that say who receives them and for what commissions come to

	ahead []Signature // by position, of entries of kinds of which more is looked at; see signAhead

	Standings int      // numbers of members are less
	KindOf    []uint8  // by number of the combination
	StandsFor []uint16 // likewise: the number that stands for it, see crew.alike; nil: each for itself

	Plain []atomic.Uint32 // by number of the combination, number of the unit as it stood, and epoch: the profile; see unknown, byWords
}

// NewSignatures finds how the entries of a frame are told apart.
func NewSignatures(f *frame.Frame, set *ReadSet, combined *columns.Grouping, b *sums.Buckets) *Signatures {
	p := &Signatures{F: f, Groups: combined, Buckets: b, ReadSet: set, table: &signatureTable{numbers: map[string]Signature{}}, Standings: 1}
	for _, r := range f.Scheme.Rules {
		p.changes(r.From.IsZero(), frame.Nanoseconds(r.From))
		p.changes(r.Until.IsZero(), frame.Nanoseconds(r.Until))
	}
	for _, q := range f.Scheme.Quotas {
		p.changes(q.From.IsZero(), frame.Nanoseconds(q.From))
		p.changes(q.Until.IsZero(), frame.Nanoseconds(q.Until))
	}
	for _, start := range f.Scheme.Params.Starts() {
		p.changes(false, frame.Nanoseconds(start))
	}
	p.Epochs = SortedInstants(p.Epochs)
	p.Members = MemberNumbers(p.F, frame.NewEvaluator(f), p.ReadSet.Reads)
	for i, s := range f.Units.States() {
		p.Turnover = append(p.Turnover, s.From)
		p.Standings = max(p.Standings, int(p.Members[i])+1)
	}
	p.Turnover = SortedInstants(p.Turnover)
	if size := p.Groups.Len() * p.Standings * (len(p.Epochs) + 1); size <= maxPlain {
		p.Plain = make([]atomic.Uint32, size)
	}
	p.KindOf = make([]uint8, p.Groups.Len())
	for n := range p.KindOf {
		p.KindOf[n] = p.F.Columns.KindCode(p.Groups.Representative(uint32(n)))
	}
	return p
}

// Frame is what is told apart.
func (p *Signatures) Frame() *frame.Frame { return p.F }

func (p *Signatures) changes(never bool, at int64) {
	if !never {
		p.Epochs = append(p.Epochs, at)
	}
}

// SortedInstants sorts instants in place, and returns each once.
func SortedInstants(all []int64) []int64 {
	slices.Sort(all)
	return slices.Compact(all)
}

// fieldsOf lists the fields of entries of a kind that their profile depends on: of those that are read, what they are made
// of; and of what the step itself looks at.
func (k *ReadSet) fieldsOf(kind ledger.Kind) (watched, timed []columns.Field) {
	v := k.of.Vocabulary
	given := map[columns.Field]bool{}
	look := func(record *rule.Record) {
		for field := range record.Fields {
			u := max(k.Reads.Of(record, field), min(k.asked.Of(record, field), Loosely))
			switch from, plain, own := FieldOf(v, record, field); {
			case u == Unread:
			case field >= own:
				given[columns.FieldAttrs] = true
			case plain:
				given[from] = true
				if u == exactly && isTimeField(from) {
					timed = append(timed, from)
				}
			}
		}
	}
	switch kind {
	case ledger.Submit:
		look(v.Item)
		look(v.Answer)
	case ledger.Adopt:
		look(v.Adopt)
		look(v.Outlet)
		given[columns.FieldOutlet], given[columns.FieldLevel] = true, true // it has a tier, or is refused
	case ledger.Endorse:
		look(v.Endorse)
	case ledger.Grant:
		look(v.Grant)
		given[columns.FieldRule], given[columns.FieldAccount], given[columns.FieldAmount] = true, true, true // what it asks for
	case ledger.Incident:
		look(v.Incident)
	case ledger.Commission:
		look(v.Commission)
		look(v.Asked)
	}
	for field := range given {
		watched = append(watched, field)
	}
	slices.Sort(watched)
	slices.Sort(timed)
	return watched, slices.Compact(timed)
}

// EpochOf counts the changes up to an instant.
func EpochOf(changes []int64, at int64) uint32 {
	if len(changes) == 0 {
		return 0
	}
	n, found := slices.BinarySearch(changes, at)
	if found {
		n++
	}
	return uint32(n)
}
