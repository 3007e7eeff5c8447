package frame

import (
	"sync"

	"github.com/gongguo/gongguo/ledger/columns"
)

// Texts is a dictionary of texts: those of the ledger have its codes, others follow. It is safe for concurrent use.
type Texts struct {
	Columns columns.Columns
	mu      sync.Mutex
	Others  map[string]uint32
	list    []string // of Others
}

// Code is the code of a text; 0: it is empty.
func (t *Texts) Code(text string) uint32 {
	if text == "" {
		return 0
	}
	if code, ok := t.Columns.CodeOf(text); ok {
		return code
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	n, ok := t.Others[text]
	if !ok {
		n = uint32(t.Columns.Codes() + len(t.list))
		t.list = append(t.list, text)
		t.Others[text] = n
	}
	return n
}

// text is the text of a code. It requires that no more codes are given meanwhile.
func (t *Texts) text(code uint32) string {
	if codes := t.Columns.Codes(); int(code) >= codes {
		return t.list[int(code)-codes]
	}
	return t.Columns.Text(code)
}
