// Package scoring runs a scheme over a ledger: a score is a pure function of the two and a few options.
//
//	book, err := scoring.Score(ctx, s, l, scoring.Options{})
//	for _, t := range book.Totals() {
//		fmt.Println(t.Group, t.Rank, t.Unit, t.Amount)
//	}
//
// [Score] gives totals, ranks, quotas, honours, postings with clause and evidence, and what could not be scored and why.
// [Explain] answers for one unit, item or entry how each point came about. [RunTests] runs the worked cases inside a scheme.
//
// [NewEngine] scores as Score does and keeps what it takes to score again after a change: [Engine.With] other figures,
// [Engine.Append] more entries, [Engine.Explain]; each in time in proportion to what the change reaches, with the same bytes.
//
// # The way of the data
//
// Everything that a regulation says falls into one of four scopes, and each needs only its own data: number, credit, settle,
// rank. The rooms below are told apart by what they do, and import only those that stand before them:
//
//	scheme                what a regulation says, compiled
//	internal/frame        what every step reads: view, roster, periods, cases, records, evaluation
//	internal/steps        number → credit → settle → rank, plain; the only place where rules run
//	internal/provenance   how a point came about, and why another did not
//	internal/bulk         the same totals by classes of cases and periods; may be deleted
//	internal/incremental  what an engine keeps to score again; may be deleted
//	scoring               this room: options, Score, Explain, RunTests, Scorebook, Engine
//
// Between the steps stands only a merge of rows by unit, and they work on blocks, so any split, on any number of goroutines,
// gives the same bytes.
//
// # A new meaning
//
// What a key means stands on the page of the language, scheme/reference.md, and where the score shows it, on that of the
// ledger, ledger/format.md. The key is described at its Go type in scheme (go generate writes the tables). Then come the
// steps, and by that page alone internal/reference; a random world (internal/worlds) that has the key compares them, the
// quicker ways too, in a world without derived amounts as well: with them an engine ranks all anew. A recipe with worked
// cases belongs to examples/schemes/patterns.
//
// # What stays true
//
// The worth of an item, for an account and a receiver, is rounded once; postings are differences of rounded worths; a
// settled or derived amount is rounded once; sums never. (Where one receiver gets parts of a worth by two different splits, each
// split is rounded by itself.) A problem with one entry is data in the result, and the rest is scored. A
// scheme and a ledger of today give the same score under every later v1.
package scoring
