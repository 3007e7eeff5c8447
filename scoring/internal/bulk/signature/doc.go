// Package signature gives each entry a row signature: a number that two entries share if and only if all that the
// expressions of step 1 read of them is equal.
//
//	scheme → read set (columns, predicates) → projection of an entry → key → row signature
//
// A [ReadSet] says what expressions read. Of a time, a text or a number that they only compare, the answer of a
// predicate takes the place of the value. A [Projector] makes keys of projections; a [Signer] gives keys their
// signatures, for one goroutine; [Signatures] holds the dictionary of all. Entries of one group of the ledger are
// signed once where the group decides. It may be deleted with the bulk way.
package signature
