package ledger

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/internal/store"
)

// Kind says what an entry records. The twelve kinds are the only ones: an entry of another kind is an error.
type Kind string

// The kinds of entry.
const (
	// Enroll puts a unit (单位; a person is one too) on the roster from At on; enrolling it again replaces
	// name, category, superior and attrs as a whole.
	Enroll Kind = "enroll"
	// Withdraw takes a unit off the roster from At on.
	Withdraw Kind = "withdraw"
	// Submit hands in an item (报送).
	Submit Kind = "submit"
	// Adopt says that an outlet published an item (采用, 录用).
	Adopt Kind = "adopt"
	// Endorse says that a leader or an office endorsed an item (批示).
	Endorse Kind = "endorse"
	// Commission asks a unit for an item by a time (约稿).
	Commission Kind = "commission"
	// Assign sets a task figure from outside the scheme (任务数).
	Assign Kind = "assign"
	// Grant gives points or money by a decision (追加奖励, 酌情加分).
	Grant Kind = "grant"
	// Incident holds something against a unit or an item (迟报, 漏报, 失实).
	Incident Kind = "incident"
	// Void strikes out an earlier entry; the ledger itself is only ever appended to.
	Void Kind = "void"
	// Close says that what a period came to was published (通报): see the schemes' after_close.
	Close Kind = "close"
	// Opening says what was published of a unit before the ledger began (期初), or given by another scheme: an amount of
	// an account, maybe of an item, or what was done and owed of a quota.
	Opening Kind = "opening"
)

// kinds lists the kinds in the order of the documentation; a row holds the index of its kind here, plus one.
var kinds = [store.NumKinds]Kind{
	Enroll, Withdraw, Submit, Adopt, Endorse, Commission, Assign, Grant, Incident, Void, Close,
	Opening,
}

// Kinds returns all kinds of entry, in the order of the constants.
func Kinds() []Kind { return slices.Clone(kinds[:]) }

// code returns the index of k in kinds plus one, and 0 for an unknown kind.
func (k Kind) code() uint8 {
	for i, known := range kinds {
		if k == known {
			return uint8(i + 1)
		}
	}
	return 0
}
