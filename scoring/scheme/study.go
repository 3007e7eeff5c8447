package scheme

import "sync"

// study is what was found of a scheme's expressions.
type study struct {
	once  sync.Once
	found any
}

// Study returns what find gives for the expressions of a scheme: it is called once for a scheme and all those that
// [Scheme.With] makes of it by other figures alone, with one of them. So what it gives may depend on names, types,
// dates and expressions, but on no figure; and find is the same in all calls. Study is safe for many goroutines.
func (s *Scheme) Study(find func(*Scheme) any) any {
	s.study.once.Do(func() { s.study.found = find(s) })
	return s.study.found
}
