// Package gongguo (功过, "merits and demerits") is the module's front page; the work is done in the packages below it.
//
//	ledger            what happened: entries, roster, voids, views, digests; JSON Lines and CSV
//	ledger/columns    the same ledger for engines: fields as dictionary codes, items, roster as tables
//	ledger/calendar   zone, closing day, periods, working days
//	ledger/reason     what is wrong, refused or gives nothing: a code with arguments, and the English sentence
//	rule              the expression language: CEL with exact numbers
//	rule/document     strict reading of YAML: places, all errors at once, the nearest key
//	tier              which tier an outlet is of
//	scoring/scheme    a regulation as one YAML file, checked and compiled
//	scoring           the engine: number, credit, settle, rank; scores and explanations
//	scoring/review    what a scheme says that its author perhaps did not mean
//	examples/gongguo  the program
//	examples/schemes  five published regulations as schemes
//
// A score is a pure function of a scheme, a ledger and a few options:
//
//	s, err := schemes.Load(ctx, "chifeng-2020")
//	l, err := ledger.ReadJSONL(ctx, file, "2020.jsonl")
//	book, err := scoring.Score(ctx, s, l, scoring.Options{})
//
// The same input gives the same bytes on any machine: nothing below examples reads a clock, a random source, the
// environment or the host's time zones, and no map order reaches a result.
package gongguo
