// Package steps is the regulation's own order: number, credit, settle, rank. It is the only place where rules run.
//
//	step 0  [Number]  entries                    → numbers (first of a topic, a unit's n-th …)
//	step 1  [Credit]  one case with its entries  → changes, each dated by an entry
//	        [ByUnit]  changes of all cases       → changes by unit
//	step 2  [Settle]  one unit with its changes  → quotas, settled amounts, caps, sums
//	step 3  [Rank]    all units                  → totals, ranks, honours, derived amounts
//
// [Plain] runs them one after the other, and what it gives is right. Others observe the steps ([Observer]), read entries for
// them ([Source]), order units for them ([Orderer]), or score in their stead as far as they can ([Way], [Run], [Keeper]); the
// interfaces stand here, and the steps know nothing else of them.
package steps
