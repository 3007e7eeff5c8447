// Package reason is what is said of something that is wrong, refused, or gives nothing: a code with arguments, and
// beside the code its sentence in English.
//
//	r := reason.New("tier.none", "outlet {outlet} matches no tier", "某某网")
//	r.String() // outlet 某某网 matches no tier
//	r.Code     // tier.none
//	r.Args     // [{outlet 某某网}]
//
// A code stands for one sentence, everywhere. Who wants it in another language looks the code up in a catalogue and
// fills in the arguments by name; an argument may be a reason itself, to be said in the same language.
//
// An error that says a reason is an [Error], where its package has no type of its own for it.
//
// A sentence is written once, as a literal, where the reason arises; a test of the module gathers them all.
package reason
