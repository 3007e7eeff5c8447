package audit

import (
	"context"
	"maps"
	"slices"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Vocabulary is what the expressions of a scheme, in all its readings, know of the texts of entries.
type Vocabulary struct {
	facts map[string]*Known
	attrs map[string]*Known // the names of attributes, by the kind that declares them
	asked int               // how often lines were asked about other words
}

// Known is what expressions know of a fact.
type Known struct {
	Words []string // those that it is compared with or looked up in, that a list of outlets gives, or that are allowed
	Any   bool     // an expression says something of whatever other word there is: by !=, after a colon, as a key
	Free  bool     // it is a key of units, matched in part, worked with or compared with another fact
	OneOf bool     // the scheme allows no other word
}

// VocabularyOf is the vocabulary of a scheme. The error is the context's.
func VocabularyOf(ctx context.Context, s *scheme.Scheme) (*Vocabulary, error) {
	readings, err := s.EachReading(ctx)
	if err != nil {
		return nil, err
	}
	v := &Vocabulary{facts: map[string]*Known{}, attrs: map[string]*Known{}}
	lines := map[string][]scheme.Programs{} // by the facts that they read, in all readings
	for _, r := range readings {
		v.declared(r)
		v.bounds(r)
		v.outlets(r)
		for _, line := range r.Lines() {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			for _, fact := range v.line(r, line) {
				lines[fact] = append(lines[fact], line)
			}
		}
		v.groups(r)
		v.numbers(r)
	}
	v.others(ctx, lines)
	return v, ctx.Err()
}

// mostAsked is how many questions are put to lines about other words than those that they know. A scheme of a hundred
// pages puts a tenth of them; of what is left nothing is said to be strange.
const mostAsked = 50_000

// others learns which facts a line says something of because their word is none that the scheme knows. It is asked of
// those that can be strange.
func (v *Vocabulary) others(ctx context.Context, lines map[string][]scheme.Programs) {
	for _, fact := range slices.Sorted(maps.Keys(lines)) {
		k := v.of(fact)
		for _, line := range lines[fact] {
			if ctx.Err() != nil || len(k.Words) == 0 || k.Free || k.OneOf || k.Any {
				break
			}
			v.asked++
			k.Any = v.asked > mostAsked || takesAny(line, fact)
		}
	}
}

func (v *Vocabulary) of(fact string) *Known {
	if v.facts[fact] == nil {
		v.facts[fact] = &Known{}
	}
	return v.facts[fact]
}

// names are the names of the attributes that kinds declare.
func (v *Vocabulary) names(kinds []string) *Known {
	out := &Known{}
	for _, kind := range kinds {
		if k := v.attrs[kind]; k != nil {
			out.Words = append(out.Words, k.Words...)
		}
	}
	return out
}

// learn adds words. The empty text is none: it says that there is none.
func (k *Known) learn(values ...rule.Value) {
	for _, value := range values {
		if text, ok := value.AsString(); ok && text != "" && !slices.Contains(k.Words, text) {
			k.Words = append(k.Words, text)
		}
	}
}

// declared learns from the declarations of attributes.
func (v *Vocabulary) declared(s *scheme.Scheme) {
	for kind, attrs := range s.Attrs {
		if v.attrs[kind] == nil {
			v.attrs[kind] = &Known{}
		}
		for _, a := range attrs {
			v.attrs[kind].learn(rule.String(a.Name))
			if !a.Type.Equal(rule.StringType()) {
				continue
			}
			k := v.of(OwnerOf(kind) + "." + a.Name)
			k.OneOf = k.OneOf || len(a.OneOf) > 0
			for _, one := range a.OneOf {
				k.learn(rule.String(one))
			}
			k.learn(a.Default)
			if a.Must != nil {
				for _, u := range a.Must.Uses() {
					k.learn(u.Against...)
				}
			}
		}
	}
}

// bounds learns from the texts that are allowed in fields that all entries have.
func (v *Vocabulary) bounds(s *scheme.Scheme) {
	for kind, a := range s.Bounds {
		k := v.of(OwnerOf(kind) + "." + a.Name)
		k.OneOf = true
		for _, one := range a.OneOf {
			k.learn(rule.String(one))
		}
	}
}

// outlets learns from the table of outlets.
func (v *Vocabulary) outlets(s *scheme.Scheme) {
	for _, e := range s.Outlets.Entries() {
		for _, name := range slices.Sorted(maps.Keys(e.Attrs)) {
			v.of("outlet." + name).learn(rule.String(e.Attrs[name]))
		}
	}
}

// line learns from the expressions of a line. It returns the facts that they read, each once.
func (v *Vocabulary) line(s *scheme.Scheme, of scheme.Programs) (facts []string) {
	seen := map[string]bool{}
	for role, p := range of {
		for _, u := range p.Uses() {
			fact := FactOf(u.Path)
			if u.Path[0].Name == "params" {
				continue
			}
			if !seen[fact] {
				seen[fact], facts = true, append(facts, fact)
			}
			v.of(fact).use(s, role, u)
		}
	}
	return facts
}

// use learns from one use of the fact.
func (k *Known) use(s *scheme.Scheme, role scheme.Role, u rule.Use) {
	k.learn(u.Against...)
	for _, f := range u.Figures {
		k.learn(Figures(s.Params, f)...)
	}
	k.Free = k.Free || u.Free
	if u.Given {
		switch role {
		case scheme.RoleTo, scheme.RoleRest:
			k.Free = true
		case scheme.RoleBy, scheme.RoleSame, scheme.RolePer:
			k.Any = true
		}
	}
}

// takesAny says whether a line says something of a word because it is none of those that it knows. It says nothing
// where one of its conditions then cannot hold.
func takesAny(of scheme.Programs, fact string) bool {
	is := func(r rule.Read) bool { return FactOf(r.Path) == fact }
	takes := false
	for role, p := range of {
		o := p.Otherwise(is)
		switch role {
		case scheme.RoleWhen, scheme.RoleRequire, scheme.RoleCount, scheme.RoleEligible:
			if o.Never {
				return false
			}
		}
		takes = takes || o.Because
	}
	return takes
}

// groups learns from what is asked of the name of a group, where that is a fact of the unit.
func (v *Vocabulary) groups(s *scheme.Scheme) {
	learn := func(group *rule.Program, of scheme.Programs) {
		if group == nil {
			return
		}
		place, ok := group.Place()
		if !ok {
			return
		}
		for _, p := range of {
			for _, u := range p.Uses() {
				if len(u.Path) == 1 && u.Path[0].Name == "group" {
					k := v.of(FactOf(place.Path))
					k.learn(u.Against...)
					for _, f := range u.Figures {
						k.learn(Figures(s.Params, f)...)
					}
				}
			}
		}
	}
	for _, h := range s.Honours {
		learn(h.Ranking.Group, h.Programs())
	}
	for _, d := range s.Derived {
		learn(d.Group, d.Programs())
	}
}

// numbers learns from the keys by which a number is asked for, where it is counted by one fact.
func (v *Vocabulary) numbers(s *scheme.Scheme) {
	by := map[string]string{} // the fact, by number
	for _, n := range s.Numbers {
		if len(n.By) == 1 {
			if place, ok := n.By[0].Place(); ok {
				by[n.Name] = FactOf(place.Path)
			}
		}
	}
	for _, p := range s.Programs() {
		for _, r := range p.Reads() {
			fact := by[r.Path[0].Name]
			if fact != "" && len(r.Path) > 2 && r.Path[2].Kind == rule.StepKey {
				v.of(fact).learn(rule.String(r.Path[2].Name))
			}
		}
	}
}

// closed is what is known of a fact of which there can be strangers; nil: any word may stand there.
func (v *Vocabulary) closed(fact string) *Known {
	if k := v.facts[fact]; k != nil && len(k.Words) > 0 && (!k.Free || k.OneOf) {
		return k
	}
	return nil
}
