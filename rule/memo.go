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
	err   error
}

// NewMemo returns an empty memo that remembers up to max results; when it is full, what is not in it
// is evaluated every time. A max of zero or less remembers nothing.
func NewMemo(p *Program, max int) *Memo {
	if p.typ.holdsRecords() {
		max = 0
	}
	m := &Memo{program: p, max: max, results: map[string]*result{}}
	for _, root := range p.reads.roots {
		if !root.constant {
			m.roots = append(m.roots, root)
		}
	}
	return m
}

// Eval returns what [Program.Eval] returns, errors too.
func (m *Memo) Eval(vars Vars) (Value, error) {
	if c, ok := m.program.root.(*constNode); ok {
		return c.value, nil
	}
	if m.max <= 0 {
		return m.program.Eval(vars)
	}
	if vars == nil {
		vars = Row(nil)
	}
	key, ok := m.key[:0], true
	for _, root := range m.roots {
		v, there := vars.Var(root.index)
		if key, ok = root.append(key, v, there, deepest); !ok {
			return m.program.Eval(vars)
		}
	}
	m.key = key
	if last := m.last; last != nil && last.key == string(key) {
		return last.value, last.err
	}
	if known, ok := m.results[string(key)]; ok {
		m.last = known
		return known.value, known.err
	}
	v, err := m.program.Eval(vars)
	if len(m.results) < m.max {
		m.last = &result{string(key), v, err}
		m.results[m.last.key] = m.last
	}
	return v, err
}

// Len returns how many results are remembered.
func (m *Memo) Len() int { return len(m.results) }
