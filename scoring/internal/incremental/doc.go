// Package incremental keeps what the bulk way has made, to score again after a change in time in proportion to what the change
// reaches: it may be deleted, and each score is then made from the beginning, with the same bytes.
//
//	other figures      → expressions that read them → classes that needed those → sums that differ → units settled again → ranks
//	appended entries   → cases that they came to    → what these give more     → the same
//	an explanation     → cases of a unit            → to provenance
//
// [Way] is where it begins.
package incremental
