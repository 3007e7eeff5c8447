package scoring

import (
	"context"
	"slices"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/audit"
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
	found, err := audit.Suspects(ctx, b.scored.Frame)
	if err != nil {
		return nil, err
	}
	return suspectsOf(b.facing(), slices.DeleteFunc(found, func(s audit.Suspect) bool {
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
	found, err := audit.Suspects(ctx, f)
	if err != nil {
		return nil, err
	}
	return suspectsOf(facing{f, f.Restricted()}, found), nil
}

// suspectsOf are suspects as they may be shown: those that are restricted apart from the others, without their title.
func suspectsOf(x facing, found []audit.Suspect) []Suspect {
	var out []Suspect
	add := func(title string, positions []int32) {
		if len(positions) < 2 {
			return
		}
		s := Suspect{Title: title}
		var units []string
		var last time.Time
		for _, pos := range positions {
			one := Submission(audit.SubmissionAt(x.f, pos))
			if s.Submissions = append(s.Submissions, one); !slices.Contains(units, one.Unit) {
				units = append(units, one.Unit)
			}
			if at := x.f.Instant(int(pos)); at.After(last) {
				last = at
			}
		}
		if len(units) > 1 {
			s.Successor = x.f.Lineage.HeirOf(units, last.Add(1))
		}
		out = append(out, s)
	}
	for _, s := range found {
		var shown, hidden []int32
		for _, pos := range s.Positions {
			if x.hide.Entry(pos) {
				hidden = append(hidden, pos)
			} else {
				shown = append(shown, pos)
			}
		}
		if len(hidden) > 0 && len(shown) > 0 {
			s.Title = x.f.Ledger.Entry(int(shown[0])).Title
		}
		add(s.Title, shown)
		add(ledger.Internal, hidden)
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
