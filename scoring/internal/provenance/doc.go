// Package provenance explains how a point came about, and why an entry is idle.
//
//	frame, [Query] → the steps once more, observed, on the cases and units of the query → [Point]s and [Idle] entries
//
// A point has the entries that count, those that they beat, and the values that were read. An idle entry has its
// reasons. [FromKeeper] finds the cases by the keeper of a score; [FromScratch] runs over all of them.
package provenance
