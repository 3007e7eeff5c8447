// Package review looks a scheme over before there is a ledger: what does it say that its author perhaps did not mean?
//
//	report, err := review.Review(ctx, s)
//	for _, f := range report.Findings {
//		fmt.Println(f.Error, f.Shows) // file:line:col, the line and a caret; what the witness shows
//		_ = ledger.WriteJSONL(ctx, os.Stdout, f.Witness)
//	}
//
// # What it finds
//
//   - [Unread]: a parameter, or a part of one, that no expression can read, the other readings included;
//   - [Never]: a rule, quota, ranking or honour whose conditions never hold together;
//   - [Shadowed]: a tier whose condition holds only where a tier above it takes the adoption;
//   - [Unpriced]: an entry of values that the scheme itself knows, for which a rule looks up a figure that is not
//     there;
//   - [Twice]: two credits that pay one entry, to one receiver in one account. A bonus is there to add, and rules that
//     a collapse or a cap names together are known to its author: they are none;
//   - [Uncited]: a clause of the file's list that no line cites;
//   - [Sign]: a bonus that takes, or a deduction that gives, wherever it was tried;
//   - [Straddle]: caps by weeks and by longer periods on the same rules. What a week takes belongs to the period in
//     which it ends;
//   - [Partial]: a quota of a quarter or more that does not say what a unit owes that was on the roster for a part of
//     it;
//   - [Again]: a rule that is asked again on later days until it is met, though nothing that it asks can change.
//
// # How
//
// The conditions of a scheme compare what they read with constants and with parameters, so there are only so many ways
// in which an entry can differ for them ([rule.Use]). The review makes a small world for each combination: a unit, an
// item, what happened to it, the entry that is asked about. All worlds go into one ledger and are scored once, by the
// steps of package scoring, which tell what ran for whom; each has a ledger of its own where the scheme has numbers,
// balances, ranks or figures of several units together, by which one world would see another. So rules run nowhere but
// there. A witness is the world with the least to write. What is found several times at one place is one finding, and
// its cells are the cases.
//
// # What it cannot see
//
// A finding is sure; that there is none is not. Of a condition that does more with what it reads than to compare it
// with what stands in the scheme (calculates with it, calls a function, compares two facts, looks at a number, at
// times, at sums or at earlier periods), it is never said that it cannot hold; a rule that is asked on a later day than
// its entry is not tried at all; nor is anything said where a line has more than some
// thousand combinations, or the scheme as a whole more than some million: [Report].Truncated says what of it was tried,
// and what to do. Required parameters are given a value for the review, and nothing is said that hangs on it. The
// scheme is reviewed as it reads; of the other readings only what they read and cite is known.
package review
