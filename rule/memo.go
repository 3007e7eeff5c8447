package rule

// Memo remembers the results of a program, one for each distinct combination of the values that it reads
// ([Program.Reads]), variables with Var.Const left out. Records are not remembered, since they are views of the
// caller's data, which may come to show others. It is for one goroutine.
type Memo struct {
	program *Program
	max     int
	roots   []*readNode
	results map[string]*result
	last    *result // the one that was asked for last; nil: none was
	key     []byte
}

type result struct {
	key   string
	value Value
	cost  Cost
	err   error
}

// NewMemo returns an empty memo that remembers up to max results; when it is full, what is not in it
// is evaluated every time. A max of zero or less remembers nothing.
func NewMemo(p *Program, max int) *Memo {
	if p.typ.holdsRecords() {
		max = 0
	}
	return &Memo{program: p, max: max, results: map[string]*result{}, roots: p.varying()}
}

// varying are the variables that a program reads, but for those that are promised not to change.
func (p *Program) varying() []*readNode {
	var out []*readNode
	for _, root := range p.reads.roots {
		if !root.constant {
			out = append(out, root)
		}
	}
	return out
}

// Eval returns what [Program.Eval] returns, errors too.
func (m *Memo) Eval(vars Vars) (Value, error) {
	v, _, err := m.EvalCharged(vars)
	return v, err
}

// EvalCharged returns what [Program.EvalCharged] returns: what is remembered costs what its evaluation did.
func (m *Memo) EvalCharged(vars Vars) (v Value, cost Cost, err error) {
	if c, ok := m.program.root.(*constNode); ok {
		return c.value, Cost{}, nil
	}
	if m.max <= 0 {
		return m.program.EvalCharged(vars)
	}
	if vars == nil {
		vars = Row(nil)
	}
	key, ok := appendReads(m.key[:0], m.roots, vars)
	if !ok {
		return m.program.EvalCharged(vars)
	}
	m.key = key
	if last := m.last; last != nil && last.key == string(key) {
		return last.value, last.cost, last.err
	}
	if known, ok := m.results[string(key)]; ok {
		m.last = known
		return known.value, known.cost, known.err
	}
	v, cost, err = m.program.EvalCharged(vars)
	if len(m.results) < m.max {
		m.last = &result{string(key), v, cost, err}
		m.results[m.last.key] = m.last
	}
	return v, cost, err
}

func appendReads(key []byte, roots []*readNode, vars Vars) ([]byte, bool) {
	ok := true
	for _, root := range roots {
		v, there := vars.Var(root.index)
		if key, ok = root.append(key, v, there, deepest); !ok {
			return key, false
		}
	}
	return key, true
}

// AppendReads appends bytes that a program has in common for two sets of variables only if it gives the same for both:
// those by which a [Memo] knows them, variables with Var.Const left out. False for records within records without end.
func (p *Program) AppendReads(key []byte, vars Vars) ([]byte, bool) {
	return appendReads(key, p.varying(), vars)
}

// Len returns how many results are remembered.
func (m *Memo) Len() int { return len(m.results) }
