package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/gongguo/gongguo/ledger"
)

// checkProofs looks for the files of the proofs of a ledger in a folder. The error names all that are missing or
// altered.
func (s *session) checkProofs(found *checked, o *checkOptions) error {
	if found.ledger == nil {
		return nil
	}
	dir, err := os.OpenRoot(o.proof) // from which no link leads out
	if err != nil {
		return fmt.Errorf("--proof: %w", err)
	}
	defer dir.Close()
	var wrong []error
	restricted := found.ledger.Restricted()
	proofs, sums := 0, map[string]string{}
	for i, e := range found.ledger.All() {
		p, err := ledger.ParseProof(e.Proof)
		if err != nil || p.File == "" {
			continue // a ledger has no other ones
		}
		proofs++
		sum, known := sums[p.File]
		if !known {
			if sum, err = sumOf(s.ctx, dir, p.File); s.ctx.Err() != nil {
				return s.ctx.Err()
			}
			if err != nil {
				sum = err.Error()
			}
			sums[p.File] = sum
		}
		if sum == p.SHA256 {
			continue
		}
		name := p.File
		if !o.internal && restricted(i) {
			name = ledger.Internal
		}
		if len(sum) == 2*sha256.Size {
			sum = fmt.Sprintf("altered: found sha256 %s, expected %s", sum, p.SHA256)
		}
		wrong = append(wrong, fmt.Errorf("%s: entry %q: proof %s: %s", found.name, e.ID, name, sum))
	}
	if len(wrong) > 0 {
		return errors.Join(wrong...)
	}
	found.verdict += fmt.Sprintf("  %s in %s as recorded\n", counted(proofs, "proof", "proofs"), o.proof)
	return nil
}

// sumOf is the SHA-256 of a file in a folder, as hexadecimal digits. The error says what is wrong without its name.
func sumOf(ctx context.Context, dir *os.Root, name string) (string, error) {
	info, err := dir.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", errors.New("missing")
	case err != nil:
		return "", errors.New("it cannot be read, or leads out of the folder")
	case !info.Mode().IsRegular():
		return "", errors.New("it is no regular file")
	}
	f, err := dir.Open(name)
	if err != nil {
		return "", errors.New("it cannot be read")
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, reader{ctx, f}); err != nil {
		return "", errors.New("it cannot be read to its end")
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// reader is a reader that ends with a context.
type reader struct {
	ctx context.Context
	r   io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}
