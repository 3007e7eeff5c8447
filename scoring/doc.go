// Package scoring runs a scheme over a ledger: a score is a pure function of the two and a few options.
//
//	book, err := scoring.Score(ctx, s, l, scoring.Options{Period: "2020"})
//	for _, t := range book.Totals {
//		fmt.Println(t.Group, t.Rank, t.Unit, t.Amount)
//	}
//
// [Score] gives totals, ranks, quotas, honours, postings with clause and evidence, and what could not be scored and why.
// [Explain] answers for one unit, item or entry how each point came about. [RunTests] runs the worked cases inside a scheme.
//
// [NewEngine] scores as Score does and keeps what it takes to score again after a change: [Engine.With] other figures,
// [Engine.Append] more entries, [Engine.Explain]; each in time in proportion to what the change reaches, with the same bytes.
//
// # Four steps
//
// Everything that a regulation says falls into one of four scopes, and each needs only its own data:
//
//   - number ([Frame.Number]): what an entry must know of others is counted before anything is scored;
//   - credit ([Frame.Credit]): one case at a time, an item with its entries in order of time, gives changes of amounts and
//     of counts, each dated by the entry that caused it;
//   - settle ([Frame.Settle]): one unit at a time, its periods in the order of their end: quotas, rules on them, caps;
//   - rank ([Frame.Rank]): the units of a group, their order, ties, honours, and what is derived of their totals and ranks.
//
// Between them stands only a merge of rows by unit ([Frame.ByUnit]). The step functions are pure and work on blocks, so any
// split, on any number of goroutines, gives the same bytes. They are the only places where rules run.
//
// # Classes
//
// Totals and ranks do not need a change for each entry. Cases that are alike in all that step 1 can see of them are one
// class, and so are periods of units that are alike in all that step 2 can see: the step runs for one of them, and what it
// gives is added up in whole numbers for the others ([Score], [Engine]). What tells cases apart is found from what the
// expressions read (profile.go, class.go, settle_class.go); of times, numbers and texts only what the conditions ask of them counts
// (cut.go), and these, as what is numbered in step 0, are asked once for entries of which they see the same (glance.go). The ledger
// says which entries are about which item and how many items of a unit hold the same ([columns.ItemIndex], [columns.ItemGroups]), so that
// most are added in one go, without a look at them (pattern.go). For a class, step 1 reads of entries that hold the same one and the
// same (standin.go), and knows what expressions give by their numbers (memo.go). Sums stand by period where step 2 looks at them,
// and else for the period that is shown (sums.go). Postings, refusals and problems name entries: they are made when they are asked
// for, by the same steps with every change by itself.
//
// # What stays true
//
// The worth of an item, for an account and a receiver, is rounded once; postings are differences of rounded worths; a
// settled or derived amount is rounded once; sums never. (Where one receiver gets parts of a worth by two different splits, each
// split is rounded by itself.) A problem with one entry is data in the result, and the rest is scored. A
// scheme and a ledger of today give the same score under every later v1.
package scoring
