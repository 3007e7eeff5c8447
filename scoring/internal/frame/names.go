package frame

import "github.com/gongguo/gongguo/scoring/scheme"

// Names are the names of a list, with their places in it.
type Names struct {
	List   []string
	places map[string]int
}

// Place is the place of a name.
func (n *Names) Place(name string) (place int, ok bool) {
	place, ok = n.places[name]
	return place, ok
}

// SchemeNames are the names by which expressions read figures.
type SchemeNames struct {
	Rules, Accounts, Quotas, Rankings, Grades, Results, Honours Names
}

// namesOf are the names of a scheme.
func namesOf(s *scheme.Scheme) *SchemeNames {
	return &SchemeNames{
		Rules:    namesIn(s.Rules, func(r *scheme.Rule) string { return r.Name }),
		Accounts: namesIn(s.Accounts, func(a scheme.Account) string { return a.Name }),
		Quotas:   namesIn(s.Quotas, func(q *scheme.Quota) string { return q.Name }),
		Rankings: namesIn(s.Rankings, func(r *scheme.Ranking) string { return r.Name }),
		Grades:   namesIn(s.Grades, func(g *scheme.Grade) string { return g.Name }),
		Results:  namesIn(s.Results, func(r *scheme.Result) string { return r.Name }),
		Honours:  namesIn(s.Honours, func(h *scheme.Honour) string { return h.Name }),
	}
}

func namesIn[T any](all []T, name func(T) string) Names {
	n := Names{List: make([]string, len(all)), places: make(map[string]int, len(all))}
	for i, one := range all {
		n.List[i] = name(one)
		n.places[n.List[i]] = i
	}
	return n
}
