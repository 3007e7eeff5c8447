// Package provenance finds how a point came about, and why an entry gave nothing.
//
// In come a frame and a [Query]; the steps run once more on the cases and the units in question, observed, and out come the
// [Point]s with the entries that count, those that they beat and the values that were read, and the [Idle] entries with their reasons. Where
// a way kept what it takes to find the cases, that is asked (steps.Keeper), else all are looked at.
package provenance
