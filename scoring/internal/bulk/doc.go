// Package bulk is a quicker way to totals, quotas and ranks: it may be deleted, and the plain steps give the same bytes.
//
// Cases that are alike in all that step 1 can see of them are one equivalence class: the step runs for one of them, and what it
// gives is added up in whole numbers for the others, by unit, time and slot ([Sums]). Periods of units that are alike in all that step 2 can see are
// one class likewise. What is made only when somebody asks – refusals, problems, postings – is made by the plain steps.
//
//	entries → profiles → classes of cases → gains × cases → sums by unit → classes of periods → settled units → ranks
//
// [Way] is where it begins.
package bulk
