// Package steps runs the four steps of a score in order. It is the only room where rules run.
//
//	step 0  number    entries                    → numbers (first of a topic, n-th of a unit …)
//	        balance   entries in their order     → what each sees of what rules gave before it
//	step 1  [Credit]  one case with its entries  → changes, each dated by an entry
//	        [ByUnit]  changes of all cases       → changes by unit
//	step 2  [Settle]  one unit with its changes  → quotas, settled amounts, caps, figures
//	step 3  [Rank]    all units                  → totals, ranks, honours, derived amounts
//
// [Plain] runs them case by case and unit by unit, and defines the result. Where periods are closed and a scheme
// carries differences, it scores the entries up to each close as well ([InClosed]). Other rooms implement the
// interfaces of this one: they observe the steps, read entries for them, order units for them ([Orderer]), or make the
// same score by another way ([Way], [Run]). The steps know nothing else of them.
package steps
