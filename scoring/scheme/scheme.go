package scheme

import (
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/tier"
)

// Scheme is a regulation, read, checked and compiled. It is immutable and safe for many goroutines; its fields are for
// the engine and for reports to read, and must not be changed: variants of a scheme share them. What its methods return
// is the caller's.
type Scheme struct {
	Name, Title string
	Calendar    *calendar.Calendar
	Accounts    []Account         // at least one; the first is the default of rules
	Categories  []Category        // of units, in the order of tables; none: any
	Attrs       map[string][]Attr // by kind of entry, and "unit", "outlet"
	Bounds      map[string]*Attr  // of the text that every entry of a kind has and that one_of bounds, by the same
	Covers      *Coverage         // nil: all items are the scheme's own
	Succeeds    *Predecessor      // nil: the scheme is of all time
	Outlets     *tier.Table
	Ladder      *tier.Ladder // nil: the scheme has no tiers, every outlet will do
	TierScope   *Scope       // of the ladder's conditions; nil without tiers
	Params      *Params
	Vocabulary  *Vocabulary
	TakesEffect map[ledger.Kind]Effect // when an entry counts, if later than its own time
	Numbers     []Number               // in the order of the file, in which they are counted
	Balances    []Balance              // in the order of the file
	Own         []*OwnPeriod           // periods that units have from a day of their own, in the order of the file
	// everything that posts, in the order of the file's sections; Rule.Index is the place here
	Rules       []*Rule
	Credits     []*Credit
	Collapses   []*Collapse
	Quotas      []*Quota
	Settles     []*Settle // in the order in which they run
	Rankings    []*Ranking
	Honours     []*Honour
	HonourSteps []*Honour // the same, each after those for whose limits it asks
	Grades      []*Grade  // in the order of the file
	Results     []*Result // likewise
	Derived     []*Derived
	// rankings, derived amounts, late rules, grades and results in the order in which they run
	RankSteps       []RankStep
	Scopes          []*Scope        // of the expressions of all steps but the first, which numbers; by name
	Kinds           []calendar.Kind // the kinds of period that are settled, the shorter first
	ReadsRows       bool            // some expression reads earlier periods, or the periods inside
	ReadsMembers    bool            // some expression reads how many units belong to a unit
	SettlesBalances bool            // something settled or derived gives to an account that is a balance
	// some expression asks for standings
	ReadsStandings bool
	// some expression reads a grade or a result of an earlier period, or of one inside
	ReadsOutcomes bool
	// periods are settled one after another, each for all units, since what is made of all of them in one is seen by
	// what is settled later
	Across bool
	// some expression reads when an entry was recorded
	ReadsRecorded bool
	AsksLater     bool      // some rule is asked of an entry on a later day
	Carries       bool      // what a closed period has otherwise is posted on the first open day
	Opening       *Rule     // which an opening without a rule is posted by; it is not among Rules
	OpeningFigure *Rule     // likewise, in an account of figures
	Clauses       []Clause  // of the regulation, if the file lists them
	Readings      []Reading // all of them, in the order of the file
	Tests         []Test    // of the scheme as published, whatever With changed

	missing []string // required parameters without a value
	figures param    // what Params was made from
	source  *source
	study   *study // shared by those that differ in figures alone
}

// Missing are the paths of required parameters that have no value yet, in the order of the file: nothing is scored
// without them. With gives them values.
func (s *Scheme) Missing() []string { return slices.Clone(s.missing) }

// Account is what is counted: points, money, a number of items.
type Account struct {
	Name, Title, Unit string
	Places            int32         // decimal places
	Rounding          string        // a rounding mode of package rule
	Figure            bool          // derived figures alone give to it: each period has its own, or none
	Helper            bool          // only rules read it
	Balance           bool          // a period has all that was posted to it up to its end
	Scope             *Scope        // of When
	When              *rule.Program // which units have it in a period, a bool; nil: all
}

// Rule is what everything that posts has in common.
type Rule struct {
	Index         int
	Name          string
	Section       string // credits, bonuses, deductions, caps or derived
	Clause, Title string
	From, Until   time.Time     // in force in [From, Until); zero: without a bound
	Sign          int           // +1: may only add; −1: may only take; 0: either
	Figure        bool          // derived: what it gives belongs to its own period, and to no longer one
	Scope         *Scope        // of all its expressions
	When          *rule.Program // a bool; nil: always
	Require       []Requirement // asked in turn where When holds
}

// InForce says whether the rule is in force at t.
func (r *Rule) InForce(t time.Time) bool {
	return (r.From.IsZero() || !t.Before(r.From)) && (r.Until.IsZero() || t.Before(r.Until))
}

// Requirement is a condition with the reason that is reported where it is false.
type Requirement struct {
	Cond *rule.Program // a bool
	Why  string        // as the regulation or its author says it
}

// Amount is what a rule gives to one account.
type Amount struct {
	Account int           // index in Scheme.Accounts
	Worth   *rule.Program // a number, before rounding
	// who receives it: a string, a list of strings (each the whole), or a map of shares to numbers; nil: the entry's
	// unit
	To *rule.Program
}

// Credit scores each entry of a kind.
type Credit struct {
	*Rule
	Each ledger.Kind
	// 0: dated by entries; else settled at the end of that period of the entry (a commission's due)
	Per      calendar.Kind
	Amounts  []Amount
	Bonuses  []*Bonus      // on its standard, then the deductions on it, each in the order of the file
	Combine  string        // how bonuses combine: highest, sum, product or added_first
	Rest     *rule.Program // who receives what shares leave over, a string; nil: the first by name
	Collapse *Collapse     // nil: it adds up
	Evolves  bool          // it reads what later entries about the item change
	Later    *Later        // on which days it is asked; nil: at the entry, of a commission at due
}

// Bonus multiplies or adds on the standard of credits, in their scope; or, with Sign −1, takes of what bonuses have
// made of it.
type Bonus struct {
	*Rule
	Times, Plus *rule.Program // one of the two, a number; the other is nil
}

// Collapse says which of an item's candidates count. Its expressions are compiled once for each kind of entry that its
// credits score, in that entry's scope with the candidate's worth.
type Collapse struct {
	Name, Clause, Title string
	Best                int // how many count, 1 or more
	// of any type: at most one counts for each value; empty: all together
	Per     map[ledger.Kind]*rule.Program
	Order   map[ledger.Kind][]*rule.Program // numbers, the highest first; empty: by worth
	Scope   map[ledger.Kind]*Scope
	Credits []*Credit
}

// Number numbers entries before anything is scored.
type Number struct {
	Name, Clause, Title string
	Each                ledger.Kind
	Scope               *Scope
	When                *rule.Program   // a bool; nil: all of them
	By                  []*rule.Program // of any type: numbered apart for each combination of values
	Per                 calendar.Kind   // 0: over the whole ledger
	// of any type: entries with one value of it, and of By, share the number of the first; nil: none do
	Same *rule.Program
}

// Quota is a task, or a tally where Required is nil.
type Quota struct {
	Index               int // in Scheme.Quotas
	Name, Clause, Title string
	Each                ledger.Kind // the kind of entry that counts
	Per                 calendar.Kind
	// in force in [From, Until), by the last instant of the period; zero: without a bound
	From, Until   time.Time
	Scope         *Scope        // of Count
	Count         *rule.Program // a bool or a number; nil: measured by Sum
	Sum           []*Rule
	Places        int32         // of the amounts that Sum adds up, the most of their accounts
	Rounding      string        // of the account with those
	SumsShares    bool          // Sum has a rule whose receivers may have shares
	Plus          *rule.Program // a number that is added to what was counted; nil: nothing
	RequiredScope *Scope        // of When and Required
	When          *rule.Program // whom it concerns, a bool; nil: everyone
	Required      *rule.Program // a number; nil: a tally
	Assigned      bool          // its figure reads what is assigned
	Evolves       bool          // its count reads what later entries about the item change
	AtDue         bool          // of commissions: counted once, at the end of the period in which it is due
	AtSubmit      bool          // of submissions: all that one counts is dated by the submission itself
	// what a unit owes that was on the roster for a part of the period only: none, whole or share; empty: none, which
	// the scheme does not say
	Partial string
}

// Settle runs for a unit at the end of a period: on a quota, on the period, or as a cap.
type Settle struct {
	*Rule
	Per     calendar.Kind
	Quota   *Quota   // nil: on the period
	Amounts []Amount // empty for a cap
	// it goes to each unit that belongs to the one that is settled, and not to that one
	ToMembers bool
	Late      bool  // it is made when all units are settled in the period, with what is derived
	Asked     Asked // of a late one
	Cap       *Cap  // nil: no cap
}

// Cap limits what a group of rules gives to an account in a period: what the caps before it left.
type Cap struct {
	Account         int           // index in Scheme.Accounts
	Of              []*Rule       // without caps; empty: all of the account
	AtMost, AtLeast *rule.Program // numbers; nil: no such limit
	// strings, in the scope of the entry that a rule of Of scores: limited apart for each; empty: together
	By map[ledger.Kind]*rule.Program
	// the caps before it on some of what it limits, in the order in which they run
	Before []*Settle
	// the rules whose sums together are what it limits, the caps before it included; not of a cap that is ByEntry
	Sums []*Rule
	// it limits entry by entry: By tells them apart, or it or a later cap limits a part of what another limits
	ByEntry bool
	by      string  // By as written
	after   []*Rule // the caps that the file says come before
}

// Effect says when an entry takes effect.
type Effect struct {
	Scope *Scope
	At    *rule.Program // a time
}

// Derived is an amount that is made, at the end of a period, of what all units of a group have.
type Derived struct {
	*Rule
	Per        []calendar.Kind
	Account    int
	GroupScope *Scope
	Group      *rule.Program // a string; nil: one group, "all"
	Worth      *rule.Program // a number; with Pool, what the part of a unit goes by
	Asked      Asked
	PoolScope  *Scope        // of Pool and Rest: what a group as a whole knows
	Pool       *rule.Program // what a group shares out, a number; nil: Worth is the amount
	Rest       *rule.Program // the id of who has what rounding leaves over, a string; nil: the first by id with a part
	Over       []*Rule       // over whose items the amount is laid; empty: it is one
}

// RankStep is a settled rule that is late, a ranking, a derived amount, a grade or a result; the others are nil.
type RankStep struct {
	// what longer periods settle sees it, so that it is made before they are settled, also where they end with its own
	Early   bool
	Settle  *Settle
	Ranking *Ranking
	Derived *Derived
	Grade   *Grade  // made once more when all is settled
	Result  *Result // likewise
	reads   []rule.Read
}

// Ranking orders the units of a group by an account.
type Ranking struct {
	Name, Clause, Title string
	Per                 []calendar.Kind
	Account             int // index in Scheme.Accounts
	Scope               *Scope
	Group               *rule.Program   // a string; nil: one group, "all"
	Order               []*rule.Program // what decides between equals: numbers, the highest first, and texts, ascending
	Ties                string          // how what remains equal is ranked: competition, dense or ordinal
	Eligible            *rule.Program   // a bool; nil: everyone
}

// Honour praises the first of a ranking.
type Honour struct {
	Name, Clause, Title string
	Ranking             *Ranking
	Per                 []calendar.Kind // some or all of the ranking's
	FirstScope          *Scope          // of First: what a group as a whole knows
	First               *rule.Program   // how many are honoured, a number
	Scope               *Scope          // of Eligible
	Eligible            *rule.Program   // a bool; nil: everyone
	Fill                bool            // the place of one who is not eligible goes to the next who is
	// of a tie with which more would be honoured than First: what decides between them, numbers, the highest first, and
	// texts, ascending; and whether what remains equal is honoured not at all
	Order    []*rule.Program
	TiedNone bool
	After    []*Honour // those for whose limits it asks
}

// Reading is one way to understand a sentence.
type Reading struct {
	Question, Name, Title string
	Taken                 bool // the scheme itself reads so
}

// Test is a worked case inside a scheme.
type Test struct {
	Name                 string
	Position             document.Position // in the scheme
	Ledger               *ledger.Ledger
	Period, Until, Known string // as scoring takes them; empty: not said
	Params               []Param
	Readings             []string
	Expect               []Expected // at least one
}

// Expected is one figure of a test. Of is totals (Who is a unit, What an account; [NoFigure]: the unit has none), ranks
// (a unit, a ranking as [Scheme.RankingNamed] has it), done or missing (a unit, a quota), grades (a unit, a grade; Want
// is the band, or [NoFigure]), honours or results (Who is the honour or the result, Want the unit), unscored (Who is an
// entry), problems (a unit or entry; Want is the code), unmet (Want is an entry) or suspects (Want is entries with
// spaces between). Of the last six, an empty Want says that there is none, of Who or at all.
type Expected struct {
	Of, Who, What, Want string
	Position            document.Position
}
