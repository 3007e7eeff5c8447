// Package store keeps entries as codes and integers: what package ledger reads and writes them from, and package
// columns shows to engines. It knows no type of theirs.
//
//	entry → codes of its texts, numbers, lists and forms of times → Values → Store.Append
//	position, field → Store.Code → Dictionary.Text
//
// Entries stand in blocks of 2048, each as columns: one of the kinds, one of the ids, and for each kind a
// table that has a column for each field that some entry of that kind in the block has. A column holds codes:
// a text, a number and a list (with, shares, attrs) is kept once for the whole ledger, in a dictionary, and
// numbered in the order in which it first came. A time is the code of the form in which it was written, the
// seconds on its clock and, mostly none, nanoseconds. When a block is full, each of its columns is packed into
// as few bytes a number as the difference of its least and greatest needs, none where all are equal. What
// comes one after the other, as ids, titles and times do, so takes a byte or two.
//
// The texts stand behind each other in strings of 1024 texts, and an index of four bytes a slot finds the
// code of a text. The position of an id is found in the column of ids: new ids have ever greater codes.
//
// What is full never changes or moves, so [Store.Fork] shares it and copies only the last block, the last
// texts and a small index of what is new.
package store
