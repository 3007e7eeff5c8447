// Package sums adds up whole numbers by unit, time bucket and slot.
//
//	amount of a change → whole number of the smallest step of its slot
//	                   → sums of the unit, by bucket → figures of a period
//
// A slot is an account of a rule, or a quota. [Buckets] part time at the bounds of the periods of a score, so that
// sums by bucket are enough for all of them. What provably fits is added in 64 bits, the rest in decimals, with the
// same digits.
//
// [Layout] says where a slot stands, [Sums] holds the sums. It may be deleted with the bulk way.
package sums
