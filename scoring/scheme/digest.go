package scheme

import (
	"crypto/sha256"
	"encoding/hex"
)

// Canonical is the scheme as one line of JSON-like text, readings and parameters applied: the same for files that
// differ in layout, in the quotes of texts, and in comments only. Titles, tests and the order of lines belong to it,
// and so does how a number is written (5 and 5.0 differ).
func (s *Scheme) Canonical() []byte { return s.source.applied.Canonical() }

// Digest is "sha256:" and the digest of the canonical bytes in hexadecimal.
func (s *Scheme) Digest() string {
	sum := sha256.Sum256(s.Canonical())
	return "sha256:" + hex.EncodeToString(sum[:])
}
