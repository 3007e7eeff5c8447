package rule

// Memo remembers the results of a program, one for each distinct combination of the values that it reads
// ([Program.Reads]), variables with Var.Const left out. It is for one goroutine.
type Memo struct {
	program *Program
	max     int
	roots   []*readNode
	results map[string]result
	key     []byte
}

type result struct {
	value Value
	err   error
}

// NewMemo returns an empty memo that remembers up to max results; when it is full, what is not in it
// is evaluated every time. A max of zero or less remembers nothing.
func NewMemo(p *Program, max int) *Memo {
	return &Memo{program: p, max: max, results: map[string]result{}, roots: p.varying()}
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
	if c, ok := m.program.root.(*constNode); ok {
		return c.value, nil
	}
	if vars == nil {
		vars = Row(nil)
	}
	key, ok := appendReads(m.key[:0], m.roots, vars)
	if !ok {
		return m.program.Eval(vars)
	}
	m.key = key
	if known, ok := m.results[string(key)]; ok {
		return known.value, known.err
	}
	v, err := m.program.Eval(vars)
	if len(m.results) < m.max {
		m.results[string(key)] = result{v, err}
	}
	return v, err
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
