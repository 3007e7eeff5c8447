package rule

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gongguo/gongguo/rule/document"
)

// StepKind says how a step goes on from what is read before it.
type StepKind uint8

// The kinds of steps. The first step of a path is a StepVariable, and no other is.
const (
	StepVariable StepKind = iota + 1 // a declared variable, by name
	StepField                        // a field of a record, by name
	StepKey                          // an entry of a map, by a constant key
	StepElement                      // the elements of a list, any of them
	StepDynamic                      // the entries of a map, by a key that is worked out: any of them
)

// Step is one step of a path.
type Step struct {
	Name string // of the variable, field or key; "" for elements and computed keys
	Kind StepKind
}

// Read is something that a program reads, whatever the values: a path from a variable.
type Read struct {
	Path     []Step
	Position document.Position // where its last step is first written
	// false: nothing is read but whether it is there, how long a list is, or how a time stands to other times that vary
	Exact bool
}

// String returns the path as item.adoptions[].tier, with [] for elements and [*] for computed keys.
func (r Read) String() string {
	var b strings.Builder
	for _, step := range r.Path {
		switch step.Kind {
		case StepVariable:
			b.WriteString(step.Name)
		case StepField:
			b.WriteString("." + step.Name)
		case StepKey:
			if isIdentifier(step.Name) {
				b.WriteString("." + step.Name)
			} else {
				b.WriteString("[" + strconv.Quote(step.Name) + "]")
			}
		case StepElement:
			b.WriteString("[]")
		case StepDynamic:
			b.WriteString("[*]")
		}
	}
	return b.String()
}

// Reads returns what the program reads, each once, in the order of first places: of a variable that is a
// definition, what that reads, at its own place in its own source. A path to a list or record means that
// it is read as a whole, or its length, or whether it is there.
func (p *Program) Reads() []Read {
	var all []Read
	for _, root := range p.reads.roots {
		root.collect([]Step{{root.name, StepVariable}}, &all)
	}
	slices.SortStableFunc(all, func(a, b Read) int { return a.Position.Compare(b.Position) })
	return all
}

func (n *readNode) collect(path []Step, all *[]Read) {
	if n.whole || n.length || n.presence || len(n.fields.list)+len(n.keys.list) == 0 &&
		n.elements == nil && n.values == nil {
		*all = append(*all, Read{Path: slices.Clone(path), Position: n.first, Exact: n.exact})
	}
	for _, f := range n.fields.list {
		f.collect(append(path, Step{f.name, StepField}), all)
	}
	for _, k := range n.keys.list {
		k.collect(append(path, Step{k.name, StepKey}), all)
	}
	if n.elements != nil {
		n.elements.collect(append(path, Step{Kind: StepElement}), all)
	}
	if n.values != nil {
		n.values.collect(append(path, Step{Kind: StepDynamic}), all)
	}
}

// Place returns the one place whose value the program gives as it is, such as item.topic; false if it does anything
// else.
func (p *Program) Place() (Read, bool) {
	all := p.Reads()
	if len(all) != 1 || !isPath(p.root) {
		return Read{}, false
	}
	return all[0], true
}
