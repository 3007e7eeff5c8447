package reference

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/rule"
)

// key is by what an entry is numbered apart, the values and the period, and by what it shares a number.
type key struct {
	group
	same string // "": it shares none
}

type group struct {
	by, text string // the values, and the same as expressions know them
	period   calendar.Period
}

// number finds the key of every entry that is numbered. Conditions may name the numbers before.
func (r *reference) number() {
	for i := range r.scheme.Numbers {
		n := &r.scheme.Numbers[i]
		keys := map[int]key{}
		for position, e := range r.entries {
			enroll, on := r.memberAt(r.owner(position), r.at[position])
			if !r.counts(position) || e.Kind != n.Each || !on {
				continue
			}
			p := point{position: position, dated: r.at[position], enroll: enroll}
			if submit, ok := r.about(position); e.Kind == ledger.Adopt && ok && !r.tier(&p, point{position: submit}) {
				continue
			}
			bound := r.bind(p, nil)
			met, err := bound.holds(n.Scope, n.When)
			k := key{}
			for _, by := range n.By {
				if v := (rule.Value{}); err == nil && met {
					v, err = bound.eval(n.Scope, by)
					text, isText := v.AsString()
					if !isText {
						text = v.String()
					}
					k.by, k.text = k.by+strconv.Quote(text), strings.TrimPrefix(k.text+" "+text, " ")
				}
			}
			if n.Same != nil && err == nil && met {
				var v rule.Value
				v, err = bound.eval(n.Scope, n.Same)
				k.same = "is " + v.String()
				if text, isText := v.AsString(); isText {
					k.same = "is " + text
				}
			}
			if err != nil {
				r.trouble(p, n.Name, err)
				continue
			}
			if n.Per != 0 {
				k.period = r.scheme.Calendar.Of(n.Per, r.at[position])
			}
			if met {
				keys[position] = k
			}
		}
		r.keys = append(r.keys, keys)
	}
}

// problemOf is what an expression on an entry did not find: a problem of the entry that lacks it, or else of the one
// that was asked.
func (r *reference) problemOf(p point, ruleName string, err error) problem {
	out := problem{position: p.position, asked: p.position, rule: ruleName, lasted: lasted{since: p.dated}}
	r.fault(&out, err)
	if absent := (*rule.AbsentError)(nil); errors.As(err, &absent) {
		if p, ok := r.lacksOf(absent.Path, p.position); ok {
			out.position, out.unit, out.field, out.code, out.why = p.position, p.unit, p.field, p.code, p.why
			return out
		}
	}
	switch of, path := lacking(err); {
	case path == "":
	case of.kind != "unit":
		out.position = of.position
	case p.enroll >= 0 && strings.HasPrefix(path, "unit."):
		out.unit = r.entries[of.position].Unit
	}
	return out
}

// lacking is the record of an entry that lacks what an expression asked for, and the path of that; "": no entry lacks
// it.
func lacking(err error) (of entryRow, path string) {
	absent := (*rule.AbsentError)(nil)
	if !errors.As(err, &absent) {
		return of, ""
	}
	if of, ok := absent.Record.(entryRow); ok {
		return of, absent.Path
	}
	return of, ""
}

func (r *reference) trouble(p point, ruleName string, err error) problem {
	out := r.problemOf(p, ruleName, err)
	r.problems = append(r.problems, out)
	return out
}

// nth is the number of an entry; of one about an item, by a number of submissions, that of its submission. 0: it has
// none.
func (r *reference) nth(i, position int) int {
	if r.scheme.Numbers[i].Each == ledger.Submit {
		if submit, ok := r.about(position); ok {
			position = submit
		}
	}
	if _, ok := r.keys[i][position]; !ok {
		return 0
	}
	position = r.firstAlike(i, position)
	n := 1
	for other, k := range r.keys[i] {
		if k.group == r.keys[i][position].group && r.earlier(other, position) && r.firstAlike(i, other) == other {
			n++
		}
	}
	return n
}

func (r *reference) earlier(a, b int) bool {
	return r.at[a].Before(r.at[b]) || r.at[a].Equal(r.at[b]) && a < b
}

// firstAlike is the first of the entries that share the number of one; itself if none do.
func (r *reference) firstAlike(i, position int) int {
	first, key := position, r.keys[i][position]
	for other, k := range r.keys[i] {
		if key.same != "" && k.same == key.same && k.by == key.by && r.earlier(other, first) {
			first = other
		}
	}
	return first
}

// earlierThan counts what was numbered before an entry, in the order of time, then of recording, in its period.
func (r *reference) earlierThan(i int, p point) rule.Value {
	out := map[string]number{}
	for position, key := range r.keys[i] {
		per := r.scheme.Numbers[i].Per
		if r.firstAlike(i, position) == position && r.earlier(position, p.position) &&
			(per == 0 || key.period == r.scheme.Calendar.Of(per, p.dated)) {
			out[key.text] = out[key.text].Add(whole(1))
		}
	}
	return numbers(out)
}

// before counts what was numbered up to a time, in the period of the number in which that time lies.
func (r *reference) before(i int, now time.Time) rule.Value {
	out := map[string]number{}
	for position, key := range r.keys[i] {
		per := r.scheme.Numbers[i].Per
		if r.firstAlike(i, position) != position {
			continue
		}
		if !r.at[position].After(now) && (per == 0 || key.period == r.scheme.Calendar.Of(per, now)) {
			out[key.text] = out[key.text].Add(whole(1))
		}
	}
	return numbers(out)
}
