// Package frame holds what every step of a score reads and none changes.
//
//	scheme, ledger, options → [Frame] → [Evaluator] → value of an expression
//
// A [Frame], made by [New], is the scheme as varied, the view of the ledger, its roster, the periods that are settled,
// the cases of step 1 with their [Index], and the numbers of step 0. An [Evaluator] binds what expressions may name –
// a [Fact], and records that are views of entries – and evaluates them.
//
// It knows no step. Nothing of it may be deleted.
package frame
