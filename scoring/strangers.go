package scoring

import (
	"context"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/audit"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Stranger is a word of entries that no expression of the scheme knows, so that no rule can be about them for its sake.
// The entries are all that count, in whatever period; a score is not changed by it.
type Stranger struct {
	Kind    ledger.Kind // of the entries
	Field   string      // as genre, attrs.report; attrs where the word is the name of an attribute
	Word    string
	Count   int      // how many entries have it
	Entries []string // the ids of the first of them
	Nearest string   // the known word that was perhaps meant; empty: none is near
	OneOf   bool     // the scheme allows certain words only
	Reason  reason.Reason
}

// Slip says whether the word is probably wrong: it is near a known one, or the scheme does not allow it.
func (s *Stranger) Slip() bool { return s.Nearest != "" || s.OneOf }

// Strangers are the strangers in the ledger, by kind of entry, field, count, the greatest first, and word. The error is
// the context's.
func (b *Scorebook) Strangers(ctx context.Context) ([]Stranger, error) {
	return strangersOf(ctx, b.scored.Frame)
}

// Strangers are the strangers in a ledger, as [Scorebook.Strangers] has them, without a score. S and l must not be nil.
// Required parameters need no value. The error is an [*OptionsError], or the context's.
func Strangers(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options) ([]Stranger, error) {
	f, err := surveyed(ctx, s, l, o)
	if f == nil || err != nil {
		return nil, err
	}
	return strangersOf(ctx, f)
}

// surveyed is a frame without a score; nil: the ledger is empty. Required parameters need no value. The error is an
// [*OptionsError], or the context's.
func surveyed(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options) (*frame.Frame, error) {
	if l.Len() == 0 {
		return nil, ctx.Err()
	}
	given, err := audit.Complete(ctx, s)
	if err != nil {
		return nil, err
	}
	f, err := frame.New(ctx, given, l, o.owned(), func(context.Context, *frame.Frame) error { return nil })
	if err != nil {
		return nil, faced(err)
	}
	return f, nil
}

func strangersOf(ctx context.Context, f *frame.Frame) ([]Stranger, error) {
	found, err := audit.Strangers(ctx, f, f.Restricted())
	if err != nil {
		return nil, err
	}
	return each(found, func(s *audit.Stranger) Stranger {
		out := Stranger{Kind: s.Kind, Field: s.Field, Word: s.Word, Count: s.Count, Nearest: s.Nearest, OneOf: s.OneOf,
			Reason: s.Reason()}
		for _, pos := range s.First {
			out.Entries = append(out.Entries, f.ID(pos))
		}
		return out
	}), nil
}
