// Package bulk is a faster way to totals, quotas and ranks. It may be deleted: the plain steps give the same bytes.
//
// Cases of which step 1 reads the same are an equivalence class: the step runs for one of them, and its results are
// added for all by unit, time bucket and slot. Periods of units of which step 2 reads the same are a class likewise.
// Refusals, problems and postings are left to the plain steps, when somebody asks for them.
//
//	entries → row signatures → classes of cases → results × cases
//	        → sums by unit → classes of periods → settled units → ranks
//
// [Way] is where it begins; signatures and sums are rooms of their own.
package bulk
