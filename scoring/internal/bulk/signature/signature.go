package signature

import "sync"

// Signature is the row signature of an entry, from 1: a dictionary code of its kind, the values that expressions of
// step 1 read of it and of its unit as it stood then, the answers of predicates, and its epoch. 0: the entry has none,
// since there are too many.
type Signature uint32

// maxSignatures bounds the dictionary of signatures.
const maxSignatures = 1 << 18

// signatureTable is the dictionary of signatures of all goroutines.
type signatureTable struct {
	mu    sync.Mutex
	byKey map[string]Signature
}

func (t *signatureTable) signatureOf(key []byte) Signature {
	t.mu.Lock()
	defer t.mu.Unlock()
	if n, ok := t.byKey[string(key)]; ok {
		return n
	}
	if len(t.byKey) == maxSignatures {
		return 0
	}
	n := Signature(len(t.byKey) + 1)
	t.byKey[string(key)] = n
	return n
}
