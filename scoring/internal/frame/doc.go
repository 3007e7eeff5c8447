// Package frame holds what every step of a score reads and none changes.
//
// In come a scheme, a ledger and options ([New]); out comes a [Frame]: the scheme as varied, the view of the ledger, its roster,
// the periods that are settled, the cases of step 1 and where they are found ([Index]), and the numbers of step 0. An [Evaluator] binds what
// expressions may name – units, items, entries as views of the ledger ([Fact] and the records) – and evaluates them.
//
//	scheme, ledger, options → Frame → Evaluator → value of an expression
//
// It knows no step. Nothing of it may be deleted.
package frame
