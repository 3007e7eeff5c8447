package frame

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Hides says whether something restricted may be in the ledger, and nobody asked for it.
func (f *Frame) Hides() bool { return !f.Options.Internal && f.Columns.Uses(columns.FieldRestricted) }

// Shown is what an expression read as it may be shown. In the maps of a number the keys that something restricted gave
// stand as one that is [ledger.Internal], with their numbers. Where there are such, what was read elsewhere by keys
// that are worked out is left out, since it may be those.
func (e *Evaluator) Shown(p *rule.Program, read []rule.Observed) []rule.Observed {
	if !e.Frame.Hides() || len(e.Numbers) == 0 {
		return read
	}
	var out []rule.Observed
	some := false
	for _, o := range read {
		shown, hidden := e.withoutHidden(o)
		some, out = some || hidden, append(out, shown)
	}
	if !some {
		return read
	}
	worked := workedOut(p)
	return slices.DeleteFunc(out, func(o rule.Observed) bool {
		return slices.ContainsFunc(worked, func(place string) bool {
			return len(o.Path) > len(place) && strings.HasPrefix(o.Path, place)
		})
	})
}

// workedOut are the places of which a program reads entries by keys that are worked out; of such in a list, the list.
func workedOut(p *rule.Program) []string {
	var out []string
	for _, read := range p.Reads() {
		dynamic := func(s rule.Step) bool { return s.Kind == rule.StepDynamic }
		if i := slices.IndexFunc(read.Path, dynamic); i >= 0 {
			place, _, _ := strings.Cut(rule.Read{Path: read.Path[:i]}.String(), "[]")
			out = append(out, place)
		}
	}
	return out
}

// withoutHidden is what was read without hidden keys, and whether it had any.
func (e *Evaluator) withoutHidden(o rule.Observed) (rule.Observed, bool) {
	for i := range e.Numbers {
		field, ok := strings.CutPrefix(o.Path, e.Frame.Scheme.Numbers[i].Name)
		if !ok || field != "" && field[0] != '.' {
			continue
		}
		hidden := e.Frame.hiddenKeys(e.Numbers, i)
		key, in := strings.CutPrefix(field, ".before")
		if !in {
			key, in = strings.CutPrefix(field, ".earlier")
		}
		switch {
		case len(hidden) == 0 || field != "" && !in:
			return o, false
		case field == "": // read as a whole
			return rule.Observed{Path: o.Path, Value: rule.String(ledger.Internal)}, true
		case key != "":
			if !hidden[keyIn(key)] {
				return o, false
			}
			path := strings.TrimSuffix(o.Path, key) + "[" + strconv.Quote(ledger.Internal) + "]"
			return rule.Observed{Path: path, Value: rule.String(ledger.Internal)}, true
		}
		return withoutKeys(o, hidden)
	}
	return o, false
}

// withoutKeys is a map without hidden keys, and whether it had any.
func withoutKeys(o rule.Observed, hidden map[string]bool) (rule.Observed, bool) {
	all, _ := o.Value.AsMap()
	shown := make(map[string]rule.Value, len(all))
	for key, v := range all {
		if !hidden[key] {
			shown[key] = v
		}
	}
	if len(shown) == len(all) {
		return o, false
	}
	shown[ledger.Internal] = rule.String(ledger.Internal)
	o.Value = rule.Map(rule.NumberType(), shown)
	return o, true
}

// keyIn is the key of an entry of a map, as the end of a path has it.
func keyIn(end string) string {
	if key, ok := strings.CutPrefix(end, "."); ok {
		return key
	}
	key, _ := strconv.Unquote(strings.TrimSuffix(strings.TrimPrefix(end, "["), "]"))
	return key
}

// hiddenKeys are the keys of a number that something restricted gave: an entry that is reached, see
// [Restricted.Reached], and any entry where the key is worked out of another number that has such. None are hidden of a
// number whose key is what is shown of every entry.
func (f *Frame) hiddenKeys(numbers []Numbering, i int) map[string]bool {
	n, of := &numbers[i], &f.Scheme.Numbers[i]
	l := n.labelsOf()
	l.hiding.Do(func() {
		if !slices.ContainsFunc(of.By, readsWords) {
			return
		}
		l.hidden = map[string]bool{}
		another := slices.ContainsFunc(of.By, func(p *rule.Program) bool { return f.readsHidden(numbers[:i], p) })
		reach := f.reached()
		for _, c := range n.Counted {
			if another || reach.Reached(c.Pos) {
				l.hidden[n.label(c.Key)] = true
			}
		}
	})
	return l.hidden
}

// readsWords says whether an expression reads something of an entry that a restricted one does not show.
func readsWords(p *rule.Program) bool {
	return slices.ContainsFunc(p.Reads(), func(read rule.Read) bool {
		root, last := read.Path[0].Name, read.Path[len(read.Path)-1].Name
		return !slices.Contains([]string{"unit", "sender", "params"}, root) &&
			!slices.Contains([]string{"unit", "id", "at", "happened", "due", "nth"}, last)
	})
}

// readsHidden says whether an expression reads keys of one of these numbers, and some are hidden.
func (f *Frame) readsHidden(numbers []Numbering, p *rule.Program) bool {
	return slices.ContainsFunc(p.Reads(), func(read rule.Read) bool {
		for i := range numbers {
			nth := len(read.Path) > 1 && read.Path[1].Name == "nth"
			if f.Scheme.Numbers[i].Name == read.Path[0].Name && !nth && len(f.hiddenKeys(numbers, i)) > 0 {
				return true
			}
		}
		return false
	})
}

// WorkedOut says whether what an expression gives, or says when it fails, may be a key that something restricted gave.
func (f *Frame) WorkedOut(p *rule.Program) bool {
	return p != nil && f.Hides() && f.readsHidden(f.Numbers, p)
}

// WorkedOut says whether what a line of the scheme says of any entry may be a key that something restricted gave.
func (r *Restricted) WorkedOut(line string) bool {
	if r == nil || len(r.f.Numbers) == 0 {
		return false
	}
	s := r.f.Scheme
	of := func(name string, ps scheme.Programs) bool {
		return name == line && slices.ContainsFunc(ps.But(), r.f.WorkedOut)
	}
	ofCredit := func(c *scheme.Credit) bool {
		return of(c.Name, c.Programs()) || c.Collapse != nil && of(c.Collapse.Name, c.Collapse.Programs(c.Each)) ||
			slices.ContainsFunc(c.Bonuses, func(b *scheme.Bonus) bool { return of(b.Name, b.Programs()) })
	}
	return slices.ContainsFunc(s.Credits, ofCredit) ||
		slices.ContainsFunc(s.Settles, func(x *scheme.Settle) bool { return of(x.Name, x.Programs()) }) ||
		slices.ContainsFunc(s.Quotas, func(q *scheme.Quota) bool { return of(q.Name, q.Programs()) }) ||
		slices.ContainsFunc(s.Numbers, func(n scheme.Number) bool { return of(n.Name, n.Programs()) }) ||
		slices.ContainsFunc(s.Balances, func(b scheme.Balance) bool { return of(b.Name, b.Programs()) })
}
