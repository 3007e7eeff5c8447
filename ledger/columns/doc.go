// Package columns shows a ledger to engines: by its fields, as columns of codes, many entries at a time. An embedding program has
// no use for it; it reads entries with package ledger.
//
//	ledger  → Of → Columns → Row            one entry, field by field
//	                       → Part           2048 entries, a field at a time
//	                       → Arrange        the entries by item
//	view    → ZoneOf → Zone                 instants, quickly
//	        → Arrangement.Select → Selection    what counts
//	roster  → TableOf → RosterTable         units and their states by number
//
//	Arrangement → Instants      when each entry was
//	            → Combine → Combination → Tally     how many items of each unit are alike
//
// What a score finds of the ledger's own form, it leaves with it: an [Arrangement] by item, with the [Instants] of the entries,
// a [Selection] of what counts, a [Combination] that numbers what some fields hold together, and a [Tally] of the items by all of
// these: how many of each unit are alike. That takes some
// 26 bytes an entry.
package columns
