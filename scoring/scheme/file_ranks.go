package scheme

import "github.com/gongguo/gongguo/rule/document"

// derivedSpec is a line of the section derived.
//
// They are made of what all units of a group have, when all else of a period is settled: a final score of 100 for the
// best, an average over those below, points for a rank.
//
//	final: {account: final, per: year, group: unit.category, when: 'best["points"] > 0',
//	  worth: 'div(100 * total["points"], best["points"], 2)'}
//
// It is made for every unit that was on the roster at some time of the period, is dated its last day, and is a posting
// of the rule of that name.
//
// A figure stands in the score of its own period alone, also where it is 0. Where its line said nothing the account has
// none: the amount is null, the unit is not ranked by it, and total["rate"] is absent. Several lines may give figures
// to an account, and what they give in one period is added up; nothing else may add to it.
//
// Rankings, derived amounts and late rules run in the order of what they refer to: a ranking of an account comes after
// what makes it, a derived amount after the ranks, bests, totals and sums that it reads; a circle is an error. What is
// settled in the period, caps included, comes before, and sees what is derived of shorter and earlier periods alone.
type derivedSpec struct {
	document.Where
	// clause of the regulation
	Clause string `yaml:"clause"`
	// title in explanations
	Title string `yaml:"title"`
	// the account that receives it
	Account document.Word `yaml:"account,required"`
	// sum: what it gives in a period is part of the totals of the longer ones; figure (a rate, an average, a running
	// total, percent of the best): each period has its own, or none, and it is never added to a longer one; sum if left
	// out
	Kind document.Word `yaml:"kind" enum:"sum,figure"`
	// the kinds of period at whose end it is made: one for a sum, one or several for a figure
	Per document.Words `yaml:"per,required" enum:"day,week,month,quarter,half,year,*"`
	// first day, 2006-01-02
	From document.Word `yaml:"from"`
	// last day, 2006-01-02
	Until document.Word `yaml:"until"`
	// among whom the best is, a text; left out: one group, "all"
	Group document.Expr `yaml:"group"`
	// who receives it
	When document.Expr `yaml:"when"`
	// the amount; with pool, what a unit's part of it goes by
	Worth document.Expr `yaml:"worth,required"`
	// what the units of a group share out, in proportion to worth
	Pool document.Expr `yaml:"pool"`
	// the id of the unit that has what rounding leaves over of the pool; left out: the first by id of those with a part
	Rest document.Expr `yaml:"rest"`
	// the rules of entries over whose items the amount is laid, in proportion to what they gave; left out: it is one
	Over document.Words `yaml:"over"`
}

// rankingSpec is a line of the section rankings.
type rankingSpec struct {
	document.Where
	// clause of the regulation
	Clause string `yaml:"clause"`
	// title in tables
	Title string `yaml:"title"`
	// the kinds of period that are ranked. Several rankings may rank one account, each with its own ranks
	Per document.Words `yaml:"per,required" enum:"day,week,month,quarter,half,year,*"`
	// the account that is ranked; the first one if left out
	Account document.Word `yaml:"account"`
	// who is ranked together, a text; left out: one group, "all"
	Group document.Expr `yaml:"group"`
	// what decides between equals, in turn: a number, the highest first, or a text, by code points, the first of them
	// first; what remains equal is a tie
	Order document.Exprs `yaml:"order"`
	// how a tie is ranked: competition (1, 2, 2, 4), dense (1, 2, 2, 3) or ordinal (1, 2, 3, 4, in the order of their
	// first enrolment, an order without a meaning); competition if left out
	Ties document.Word `yaml:"ties" enum:"competition,dense,ordinal"`
	// who is ranked
	Eligible document.Expr `yaml:"eligible"`
}

// honourSpec is a line of the section honours.
//
// Honoured is whose rank is at most first: a tie that shares a rank is honoured whole, and where the ranking has
// ties: ordinal no more than first are honoured. Who is not eligible keeps the place that the ranking gives, and
// nobody has the honour of it; with fill: true the places are counted among the eligible alone, by the ties of the
// ranking, so that it goes to the next of them. The rank that is
// shown stays that of the ranking.
type honourSpec struct {
	document.Where
	// clause of the regulation
	Clause string `yaml:"clause"`
	// the honour's name
	Title string `yaml:"title"`
	// the ranking
	Of document.Word `yaml:"of,required"`
	// the kinds of period; all of the ranking if left out
	Per document.Words `yaml:"per" enum:"day,week,month,quarter,half,year,*"`
	// how many of a group are honoured: those with a rank of at most that; a tie that shares the last rank is honoured
	// whole, unless tied or order says otherwise
	First document.Expr `yaml:"first,required"`
	// what becomes of a tie with which more would be honoured than first: all are, or none; all if left out
	Tied document.Word `yaml:"tied" enum:"all,none"`
	// what decides between those of such a tie, in turn, as in rankings; what remains equal goes by tied
	Order document.Exprs `yaml:"order"`
	// who may be honoured
	Eligible document.Expr `yaml:"eligible"`
	// true: the place of one who is not eligible goes to the next who is
	Fill bool `yaml:"fill"`
}

// readingSpec is a reading of a question of the section readings.
//
// Of the readings of a question one is taken. The others are merge patches (RFC 7396: mappings merge key by key, null
// takes away, all else replaces) on the scheme.
//
//	doubling:
//	  once: {taken: true, title: 两项加倍仍为2倍}
//	  sum: {title: 相加为3倍, patch: {credits: {adopted: {bonuses: sum}}}}
//
// A question with one reading only notes how the text is understood. A reading's name is its own in the whole file; a
// patch changes neither scheme, version, readings nor tests. Two readings of one question at once are an error, and so
// are a patch that adds a line whose name is one slip away from that of another, and one that takes away what is not
// there.
type readingSpec struct {
	document.Where
	// how the sentence is understood
	Title string `yaml:"title"`
	// true: this is how the scheme itself reads
	Taken bool `yaml:"taken"`
	// merge patch (RFC 7396) that makes the other reading
	Patch document.Raw `yaml:"patch" shape:"object"`
}
