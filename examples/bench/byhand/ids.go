package byhand

import (
	"fmt"

	"github.com/gongguo/gongguo/ledger"
)

// CheckIDs is an error where an id comes twice, and keeps nothing. A ledger of the engine knows every id; the program
// by hand takes them for granted, and this is what it saves.
func CheckIDs(entries []ledger.Entry) error {
	at := make(map[string]int32, len(entries))
	for i := range entries {
		if first, twice := at[entries[i].ID]; twice {
			return fmt.Errorf("entry %d: id %s is that of entry %d", i+1, entries[i].ID, first+1)
		}
		at[entries[i].ID] = int32(i)
	}
	return nil
}
