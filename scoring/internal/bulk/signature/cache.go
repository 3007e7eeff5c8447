package signature

import "sync/atomic"

// States of a place of the cache: the signature is not found yet, or it is per entry and so not cached. From
// FirstCached on the place holds the signature plus FirstCached.
const (
	notSigned Signature = iota
	perEntry
	FirstCached
)

// maxCached bounds the number of cached signatures.
const maxCached = 1 << 21

// Cached is the state of the cached signature of the entries of a group, a member code and an epoch. It requires a
// cache.
func (s *Signatures) Cached(group, member, epoch uint32) *atomic.Uint32 {
	return &s.Cache[(int(group)*s.NumMembers+int(member))*(len(s.Epochs)+1)+int(epoch)]
}
