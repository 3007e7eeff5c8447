// Package signature tells entries apart: it gives each entry a row signature, a number that two entries share if and only if all
// that the expressions of step 1 can see of them is the same.
//
//	scheme → read set (fields, predicates) → projection of an entry → key → signature
//
// A [ReadSet] says what expressions read; of times, texts and numbers that they only compare, a predicate stands in for the value. A projector
// turns what a projection sees of an entry into a key of small integers, and a [Signer] numbers the keys, for one goroutine; [Signatures] hold the numbers of
// all of them. The entries that the ledger groups by the fields of the read set are signed once a group.
package signature
