package frame

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// Restricted is what of a ledger is shown to nobody who does not ask for it (内部): the title, outlet and endorser of
// entries that say so, of the entries about an item whose submission says so, and all that may have been worked out
// from them. Nil hides nothing. It is safe for concurrent use.
type Restricted struct {
	f       *Frame
	entries map[int32]bool  // that are restricted themselves, or by the submission of their item
	items   map[uint32]bool // by code: of which a rule may read something restricted
	asked   map[uint32]bool // commissions, likewise
	texts   map[string]bool // that stand in restricted entries alone
	within  *strings.Replacer
}

// Restricted is what of the frame's ledger is not shown; nil: all is, since nothing is restricted, or the options say
// so.
func (f *Frame) Restricted() *Restricted {
	if !f.Hides() {
		return nil
	}
	r := f.reached()
	r.gather()
	return r
}

// Apart is which entries are restricted, whatever the options say. It knows no texts.
func (f *Frame) Apart() *Restricted { return f.reached() }

// reached is which entries are restricted, and of what a rule may read something restricted.
func (f *Frame) reached() *Restricted {
	r := &Restricted{f: f, entries: map[int32]bool{}, items: map[uint32]bool{}, asked: map[uint32]bool{},
		texts: map[string]bool{}}
	commissioned, restricted := map[uint32]bool{}, f.Ledger.Restricted()
	for pos := range int32(f.Columns.Len()) {
		if restricted(int(pos)) {
			if r.entries[pos] = true; f.Columns.Kind(int(pos)) == ledger.Commission {
				commissioned[f.Code(pos, columns.FieldCommission)] = true
			}
		}
	}
	for pos := range int32(f.Columns.Len()) {
		item, commission := f.Code(pos, columns.FieldItem), f.Code(pos, columns.FieldCommission)
		if r.entries[pos] {
			r.items[item], r.asked[commission] = true, true
		}
		if commissioned[commission] { // an item reads the title of what it answers
			r.items[item] = true
		}
	}
	delete(r.items, 0)
	delete(r.asked, 0)
	return r
}

// gather finds the texts that stand in restricted entries alone, as they are written, as expressions read them, and as
// they are quoted.
func (r *Restricted) gather() {
	e := NewEvaluator(r.f)
	known := map[string]bool{}
	for _, hidden := range []bool{false, true} {
		for pos := range int32(r.f.Columns.Len()) {
			if r.entries[pos] != hidden {
				continue
			}
			for _, field := range []columns.Field{columns.FieldTitle, columns.FieldOutlet, columns.FieldBy} {
				code := r.f.Code(pos, field)
				if code == 0 {
					continue
				}
				texts := []string{r.f.Columns.Text(code)}
				if field == columns.FieldOutlet {
					texts = append(texts, e.OutletOf(r.f.Columns.Row(int(pos))).table.name)
				}
				for _, text := range texts {
					if hidden && !known[text] {
						r.texts[text] = true
					}
					known[text] = known[text] || !hidden
				}
			}
		}
	}
	var all []string
	for text := range r.texts {
		all = append(all, text)
		quoted := strconv.Quote(text)
		if quoted = quoted[1 : len(quoted)-1]; quoted != text {
			all = append(all, quoted)
		}
	}
	slices.SortFunc(all, func(a, b string) int { // of two at one place, the longer one
		return cmp.Compare(len(b), len(a))
	})
	var pairs []string
	for _, text := range all {
		if utf8.RuneCountInString(text) > 1 { // one letter stands in too many words
			pairs = append(pairs, text, ledger.Internal)
		}
	}
	r.within = strings.NewReplacer(pairs...)
}

// Entry says whether an entry is restricted, itself or by the submission of its item.
func (r *Restricted) Entry(pos int32) bool { return r != nil && r.entries[pos] }

// Reached says whether what was worked out for an entry may hold something restricted.
func (r *Restricted) Reached(pos int32) bool {
	return r != nil && (r.entries[pos] || r.items[r.f.Code(pos, columns.FieldItem)] ||
		r.asked[r.f.Code(pos, columns.FieldCommission)])
}

// Text is a text without what stands in restricted entries alone.
func (r *Restricted) Text(text string) string {
	switch {
	case r == nil:
		return text
	case r.texts[text]:
		return ledger.Internal
	}
	return r.within.Replace(text)
}

// Reason is a reason without what stands in restricted entries alone.
func (r *Restricted) Reason(why reason.Reason) reason.Reason {
	if r == nil {
		return why
	}
	return why.Mapped(r.Text)
}

// Hidden is what may be said of a reason about something that is reached: its sentence where nothing of the entry
// stands in it, else [ledger.Internal].
func (r *Restricted) Hidden(why reason.Reason) reason.Reason {
	inner := func(name string) reason.Reason {
		of, ok := why.Arg(name).(reason.Reason)
		if !ok {
			return reason.New("internal.hidden", "〔内部〕")
		}
		return r.Hidden(of)
	}
	switch why.Code {
	case "refused.required", "limit.item", "limit.commission", "sign.bonus", "sign.deduction", "idle.roster",
		"idle.void", "idle.assign", "idle.outside", "idle.unknown", "idle.after-until", "idle.worth", "idle.beaten",
		"idle.counts-another", "idle.counts-then", "idle.no-rule", "idle.endorse", "idle.not-due", "idle.left",
		"idle.not-submitted", "idle.not-covered", "struck-out.submission":
		return r.Reason(why)
	case "idle.unmet", "idle.asked-later", "idle.counts":
		return r.Reason(why.With("values", reason.Reason{}))
	case "refused.by-rule", "idle.refused", "idle.lacks":
		return r.Reason(why.With("reason", inner("reason")))
	case "struck-out.entry":
		return r.Reason(why.With("why", ledger.Internal))
	}
	return reason.New("internal.hidden", "〔内部〕")
}

// Declared says whether the name of a field is one of the scheme's, and so says nothing of an entry.
func (r *Restricted) Declared(name string) bool {
	for _, attrs := range r.f.Scheme.Attrs {
		if slices.ContainsFunc(attrs, func(a scheme.Attr) bool { return a.Name == name }) {
			return true
		}
	}
	return slices.Contains([]string{"", "worth", "times", "plus", "to", "happened", "commission"}, name)
}
