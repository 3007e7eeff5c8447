package provenance

import (
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// recorder is an observer that records the provenance of changes, for one goroutine.
type recorder struct {
	read       []rule.Observed // by the current rule, each path once
	paths      map[string]bool // of these
	candidates []*steps.Candidate
	tallies    []*steps.Tally
	standards  map[*steps.Candidate][]decimal.Decimal // the amounts before bonuses
	values     map[*steps.Candidate][]rule.Observed   // that their expressions read
	counted    map[*steps.Tally][]rule.Observed       // likewise
	counts     map[*steps.Tally][]count               // what it counted when, as differences
}

// count is a difference of what an entry counts for a quota, with the entry that has its date.
type count struct {
	at       time.Time
	position int32
	amount   decimal.Decimal
}

func newRecorder() *recorder {
	return &recorder{
		standards: map[*steps.Candidate][]decimal.Decimal{}, values: map[*steps.Candidate][]rule.Observed{},
		counted: map[*steps.Tally][]rule.Observed{}, counts: map[*steps.Tally][]count{},
	}
}

func (r *recorder) Traces() bool { return true }

func (r *recorder) Begin() { r.read, r.paths = nil, nil }

// Evaluated adds the values that an expression read, as they may be shown.
func (r *recorder) Evaluated(e *frame.Evaluator, p *rule.Program, _ rule.Value, _ error, read []rule.Observed) {
	r.addValues(e.Shown(p, read))
}

// Limited adds a sum that a cap limits, and what it leaves, as values.
func (r *recorder) Limited(key string, sum, left rule.Value) {
	of := ""
	if key != "" {
		of = " of " + key
	}
	r.addValues([]rule.Observed{{Path: "what it limits" + of, Value: sum}, {Path: "what it leaves" + of, Value: left}})
}

// fewValues is how many values are looked through one by one: a rule seldom reads more.
const fewValues = 16

// addValues adds values that the current rule read, each path once.
func (r *recorder) addValues(values []rule.Observed) {
	for _, v := range values {
		if r.hasPath(v.Path) {
			continue
		}
		r.read = append(r.read, v)
		if len(r.read) > fewValues {
			r.paths[v.Path] = true
		}
	}
}

// hasPath reports whether the current rule read a path.
func (r *recorder) hasPath(path string) bool {
	if len(r.read) < fewValues {
		return slices.ContainsFunc(r.read, func(v rule.Observed) bool { return v.Path == path })
	}
	if r.paths == nil {
		r.paths = map[string]bool{}
		for _, v := range r.read {
			r.paths[v.Path] = true
		}
	}
	return r.paths[path]
}

// endRule returns the values that the current rule read.
func (r *recorder) endRule() []rule.Observed {
	out := r.read
	r.read, r.paths = nil, nil
	return out
}

func (r *recorder) Standard(c *steps.Candidate) { r.standards[c] = slices.Clone(c.Amounts) }

func (r *recorder) Candidate(c *steps.Candidate) { r.values[c] = r.endRule() }

func (r *recorder) Tallied(t *steps.Tally, dated *frame.Fact) {
	r.counted[t] = r.endRule()
	amount := t.Amount
	for _, c := range r.counts[t] {
		amount = amount.Sub(c.amount)
	}
	if !amount.IsZero() {
		r.counts[t] = append(r.counts[t], count{dated.From, dated.Position, amount})
	}
}

func (r *recorder) CaseCredited(all []*steps.Candidate, tallies []*steps.Tally) {
	r.candidates, r.tallies = append(r.candidates, all...), append(r.tallies, tallies...)
}

// merge adds the records of another recorder.
func (r *recorder) merge(other *recorder) {
	r.CaseCredited(other.candidates, other.tallies)
	maps.Copy(r.standards, other.standards)
	maps.Copy(r.values, other.values)
	maps.Copy(r.counted, other.counted)
	maps.Copy(r.counts, other.counts)
}

// note is the provenance of a change.
type note struct {
	sources []sourceNote // one list for the changes of an entry that caps alone tell apart
	beaten  []beaten
	values  []rule.Observed
	quota   *steps.QuotaRow // of a settlement on a quota
}

// sourceNote is a candidate that counts.
type sourceNote struct {
	entry    int32
	credit   *scheme.Credit
	standard decimal.Decimal
	bonuses  []*scheme.Bonus
	without  []frame.Problem // bonuses that could not be worked out
	worth    decimal.Decimal
	share    string // of the receiver, where several receive
}

// beaten is a candidate that a collapse left out.
type beaten struct {
	entry  int32
	credit *scheme.Credit
	worth  decimal.Decimal
	by     *scheme.Collapse
}

// Credited adds notes to changes: the candidates that count, and those that they beat.
func (r *recorder) Credited(e *steps.Runner, changes []steps.Change, all []*steps.Candidate) {
	var chosen []steps.Pick
	for i := range changes {
		c := &changes[i]
		n := &note{}
		if i == 0 || c.Account != changes[i-1].Account || c.Unit != changes[i-1].Unit {
			chosen = e.Chosen(all, c.Account, c.Unit)
		}
		// changes that caps tell apart have the same sources
		if j := slices.IndexFunc(changes[:i], func(o steps.Change) bool {
			return o.Account == c.Account && o.Unit == c.Unit && o.Rule == c.Rule
		}); j >= 0 {
			of := changes[j].Note.(*note)
			n.sources, n.values = of.sources, of.values
		} else {
			r.addSources(n, c, chosen)
		}
		n.beaten = beatenBy(all, chosen, c, e)
		c.Note = n
	}
}

// addSources adds the candidates that count to the note of a change.
func (r *recorder) addSources(n *note, change *steps.Change, chosen []steps.Pick) {
	for _, p := range chosen {
		if p.C.Credit.Rule != change.Rule {
			continue
		}
		n.sources = append(n.sources, sourceNote{entry: p.C.Fact.Position, credit: p.C.Credit,
			standard: r.standardOf(p.C, change.Account), bonuses: append([]*scheme.Bonus(nil), p.C.Bonuses...),
			without: p.C.Problems(), worth: p.Amount, share: p.To.Share(change.Unit)})
		n.values = append(n.values, r.values[p.C]...)
	}
}

// standardOf is the standard of a candidate in an account.
func (r *recorder) standardOf(c *steps.Candidate, account int) decimal.Decimal {
	for i, a := range c.Credit.Amounts {
		if a.Account == account {
			return r.standards[c][i]
		}
	}
	return decimal.Decimal{}
}

// beatenBy are the candidates that the collapse of a change left out.
func beatenBy(all []*steps.Candidate, chosen []steps.Pick, change *steps.Change, e *steps.Runner) []beaten {
	var out []beaten
	by := e.CollapseOf(change.Group)
	for _, c := range all {
		if !c.Counts || by == nil || c.Credit.Collapse != by ||
			slices.ContainsFunc(chosen, func(p steps.Pick) bool { return p.C == c }) {
			continue
		}
		for i, a := range c.Credit.Amounts {
			if a.Account == change.Account && c.To[i].Receives(change.Unit) {
				out = append(out, beaten{entry: c.Fact.Position, credit: c.Credit, worth: c.Amounts[i],
					by: c.Credit.Collapse})
			}
		}
	}
	return out
}

// Seen is a note of what was read.
func (r *recorder) Seen() any { return &note{values: r.read} }

// Settled adds a note to a change of the end of a period.
func (r *recorder) Settled(c *steps.Change, q *steps.QuotaRow) {
	c.Note = &note{quota: q, values: r.read}
}
