package ledger

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/gongguo/gongguo/ledger/reason"
)

// Hash is a SHA-256 hash: of an entry, or of a whole ledger.
type Hash [32]byte

// String is "sha256:" and 64 hexadecimal digits.
func (h Hash) String() string { return "sha256:" + hex.EncodeToString(h[:]) }

// MarshalText is String.
func (h Hash) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads what MarshalText gives, in small letters. The error is a [*reason.Error].
func (h *Hash) UnmarshalText(text []byte) error {
	var read Hash
	digits, ok := bytes.CutPrefix(text, []byte("sha256:"))
	if ok = ok && len(digits) == hex.EncodedLen(len(read)); ok {
		_, err := hex.Decode(read[:], digits)
		ok = err == nil && read.String() == string(text)
	}
	if !ok {
		return &reason.Error{Reason: reason.New("ledger.no-hash", "found {found}, expected {expected}",
			quote(string(text)),
			reason.New("ledger.expected.hash", "sha256: and 64 hexadecimal digits in small letters"))}
	}
	*h = read
	return nil
}

// Root returns the root of the Merkle tree over the canonical bytes of the entries in recording order (RFC
// 6962: a leaf is SHA-256 of 0x00 and the bytes, a node of 0x01 and its two children, an empty ledger has
// SHA-256 of nothing). Two ledgers have the same root only if they hold the same entries in the same order,
// whatever form they were read from. The first call takes about two seconds for a million entries. The error is the
// context's, which is heard meanwhile.
func (l *Ledger) Root(ctx context.Context) (Hash, error) {
	return l.root.get(ctx, nil, func() (Hash, error) { return l.RootAt(ctx, l.Len()) })
}

// Digest is the root as text: "sha256:" and 64 hexadecimal digits. The error is the context's.
func (l *Ledger) Digest(ctx context.Context) (string, error) {
	root, err := l.Root(ctx)
	if err != nil {
		return "", err
	}
	return root.String(), nil
}

// RootAt returns the root over the first n entries: what Root was when the ledger held no more. It requires
// 0 ≤ n ≤ Len. The error is the context's.
func (l *Ledger) RootAt(ctx context.Context, n int) (Hash, error) {
	if n < 0 || n > l.Len() {
		panic("ledger: RootAt: n out of range")
	}
	// Roots of full subtrees, the largest first: the binary digits of the number of leaves so far.
	var subtrees []tlog.Hash
	var line []byte
	pace := pace{ctx: ctx}
	for i := range n {
		if err := pace.err(); err != nil {
			return Hash{}, err
		}
		e := l.Entry(i)
		line = e.appendCanonical(line[:0])
		h := tlog.RecordHash(line)
		for leaves := i; leaves&1 == 1; leaves >>= 1 {
			h = tlog.NodeHash(subtrees[len(subtrees)-1], h)
			subtrees = subtrees[:len(subtrees)-1]
		}
		subtrees = append(subtrees, h)
	}
	h := tlog.Hash(sha256.Sum256(nil))
	for i := range slices.Backward(subtrees) {
		if i == len(subtrees)-1 {
			h = subtrees[i]
		} else {
			h = tlog.NodeHash(subtrees[i], h)
		}
	}
	if err := ctx.Err(); err != nil {
		return Hash{}, err
	}
	return Hash(h), nil
}
