// Package columns shows a ledger to engines: by its fields, as columns of codes, many entries at a time. An
// embedding program has no use for it; it reads entries with package ledger.
//
//	ledger  → Of → Columns → Row            one entry, field by field
//	                       → Block          2048 entries, a field at a time
//	                       → ItemIndex      the entries by item
//	view    → ZoneOf → Zone                 instants, quickly
//	        → ItemIndex.Select → Selection  which entries count
//	roster  → TableOf → RosterTable         units and their states by number
//
//	ItemIndex → Instants                                when each entry was
//	          → GroupBy → Grouping                      a key an entry
//	          → Grouping.GroupItems → ItemGroups        items of each unit by signature and time buckets
//
// The ledger caches what is built from it between scores, some 26 bytes an entry: the [ItemIndex], and with it the
// [Instants] of one zone, the [Selection] of one view, a few [Grouping]s, and the [ItemGroups] of each.
package columns
