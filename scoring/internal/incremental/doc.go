// Package incremental keeps a score as materialised state, to score again after a change in time in proportion to what
// the change reaches. It may be deleted: each score is then made from the beginning, with the same bytes.
//
//	other figures    → expressions that read them → classes that ran them → deltas of sums → units settled again
//	                   → ranks
//	appended entries → overlay of cases → deltas of sums → the same
//	an explanation   → cases of a unit → to provenance
//
// [Way] is where it begins; a [Keeper] holds the state of one score.
package incremental
