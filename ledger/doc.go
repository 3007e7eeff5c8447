// Package ledger keeps what happened (台账): which unit is on the roster, which item it handed in, who
// adopted and endorsed it, what was asked for and assigned, granted and held against it. A ledger is only
// ever appended to; a wrong entry is struck out by a void (作废). It knows nothing of scores.
//
// # Reading one
//
// A ledger is a text file with one JSON object a line, in the order in which the entries were recorded:
//
//	{"id":"e1","kind":"enroll","at":"2020-01-01","unit":"linxi","name":"林西县","category":"county"}
//	{"id":"e2","kind":"submit","at":"2020-03-02T09:00:00+08:00","item":"i1","unit":"linxi","genre":"brief"}
//	{"id":"e3","kind":"adopt","at":"2020-03-05","item":"i1","outlet":"人民日报"}
//
// [ReadJSONL] reads it, [ReadCSV] reads the same as a table, [New] and [Of] take entries that a program
// makes of its own tables:
//
//	l, err := ledger.ReadJSONL(ctx, file, "2020.jsonl")
//	if err != nil {
//		return err // all that is wrong, each with line, column, field, what was found and what expected
//	}
//	for position, e := range l.All() {
//		fmt.Println(position, e.At, e.Kind, e.Unit, e.Item)
//	}
//
// A ledger in several files, as one for each month, is one order of recording: [Read] reads them one after the other.
//
// A file is taken whole or not at all. What makes it wrong is an [*Errors]: an unknown field or kind, a field
// of another kind, a time or number that is none, an id that comes again with other content, a name of a
// unit, item or commission that nothing in the ledger introduces, a void of what does not come before it, a
// second submission of an item (or commission of an id) while the first one stands, a time of recording
// that goes back. An id that comes again with the same content is passed over: imports may overlap.
//
// An [*Error] holds its place - file, line, column, entry and field - and a Reason of package reason: a code that says
// what is the matter, with what was found and what expected as arguments, and the English sentence beside the code. It
// goes to JSON and back, and an error of a reader, of a sequence or of a time is a reason too.
//
// # Long work
//
// What may take longer than a hundredth of a second takes a context first. A context that ends is heard within a tenth
// of a second; its error is returned then, and never a part of the result.
//
// # What counts
//
// Voids and the two questions "as it was known then?" and "up to which day?" are answered by a [View]:
//
//	v, err := l.View(ctx, ledger.ViewOptions{Calendar: cal, Known: endOfMarch, Until: endOfMarch})
//	for position, e := range v.Entries() { … }  // what stands
//	roster, err := v.Roster(ctx)
//	member, on := roster.At("linxi", instant)   // the roster (名册) over time
//
// # Which function for which need
//
//   - a file: [ReadJSONL], [ReadCSV]; several: [Read]; writing one: [WriteJSONL], [WriteCSV]
//   - own tables: [New] for a stream, [Of] for those that are there, [TimeOf] and [ParseTime] for their times
//   - more entries: [Ledger.Append]
//   - an entry by id: [Ledger.Find]; by position: [Ledger.Entry]; all: [Ledger.All]
//   - one entry as JSON, and what a web page shows: package encoding/json, of [Entry], [Time], [Attrs], [Member],
//     [Errors]
//   - proof: [Entry.Canonical], [Ledger.Digest], [Ledger.RootAt]
//   - many entries at once, by their fields: package columns beside this one
//   - what counts: [Ledger.View], [View.Entries], [View.Struck], [View.Item], [View.Roster]
//
// # What stays true
//
// What is written comes in again equal, from JSON Lines and from CSV. The canonical bytes of an entry, and so
// the digest of a ledger, depend on nothing but the entries: not on the form that they were read from, nor on
// a calendar; they will not change. Numbers are exact decimals of at most 30 significant digits that stand at
// most 30 places from the point, and never pass through a float. Times are kept as written.
//
// A [Ledger], a [View] and a [Roster] are immutable and safe for concurrent use. The same input gives the same
// ledger, the same codes in package columns and the same errors, however many processors read it.
//
// A million entries, half a million titles among them, take about 77 MB, and less where texts repeat.
package ledger
