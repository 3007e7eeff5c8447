package scheme

import "sync"

// study is what was found of a scheme's expressions, by what was looked for.
type study struct {
	mu    sync.Mutex
	found map[any]*finding
}

type finding struct {
	once sync.Once
	it   any
}

// Study returns what find gives for the expressions of a scheme: it is called once for a scheme and all those that
// [Scheme.With] makes of it by other figures alone, with one of them. So what it gives may depend on names, types,
// dates and expressions, but on no figure; and find is the same in all calls of one key. Study is safe for many
// goroutines.
func (s *Scheme) Study(key any, find func(*Scheme) any) any {
	f := s.study.of(key)
	f.once.Do(func() { f.it = find(s) })
	return f.it
}

func (s *study) of(key any) *finding {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.found == nil {
		s.found = map[any]*finding{}
	}
	if s.found[key] == nil {
		s.found[key] = &finding{}
	}
	return s.found[key]
}
