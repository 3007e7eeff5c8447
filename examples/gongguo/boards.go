package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// board is a table of totals: an account, and the ranking that orders it; nil: none does.
type board struct {
	account string
	ranking *scheme.Ranking
}

// title is what a board is called: by its account, and by its ranking too where the account has several.
func (b *book) title(of board) string {
	title := accountTitle(b.account(of.account))
	if len(b.boardsOf(of.account)) > 1 {
		title += ", " + cmp.Or(of.ranking.Title, of.ranking.Name)
	}
	return title
}

// boardsOf are the boards of an account: one for each ranking of that kind of period by which some unit is ranked, in
// the order of the file, or the one without a ranking.
func (b *book) boardsOf(account string) []board {
	var out []board
	for _, r := range b.Scheme.RankingsOf(accountIndex(b.Scheme, account), b.Period.Kind) {
		if slices.ContainsFunc(b.totals, func(t scoring.Total) bool {
			return t.Account == account && rankOf(&t, r).Rank > 0
		}) {
			out = append(out, board{account, r})
		}
	}
	if len(out) == 0 {
		return []board{{account: account}}
	}
	return out
}

// rankOf is the rank of a row by a ranking of its account; zero: it has none.
func rankOf(t *scoring.Total, r *scheme.Ranking) scoring.Rank {
	switch {
	case r == nil:
		return scoring.Rank{}
	case t.Ranks != nil:
		return t.Ranks[r.Name]
	}
	return scoring.Rank{Rank: t.Rank, Group: t.Group}
}

// groupsOf are the parts of a board by unit: the group within which the unit is ranked. A unit without a rank stands
// where all ranked ones of its category are, or in the only group; else in a part by the name of its category.
func (b *book) groupsOf(of board) map[string]string {
	all, byCategory := map[string]bool{}, map[string]map[string]bool{}
	out := map[string]string{}
	for i := range b.totals {
		t := &b.totals[i]
		if rank := rankOf(t, of.ranking); t.Account == of.account && rank.Rank > 0 {
			out[t.Unit], all[rank.Group] = rank.Group, true
			if byCategory[t.Category] == nil {
				byCategory[t.Category] = map[string]bool{}
			}
			byCategory[t.Category][rank.Group] = true
		}
	}
	for i := range b.totals {
		t := &b.totals[i]
		if _, ranked := out[t.Unit]; ranked || t.Account != of.account {
			continue
		}
		out[t.Unit] = t.Category
		for _, groups := range []map[string]bool{all, byCategory[t.Category]} {
			for group := range groups {
				if len(groups) == 1 {
					out[t.Unit] = group
				}
			}
		}
	}
	return out
}

// members are the rows of a board by group: by rank, those without one behind, and among equals by enrolment. Groups
// stand in the order of the scheme's categories, then of the first enrolment of one of theirs.
func (b *book) members(of board) (groups []string, members map[string][]scoring.Total) {
	members = map[string][]scoring.Total{}
	group := b.groupsOf(of)
	for _, t := range b.totals {
		if t.Account == of.account {
			members[group[t.Unit]] = append(members[group[t.Unit]], t)
		}
	}
	first := map[string]int32{}
	for name, rows := range members {
		groups, first[name] = append(groups, name), math.MaxInt32
		for _, t := range rows {
			first[name] = min(first[name], b.places[t.Unit])
		}
		slices.SortFunc(rows, func(x, y scoring.Total) int {
			return cmp.Or(cmp.Compare(behind(rankOf(&x, of.ranking).Rank), behind(rankOf(&y, of.ranking).Rank)),
				cmp.Compare(b.places[x.Unit], b.places[y.Unit]))
		})
	}
	slices.SortFunc(groups, func(x, y string) int {
		return cmp.Or(cmp.Compare(b.category(x), b.category(y)), cmp.Compare(first[x], first[y]))
	})
	return groups, members
}

// category is the place of a group among the scheme's categories; behind all, if it is none.
func (b *book) category(group string) int {
	i := slices.IndexFunc(b.Scheme.Categories, func(c scheme.Category) bool { return c.Name == group })
	if i < 0 {
		return len(b.Scheme.Categories)
	}
	return i
}

// behind puts what has no rank last.
func behind(rank int) int {
	if rank == 0 {
		return math.MaxInt
	}
	return rank
}
