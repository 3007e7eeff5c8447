package ledger

import "context"

// Openings are the positions of the entries of kind opening that count, in the order of recording. The error is the
// context's.
func (v *View) Openings(ctx context.Context) (positions []int, err error) {
	return v.countingOf(ctx, Opening)
}
