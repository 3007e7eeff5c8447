package ledger

import "context"

// Closes are the positions of the entries of kind close that count, in the order of recording. The error is the
// context's.
func (v *View) Closes(ctx context.Context) (positions []int, err error) {
	return v.countingOf(ctx, Close)
}

// countingOf are the positions of the entries of a kind that count.
func (v *View) countingOf(ctx context.Context, k Kind) (positions []int, err error) {
	of, pace := k.code(), pace{ctx: ctx}
	for i := range v.ledger.store.OfKinds(v.store.Known, of, of) {
		if err := pace.err(); err != nil {
			return nil, err
		}
		if v.Counts(i) {
			positions = append(positions, i)
		}
	}
	return positions, nil
}
