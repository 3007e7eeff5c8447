// Package byhand is 赤峰市脱贫攻坚信息宣传工作管理办法 (chifeng-2020) as a Go program that knows no other regulation: what one
// writes who has this one office to serve and wants it fast. It is the measure of the engine.
//
//	c, err := byhand.Encode(entries)   // dictionary-encoded columns, one table a kind of entry
//	totals, err := c.Score("2020")     // totals and ranks
//
// It carries the whole regulation as the scheme chifeng-2020 does: voids, the roster over time, tiers, the two
// doublings that count once, the highest adoption only and the difference dated by what raised it, 重大价值 grants, what is
// owed a week, quarter, half-year and year and by whom, commissions, the closing day 25, ranks by category.
//
// It gives totals and ranks, no postings and no reasons, and it may do less than the engine where that changes no
// total:
//
//   - Worth depends on which entries have taken effect by a time, not on their order, so the worth of an item is worked
//     out at the two ends of the period alone.
//   - Points are whole hundredths in int64. A grant finer than that is an error.
//   - 赤峰 is at +08:00; summer time before 1992 is not known here.
//   - An entry's id is looked up only where a void names it. That no id comes twice is taken for granted.
package byhand
