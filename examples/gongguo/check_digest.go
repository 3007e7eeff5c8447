package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/gongguo/gongguo/ledger"
)

// hasDigest compares the digest with the one that is expected, whole or as far as it is given.
func (c *checked) hasDigest(expected string) error {
	switch {
	case c.digest == expected:
		c.verdict += "  it is the digest that was given\n"
	case strings.HasPrefix(c.digest, expected):
		c.verdict += fmt.Sprintf("  it begins with the %d digits that were given\n", len(expected)-len("sha256:"))
	default:
		return fmt.Errorf("%s: found digest %s; expected %s: it does not hold the same", c.name, c.digest, expected)
	}
	return nil
}

// beginsWith says whether a ledger begins with the entries of another.
func beginsWith(ctx context.Context, is, was *ledger.Ledger) (bool, error) {
	if is.Len() < was.Len() {
		return false, nil
	}
	begin, err := is.RootAt(ctx, was.Len())
	if err != nil {
		return false, err
	}
	all, err := was.Root(ctx)
	return begin == all, err
}

// shown is an entry as it may be shown to anybody.
func shown(l *ledger.Ledger, i int, hidden func(int) bool) []byte {
	e := l.Shown(i, hidden)
	return e.Canonical()
}

// checkAppended says whether a ledger is an older one, with later entries or without; if not, where they part.
func (s *session) checkAppended(found *checked, oldPath string) error {
	if found.ledger == nil {
		return fmt.Errorf("%s: found a scheme; expected a ledger, since entries are appended to ledgers", found.name)
	}
	before, err := s.checkOne(oldPath)
	if err != nil {
		return err
	}
	if before.ledger == nil {
		return fmt.Errorf("%s: found a scheme; expected the older ledger", before.name)
	}
	was, is := before.ledger, found.ledger
	begins, err := beginsWith(s.ctx, is, was)
	if err != nil {
		return err
	}
	if begins {
		if later := is.Len() - was.Len(); later > 0 {
			found.verdict += fmt.Sprintf("  it is %s and %s\n", before.name,
				counted(later, "later entry", "later entries"))
		} else {
			found.verdict += fmt.Sprintf("  it is %s, and no later entry\n", before.name)
		}
		return nil
	}
	wasHidden, isHidden := was.Restricted(), is.Restricted()
	for i := range was.Len() {
		old := was.Entry(i)
		if i >= is.Len() {
			return fmt.Errorf("%s: found %s; expected %s and later ones: entry %d of %s is missing:\n  %s", found.name,
				counted(is.Len(), "entry", "entries"), counted(was.Len(), "entry", "entries"),
				i+1, before.name, shown(was, i, wasHidden))
		}
		e := is.Entry(i)
		if !bytes.Equal(old.Canonical(), e.Canonical()) {
			return fmt.Errorf(
				"%s: found other entries than in %s, from entry %d on; expected those and then later ones\n"+
					"  in %s:\n    %s\n  in %s:\n    %s",
				found.name, before.name, i+1, before.name, shown(was, i, wasHidden), found.name,
				shown(is, i, isHidden))
		}
	}
	// the hashes disagree with the bytes
	return fmt.Errorf("%s: found another digest than that of %s over the same entries", found.name, before.name)
}
