package review

import (
	"context"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/audit"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// vocabulary is which values the expressions of a scheme tell apart, by fact: item.genre, unit.category, outlet.level.
type vocabulary struct {
	scheme  *scheme.Scheme
	texts   map[string][]string
	numbers map[string][]decimal.Decimal
	guessed map[string]bool    // parameters that had to be given a value for the review
	known   map[[2]string]bool // facts with values
	uses    map[*rule.Program][]rule.Use
	looked  int // how many uses were looked at
}

// usesOf is what a program reads, and how; of the conditions of tiers, which many lines read, it is kept.
func (v *vocabulary) usesOf(p *rule.Program) []rule.Use {
	uses, kept := v.uses[p]
	if !kept {
		uses = p.Uses()
	}
	v.looked += len(uses)
	return uses
}

// full says whether so much was read that lines are left out.
func (v *vocabulary) full() bool { return v.looked > mostReads }

// newVocabulary reads programs of a scheme with parameters that had no value. The error is the context's.
func newVocabulary(ctx context.Context, s *scheme.Scheme, programs []*rule.Program, missing []string) (*vocabulary,
	error) {

	v := &vocabulary{scheme: s, texts: map[string][]string{}, numbers: map[string][]decimal.Decimal{},
		guessed: map[string]bool{}, known: map[[2]string]bool{},
		uses: map[*rule.Program][]rule.Use{}}
	for _, p := range s.TierPrograms().But() {
		v.uses[p] = p.Uses()
	}
	for _, path := range missing {
		name, _, _ := strings.Cut(path, ".")
		v.guessed[name] = true
	}
	for _, p := range programs {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, u := range v.usesOf(p) {
			name := audit.FactOf(u.Path)
			values := slices.Clone(u.Against)
			for _, f := range u.Figures {
				values = append(values, audit.Figures(v.scheme.Params, f)...)
			}
			for _, value := range values {
				v.learn(name, value)
			}
		}
	}
	for kind, a := range s.Bounds {
		for _, one := range a.OneOf {
			v.learn(audit.OwnerOf(kind)+"."+a.Name, rule.String(one))
		}
	}
	for kind, attrs := range s.Attrs {
		for _, a := range attrs {
			name := audit.OwnerOf(kind) + "." + a.Name
			for _, one := range a.OneOf {
				v.learn(name, rule.String(one))
			}
			if a.Must != nil {
				for _, u := range a.Must.Uses() {
					for _, value := range u.Against {
						v.learn(name, value)
					}
				}
			}
		}
	}
	return v, nil
}

// learn notes a value of a fact.
func (v *vocabulary) learn(name string, value rule.Value) {
	if text, ok := value.AsString(); ok && v.isNew(name, text) {
		v.texts[name] = append(v.texts[name], text)
	}
	if n, ok := value.AsNumber(); ok && v.isNew(name, n.String()) {
		v.numbers[name] = append(v.numbers[name], n)
	}
}

// isNew says whether a value of a fact is noted for the first time.
func (v *vocabulary) isNew(name, value string) bool {
	key := [2]string{name, value}
	was := v.known[key]
	v.known[key] = true
	return !was
}
