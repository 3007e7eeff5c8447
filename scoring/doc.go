// Package scoring runs a scheme over a ledger: a score is a pure function of the two and a few options.
//
//	book, err := scoring.Score(ctx, s, l, scoring.Options{})
//	for _, t := range book.Totals() {
//		fmt.Println(t.Group, t.Rank, t.Unit, t.Amount)
//	}
//
// [Score] returns totals, ranks, quotas, honours, postings with clause and evidence, and the entries that were refused
// with their reasons. [Explain] explains the points of one unit, item or entry. [RunTests] runs the tests of a scheme.
//
// [NewEngine] scores as Score does and holds the materialised state: it scores again under other figures
// ([Engine.With]) or with more entries ([Engine.Append]), and explains ([Engine.Explain]), each in time in proportion
// to what the change reaches, with the same bytes.
//
// # Data flow
//
// A score has four steps, and each needs only its own data: number, credit, settle, rank. Each room has one task, and
// imports only those above it:
//
//	scheme                what a regulation says, compiled
//	internal/frame        what every step reads: view, roster, periods, cases, records, evaluation
//	internal/steps        number → credit → settle → rank, plain; the only place where rules run
//	internal/provenance   how a point came about, and why an entry is idle
//	internal/bulk         the same totals by equivalence classes of cases and periods; may be deleted
//	internal/incremental  the materialised state of an engine; may be deleted
//	internal/audit        the words of a ledger that no expression knows
//	scoring               this room: options, Score, Explain, RunTests, Scorebook, Engine
//	scoring/review        stands beside: what a scheme says that its author perhaps did not mean
//
// What comes in is a [scheme.Scheme], a [ledger.Ledger] and [Options]; what goes out are the types of this room, filled
// when somebody asks. The two ways that may be deleted are listed in one line of score.go; a score stays the same
// without them, by the plain steps. Tests alone import internal/reference, a slow and obvious reading of the reference
// page, and internal/worlds, which makes the random schemes and ledgers over which all ways must agree to the byte.
//
// Between the steps stands only a group-by of changes by unit. The steps work on blocks, so that any split, on any
// number of goroutines, has the same bytes.
//
// # A new meaning
//
// What a key means stands on the page of the language, scheme/reference.md, and where the score shows it, on that of
// the ledger, ledger/format.md. The key is described at its Go type in scheme (go generate writes the tables). Then
// come the steps, and by that page alone internal/reference; a random world (internal/worlds) that has the key compares
// them, the quicker ways too, in a world without derived amounts as well: with them an engine ranks all anew. A recipe
// with worked cases belongs to examples/schemes/patterns.
//
// # Invariants
//
// The worth of an item, for an account and a receiver, is rounded once; postings are differences of rounded worths; a
// settled or derived amount is rounded once; sums never. (Parts of a worth by different splits are rounded split by
// split.) A problem with one entry is data in the result, and the rest is scored. A scheme and a ledger of today have
// the same score under every later v1.
package scoring
