package columns

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
)

// kindsByCode are the kinds of entry, by number.
var kindsByCode = ledger.Kinds()

// kindCode is the place of a kind in [ledger.Kinds] plus one, as blocks have it.
func kindCode(k ledger.Kind) uint8 { return uint8(slices.Index(kindsByCode, k) + 1) }
