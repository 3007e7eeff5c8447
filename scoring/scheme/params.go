package scheme

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// Params are the figures of the regulation. Dated ones change over time: At gives the values in force.
type Params struct {
	record *rule.Record
	starts []time.Time // first instants of the later states, ascending; state 0 is before the first
	values []rule.Value
}

// At is the state in force at t and its number, 0 for the earliest.
func (p *Params) At(t time.Time) (int, rule.Value) {
	i, found := slices.BinarySearchFunc(p.starts, t, time.Time.Compare)
	if found {
		i++
	}
	return i, p.values[i]
}

// Starts are the first instants of the states after the earliest, ascending.
func (p *Params) Starts() []time.Time { return slices.Clone(p.starts) }

// States is how many states there are: 1 without dated parameters.
func (p *Params) States() int { return len(p.values) }

// param is one node of the section, typed.
type param struct {
	node     *document.Node
	typ      rule.Type
	record   *rule.Record     // a mapping of unlike values
	names    []string         // of children, in the order of the file
	children map[string]param // of a mapping or record
	items    []param          // of a list
	dates    []time.Time      // dated: the first instants, ascending, one an item
	value    rule.Value       // of a scalar
	required bool             // declared without a value
}

var (
	dateKey  = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	numeral  = regexp.MustCompile(`^[+-]?\d{1,30}(\.\d{1,30})?$`)
	maxParam = 30 // digits on either side of the point
)

func (b *builder) params(r document.Raw) {
	root := param{record: &rule.Record{Name: "params"}, children: map[string]param{}}
	if r.Node != nil {
		if !b.Mapping(r.Node, reason.New("scheme.want-parameters", "a mapping of parameters by name")) {
			return
		}
		before := len(b.Errors())
		root = b.paramRecord(r.Node, "params")
		b.fieldNames(root)
		if len(b.Errors()) > before {
			return
		}
	}
	b.paramTree, b.s.figures = root, root
	b.s.Params = newParams(root, b.ended)
	root.missing("", &b.s.missing)
}

// newParams works out the states of the parameters; ended says that they are no longer wanted.
func newParams(root param, ended func() bool) *Params {
	p := &Params{record: root.record}
	p.starts = root.breaks(nil)
	slices.SortFunc(p.starts, time.Time.Compare)
	p.starts = slices.CompactFunc(p.starts, time.Time.Equal)
	v, _ := root.at(time.Time{}, true)
	p.values = append(p.values, v)
	for _, start := range p.starts {
		if ended() {
			break
		}
		v, _ := root.at(start, false)
		p.values = append(p.values, v)
	}
	return p
}

// breaks collects the first instants of dated values below a param.
func (p param) breaks(out []time.Time) []time.Time {
	out = append(out, p.dates...)
	for _, name := range p.names {
		out = p.children[name].breaks(out)
	}
	for _, item := range p.items {
		out = item.breaks(out)
	}
	return out
}

// at is the value in force at t; first says that t lies before every date. False: nothing is in force, or required.
func (p param) at(t time.Time, first bool) (rule.Value, bool) {
	switch {
	case p.required:
		return rule.Value{}, false
	case p.dates != nil:
		for i := len(p.dates) - 1; i >= 0 && !first; i-- {
			if !p.dates[i].After(t) {
				return p.items[i].at(t, first)
			}
		}
		return rule.Value{}, false
	case p.record != nil:
		fields := make(rule.Row, len(p.names))
		for i, name := range p.names {
			fields[i], _ = p.children[name].at(t, first)
		}
		return p.record.Value(fields), true
	case p.children != nil:
		m := make(map[string]rule.Value, len(p.names))
		for _, name := range p.names {
			if v, ok := p.children[name].at(t, first); ok {
				m[name] = v
			}
		}
		return rule.Map(p.children[p.names[0]].typ, m), true
	case p.items != nil:
		var vs []rule.Value
		for _, item := range p.items {
			if v, ok := item.at(t, first); ok {
				vs = append(vs, v)
			}
		}
		return rule.List(p.items[0].typ, vs), true
	}
	return p.value, true
}

// missing collects the paths of the values that are declared and not given.
func (p param) missing(path string, out *[]string) {
	if p.required {
		*out = append(*out, path)
	}
	for _, name := range p.names {
		p.children[name].missing(strings.TrimPrefix(path+"."+name, "."), out)
	}
	for i, start := range p.dates {
		p.items[i].missing(path+"."+start.Format(time.DateOnly), out)
	}
}
