package columns

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
)

// kindsByNumber are the kinds of entry, by number.
var kindsByNumber = ledger.Kinds()

// kindNumber is the place of a kind in [ledger.Kinds] plus one, as blocks have it.
func kindNumber(k ledger.Kind) uint8 { return uint8(slices.Index(kindsByNumber, k) + 1) }
