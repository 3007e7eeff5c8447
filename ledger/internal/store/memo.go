package store

import "sync"

// Memo keeps one value that is made when first needed. The zero memo is empty. It is safe for concurrent use.
type Memo struct {
	mu    sync.Mutex
	value any
}

// Get returns what is kept, or else what make makes, and keeps it unless there is an error.
func (m *Memo) Get(make func() (any, error)) (any, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.value != nil {
		return m.value, nil
	}
	value, err := make()
	if err == nil {
		m.value = value
	}
	return value, err
}
