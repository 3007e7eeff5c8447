package scoring

import (
	"slices"
	"sync"
	"sync/atomic"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// A profile is all that the expressions of step 1 can see of an entry by itself: its kind, the values that they read of it
// and of its unit as it stood then, and which rules and parameters were in force. Entries of one profile are alike but for
// their place in time.

// profile numbers profiles; 0 is none: there are too many to keep apart.
type profile uint32

// maxProfiles bounds how many profiles are kept apart.
const maxProfiles = 1 << 18

// profiles are the numbers given out so far, for all goroutines.
type profiles struct {
	mu      sync.Mutex
	numbers map[string]profile
}

func (p *profiles) number(key []byte) profile {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n, ok := p.numbers[string(key)]; ok {
		return n
	}
	if len(p.numbers) == maxProfiles {
		return 0
	}
	n := profile(len(p.numbers) + 1)
	p.numbers[string(key)] = n
	return n
}

// traits are what step 1 of a scheme looks at in entries: what tells them apart.
type traits struct {
	of       *scheme.Scheme
	reads    *reads
	asked    *reads // what those cuts read that are not asked of each entry
	cuts     [columns.NumKinds][]cut
	scores   [columns.NumKinds]bool            // entries of the kind are in cases, and have a profile
	fields   [columns.NumKinds][]columns.Field // fields that are looked at, by kind: entries equal in these have one profile
	timed    [columns.NumKinds][]columns.Field // and the times whose value is looked at
	numbered [columns.NumKinds][]int           // the numbers of the kind
	to       [columns.NumKinds]bool            // a rule on the kind says who receives it
	more     [columns.NumKinds]bool            // of each entry more is looked at than its fields: times, its number, who receives something
	tiered   bool                              // a cut asks for the tier of an adoption
}

// traitsOf are the traits of a scheme, which are found once.
func traitsOf(s *scheme.Scheme) *traits {
	return s.Study(func(s *scheme.Scheme) any { return newTraits(s) }).(*traits)
}

func newTraits(s *scheme.Scheme) *traits {
	k := &traits{of: s, asked: newReads(s.Vocabulary)}
	var cuts map[ledger.Kind][]cut
	k.reads, cuts = entryReads(s)
	for i, kind := range ledger.Kinds() {
		for _, c := range cuts[kind] {
			if k.cuts[i] = append(k.cuts[i], c); !c.timed {
				k.asked.addAll(c.program)
			}
			k.tiered = k.tiered || c.tiered
		}
	}
	for i, kind := range ledger.Kinds() {
		_, later := s.TakesEffect[kind] // when it does, an expression says
		k.scores[i] = !later && scores(kind)
		k.fields[i], k.timed[i] = k.fieldsOf(kind)
		for n := range s.Numbers {
			if s.Numbers[n].Each == kind {
				k.numbered[i] = append(k.numbered[i], n)
			}
		}
	}
	for _, c := range s.Credits {
		if slices.ContainsFunc(c.Amounts, func(a scheme.Amount) bool { return a.To != nil }) {
			k.to[slices.Index(ledger.Kinds(), c.Each)] = true
		}
	}
	for i := range k.more {
		k.more[i] = len(k.timed[i]) > 0 || len(k.numbered[i]) > 0 || k.to[i] || slices.ContainsFunc(k.cuts[i], func(c cut) bool { return c.timed })
	}
	return k
}

// together are the fields by which entries are numbered together: those that are watched, and the attributes, which are
// checked.
func (k *traits) together() (of [columns.NumKinds][]columns.Field) {
	for i, kind := range ledger.Kinds() {
		if k.scores[i] {
			of[i] = slices.Clone(k.fields[i])
		}
		if len(k.of.Attrs[string(kind)]) > 0 {
			of[i] = append(of[i], columns.FieldAttrs)
		}
	}
	return of
}

// profiling says how the entries of a frame are told apart. It is read by all goroutines.
type profiling struct {
	*Frame
	*traits
	profiles *profiles
	epochs   []int64  // instants at which rules or parameters change
	members  []uint32 // by state of the roster: a number of what is read of the unit; 0: it is off
	turnover []int64  // instants at which the roster changes, for rules that say who receives them and for what commissions come to

	beforehand []profile // by position, of entries of kinds of which more is looked at; see profileMore

	standings int      // numbers of members are less
	kindOf    []uint8  // by number of the combination
	standsFor []uint16 // likewise: the number that stands for it, see crew.alike; nil: each for itself

	plain []atomic.Uint32 // by number of the combination, number of the unit as it stood, and epoch: the profile; see unknown, byWords
}

func (f *Frame) newProfiling() *profiling {
	p := &profiling{Frame: f, traits: f.traits, profiles: &profiles{numbers: map[string]profile{}}, standings: 1}
	for _, r := range f.scheme.Rules {
		p.changes(r.From.IsZero(), nanoseconds(r.From))
		p.changes(r.Until.IsZero(), nanoseconds(r.Until))
	}
	for _, q := range f.scheme.Quotas {
		p.changes(q.From.IsZero(), nanoseconds(q.From))
		p.changes(q.Until.IsZero(), nanoseconds(q.Until))
	}
	for _, start := range f.scheme.Params.Starts() {
		p.changes(false, nanoseconds(start))
	}
	p.epochs = sortedInstants(p.epochs)
	p.members = p.memberNumbers(newEvaluator(f), p.reads)
	for i, s := range f.units.States() {
		p.turnover = append(p.turnover, s.From)
		p.standings = max(p.standings, int(p.members[i])+1)
	}
	p.turnover = sortedInstants(p.turnover)
	if size := p.combined.Len() * p.standings * (len(p.epochs) + 1); size <= maxPlain {
		p.plain = make([]atomic.Uint32, size)
	}
	p.kindOf = make([]uint8, p.combined.Len())
	for n := range p.kindOf {
		p.kindOf[n] = p.columns.KindCode(p.combined.Representative(uint32(n)))
	}
	return p
}

func (p *profiling) changes(never bool, at int64) {
	if !never {
		p.epochs = append(p.epochs, at)
	}
}

func sortedInstants(all []int64) []int64 {
	slices.Sort(all)
	return slices.Compact(all)
}

// fieldsOf lists the fields of entries of a kind that their profile depends on: of those that are read, what they are made
// of; and of what the step itself looks at.
func (k *traits) fieldsOf(kind ledger.Kind) (watched, timed []columns.Field) {
	v := k.of.Vocabulary
	given := map[columns.Field]bool{}
	look := func(record *rule.Record) {
		for field := range record.Fields {
			u := max(k.reads.of(record, field), min(k.asked.of(record, field), loosely))
			switch from, plain, own := fieldOf(v, record, field); {
			case u == unread:
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

// epochOf counts the changes up to an instant.
func epochOf(changes []int64, at int64) uint32 {
	if len(changes) == 0 {
		return 0
	}
	n, found := slices.BinarySearch(changes, at)
	if found {
		n++
	}
	return uint32(n)
}
