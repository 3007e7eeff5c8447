package audit

import (
	"cmp"
	"context"
	"hash/fnv"
	"slices"
	"time"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// SuspectDays is how many days may lie between the dates of two submissions of two units with one title.
const SuspectDays = 7

// Suspect is submissions with one title that may be one and the same, by date and recording.
type Suspect struct {
	Title     string // of the first
	Positions []int32
}

// Submission is what is said of a submission that may be another one.
type Submission struct {
	Entry, Item, Unit string
	At                ledger.Time
}

// SubmissionAt is the submission at a position.
func SubmissionAt(f *frame.Frame, pos int32) Submission {
	text := func(field columns.Field) string { return f.Columns.Text(f.Code(pos, field)) }
	return Submission{text(columns.FieldID), text(columns.FieldItem), text(columns.FieldUnit),
		f.Columns.Time(int(pos), columns.FieldAt)}
}

// titled is a submission by the hash of the form of its title.
type titled struct {
	hash uint64
	pos  int32
}

// Suspects are the suspects among the submissions that count, by their first submission in the order of recording:
// those that are apart are compared among each other alone; nil: none are. It takes sixteen bytes for each submission
// with a title. The error is the context's.
func Suspects(ctx context.Context, f *frame.Frame, apart *frame.Restricted) ([]Suspect, error) {
	all, err := titles(ctx, f)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b titled) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.pos, b.pos))
	})
	var out []Suspect
	for first, end := 0, 0; first < len(all); first = end {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for end = first; end < len(all) && all[end].hash == all[first].hash; end++ {
		}
		if end-first < 2 {
			continue
		}
		same := map[string][]int32{} // two forms may have one hash
		var forms []string
		for _, one := range all[first:end] {
			form := TitleForm(f.Columns.Text(f.Code(one.pos, columns.FieldTitle)))
			if same[form] == nil {
				forms = append(forms, form)
			}
			same[form] = append(same[form], one.pos)
		}
		for _, form := range forms {
			var shown, hidden []int32
			for _, pos := range same[form] {
				if apart.Entry(pos) {
					hidden = append(hidden, pos)
				} else {
					shown = append(shown, pos)
				}
			}
			for _, positions := range slices.Concat(together(f, shown), together(f, hidden)) {
				title := f.Columns.Text(f.Code(positions[0], columns.FieldTitle))
				out = append(out, Suspect{title, positions})
			}
		}
	}
	slices.SortFunc(out, func(a, b Suspect) int {
		return cmp.Compare(slices.Min(a.Positions), slices.Min(b.Positions))
	})
	return out, nil
}

// titles are the submissions that count and have a title.
func titles(ctx context.Context, f *frame.Frame) ([]titled, error) {
	var out []titled
	var codes [columns.BlockLength]uint32
	for n := range f.Columns.Blocks() {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		block := f.Columns.Block(n)
		block.Codes(columns.FieldTitle, codes[:])
		for pos := block.First(); pos < min(block.First()+block.Len(), f.Selection.Known()); pos++ {
			if f.Kind(int32(pos)) != f.SubmitKind {
				continue
			}
			if form := TitleForm(f.Columns.Text(codes[pos-block.First()])); form != "" {
				h := fnv.New64a()
				_, _ = h.Write([]byte(form)) // it has no error
				out = append(out, titled{h.Sum64(), int32(pos)})
			}
		}
	}
	return out, nil
}

// dated is a submission with its date.
type dated struct {
	pos int32
	at  time.Time
	day civil.Day
}

// together parts submissions with one title, in the order of recording, into those that hang together: of one unit, or
// by steps of at most SuspectDays. A step between two units is one of such steps between neighbours in time. A unit is
// one with those to which it succeeded by the later submission.
func together(f *frame.Frame, positions []int32) [][]int32 {
	all := make([]dated, len(positions))
	for i, pos := range positions {
		at := f.Instant(int(pos))
		all[i] = dated{pos, at, civil.Of(at.In(f.Loc()))}
	}
	slices.SortStableFunc(all, func(a, b dated) int { return cmp.Compare(a.day, b.day) })
	group := make([]int, len(all)) // of each the place of an earlier one of its group, or its own
	root := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	join := func(i, k int) {
		i, k = root(i), root(k)
		group[max(i, k)] = min(i, k)
	}
	inTime := make([]int, len(all))
	for i, one := range all {
		group[i], inTime[i] = i, i
		if i > 0 && one.day-all[i-1].day <= SuspectDays {
			join(i-1, i)
		}
	}
	slices.SortStableFunc(inTime, func(i, k int) int { return all[i].at.Compare(all[k].at) })
	lastOf := map[string]int{}
	for _, i := range inTime {
		unit := f.Columns.Text(f.Code(all[i].pos, columns.FieldUnit))
		for _, kin := range f.Lineage.Kin(unit, all[i].at.Add(1)) {
			if k, ok := lastOf[kin]; ok {
				join(k, i)
			}
		}
		lastOf[unit] = i
	}
	found := map[int]int{} // by root: the place in out
	var out [][]int32
	for i, one := range all {
		at, ok := found[root(i)]
		if !ok {
			at = len(out)
			found[root(i)], out = at, append(out, nil)
		}
		out[at] = append(out[at], one.pos)
	}
	return slices.DeleteFunc(out, func(s []int32) bool { return len(s) < 2 })
}
