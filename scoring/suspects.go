package scoring

import (
	"context"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/audit"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Suspect is several submissions with one title that may be one and the same (疑似重复): two of one unit, or of two
// units within seven days. A unit is one with those to which it succeeded by the later submission. Titles are compared
// by their letters and digits. A score is not changed by it.
type Suspect struct {
	Title string `json:"title"` // as the first of them has it
	// of several units that are one by the last of them: the one that has what all of them had; else empty
	Successor   string       `json:"successor,omitempty"`
	Submissions []Submission `json:"submissions"`
}

// Submission is a submission that may be another one.
type Submission struct {
	Entry string      `json:"entry"`
	Item  string      `json:"item"`
	Unit  string      `json:"unit"`
	At    ledger.Time `json:"at"`
}

// Reason says of a suspect what it is.
func (s *Suspect) Reason() reason.Reason {
	var units []string
	for _, one := range s.Submissions {
		if !slices.Contains(units, one.Unit) {
			units = append(units, one.Unit)
		}
	}
	if len(units) == 1 {
		return reason.New("suspect.one-unit", "{number} submissions of unit {unit} have one title, {title:q}",
			len(s.Submissions), units[0], s.Title)
	}
	if s.Successor != "" {
		return reason.New("suspect.succession", "{number} submissions of units of which {unit} has the place have one "+
			"title, {title:q}", len(s.Submissions), s.Successor, s.Title)
	}
	return reason.New("suspect.units", "{number} submissions of {units} units have one title, {title:q}",
		len(s.Submissions), len(units), s.Title)
}

// Suspects are the suspects of which a submission is dated in the period, by their first one in the order of recording,
// each with its submissions by date. Restricted ones are listed by themselves, and without their title, unless the
// options ask for it. The error is the context's.
func (b *Scorebook) Suspects(ctx context.Context) ([]Suspect, error) {
	return b.suspects(ctx, b.asked.restricted())
}

// suspects are the suspects, those that are apart by themselves and without their title; nil: none are.
func (b *Scorebook) suspects(ctx context.Context, apart *frame.Restricted) ([]Suspect, error) {
	found, err := audit.Suspects(ctx, b.scored.Frame, apart)
	if err != nil {
		return nil, err
	}
	return suspectsOf(facing{b.scored.Frame, apart}, slices.DeleteFunc(found, func(s audit.Suspect) bool {
		return len(within(b.scored.Frame, s.Positions)) == 0
	})), nil
}

// Suspects are the suspects of a whole ledger, as [Scorebook.Suspects] has them, without a score. Required parameters
// need no value. Requirements and errors are those of [Strangers].
func Suspects(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options) ([]Suspect, error) {
	f, err := surveyed(ctx, s, l, o)
	if f == nil || err != nil {
		return nil, err
	}
	hide := f.Restricted()
	found, err := audit.Suspects(ctx, f, hide)
	if err != nil {
		return nil, err
	}
	return suspectsOf(facing{f, hide}, found), nil
}

// suspectsOf are suspects as they may be shown: those that are restricted without their title.
func suspectsOf(x facing, found []audit.Suspect) []Suspect {
	var out []Suspect
	for _, s := range found {
		one := Suspect{Title: s.Title}
		if x.hide.Entry(s.Positions[0]) {
			one.Title = ledger.Internal
		}
		var units []string
		var last time.Time
		for _, pos := range s.Positions {
			next := Submission(audit.SubmissionAt(x.f, pos))
			if one.Submissions = append(one.Submissions, next); !slices.Contains(units, next.Unit) {
				units = append(units, next.Unit)
			}
			if at := x.f.Instant(int(pos)); at.After(last) {
				last = at
			}
		}
		if len(units) > 1 {
			one.Successor = x.f.Lineage.HeirOf(units, last.Add(1))
		}
		out = append(out, one)
	}
	return out
}

// NotCovered is how many entries of a whole ledger are left out of a score by what the scheme covers. Requirements and
// errors are those of [Strangers].
func NotCovered(ctx context.Context, s *scheme.Scheme, l *ledger.Ledger, o Options) (int, error) {
	f, err := surveyed(ctx, s, l, o)
	if f == nil || err != nil {
		return 0, err
	}
	return len(f.NotCovered()), nil
}
