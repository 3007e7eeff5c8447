package audit

import (
	"cmp"
	"context"
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/ledger/spelling"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// Stranger is a word of entries that no expression of the scheme knows.
type Stranger struct {
	Kind    ledger.Kind // of the entries
	Field   string      // genre, attrs.report; attrs: the word is the name of an attribute
	Word    string
	Count   int     // the entries that have it
	First   []int32 // the positions of the first of them
	Nearest string  // the known word that was perhaps meant; empty: none is near
	OneOf   bool    // the scheme allows no other words than those that it knows
}

// ShownFirst is how many entries of a stranger are named.
const ShownFirst = 3

// field is a field of entries whose text expressions read as a fact.
type field struct {
	kind   ledger.Kind
	column columns.Field
	fact   string
}

// fields are those that may have strangers, in the order in which they are listed. Those that name a unit, an item, an
// outlet or what an entry is about are none of them.
var fields = [...]field{
	{ledger.Enroll, columns.FieldCategory, "unit.category"},
	{ledger.Submit, columns.FieldGenre, "item.genre"},
	{ledger.Adopt, columns.FieldPlacement, "adopt.placement"},
	{ledger.Adopt, columns.FieldLevel, "outlet.level"},
	{ledger.Endorse, columns.FieldBy, "endorse.by"},
	{ledger.Commission, columns.FieldGenre, "commission.genre"},
	{ledger.Grant, columns.FieldReason, "grant.reason"},
	{ledger.Incident, columns.FieldType, "incident.type"},
}

// Strangers are the strangers among the words of all entries that count, by kind, field, the number of entries, the
// most first, and word. Of a fact of which some expression takes any other word, they are those that are near a known
// one. Words of restricted entries are listed by themselves, and not said. The error is the context's.
func Strangers(ctx context.Context, f *frame.Frame, hide *frame.Restricted) ([]Stranger, error) {
	v, err := VocabularyOf(ctx, f.Scheme)
	if err != nil {
		return nil, err
	}
	s := &search{frame: f, vocabulary: v, hide: hide, found: map[place]*Stranger{}}
	if err := s.fields(ctx); err != nil {
		return nil, err
	}
	if err := s.attributes(ctx); err != nil {
		return nil, err
	}
	out := make([]Stranger, 0, len(s.found))
	for _, one := range s.found {
		out = append(out, *one)
	}
	slices.SortFunc(out, func(a, b Stranger) int {
		return cmp.Or(cmp.Compare(frame.KindCode(a.Kind), frame.KindCode(b.Kind)), cmp.Compare(a.Field, b.Field),
			cmp.Compare(b.Count, a.Count), cmp.Compare(a.Word, b.Word), cmp.Compare(a.First[0], b.First[0]))
	})
	return out, nil
}

// search is a search for strangers.
type search struct {
	frame      *frame.Frame
	vocabulary *Vocabulary
	hide       *frame.Restricted
	found      map[place]*Stranger
	allowed    map[place]bool // words that no expression knows, and that are none
}

// place is where a word stands.
type place struct {
	kind        ledger.Kind
	field, word string
	hidden      bool // in a restricted entry
}

// add counts a word that an entry has and that k does not know.
func (s *search) add(at place, pos int32, k *Known) {
	at.hidden = s.hide.Entry(pos)
	one := s.found[at]
	if one == nil {
		if s.allowed[at] {
			return
		}
		near, _ := spelling.Nearest(at.word, k.Words)
		if k.Any && !k.OneOf && near == "" {
			if s.allowed == nil {
				s.allowed = map[place]bool{}
			}
			s.allowed[at] = true
			return
		}
		one = &Stranger{Kind: at.kind, Field: at.field, Word: at.word, Nearest: near, OneOf: k.OneOf}
		if at.hidden {
			one.Word = ledger.Internal
			if one.Nearest != "" {
				one.Nearest = ledger.Internal
			}
		}
		s.found[at] = one
	}
	if one.Count++; len(one.First) < ShownFirst {
		one.First = append(one.First, pos)
	}
}

// fields looks at the fields of entries, column by column.
func (s *search) fields(ctx context.Context) error {
	c := s.frame.Columns
	type column struct {
		field
		known *Known
		codes []uint64 // a bitmap of the codes of the words that are known
	}
	var wanted []column
	for _, one := range fields {
		k := s.vocabulary.closed(one.fact)
		if k == nil {
			continue
		}
		w := column{one, k, make([]uint64, c.Codes()/64+1)}
		w.codes[0] = 1 // no word
		for _, word := range k.Words {
			if code, ok := c.CodeOf(word); ok {
				w.codes[code/64] |= 1 << (code % 64)
			}
		}
		wanted = append(wanted, w)
	}
	var codes [columns.BlockLength]uint32
	for n := range c.Blocks() {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		block := c.Block(n)
		end := min(block.First()+block.Len(), s.frame.Selection.Known())
		for _, w := range wanted {
			kind := frame.KindCode(w.kind)
			block.Codes(w.column, codes[:])
			for pos := block.First(); pos < end; pos++ {
				code := codes[pos-block.First()]
				if w.codes[code/64]>>(code%64)&1 == 1 || s.frame.Kind(int32(pos)) != kind ||
					w.column == columns.FieldLevel && s.listed(int32(pos), "level") {
					continue
				}
				s.add(place{kind: w.kind, field: w.column.String(), word: c.Text(code)}, int32(pos), w.known)
			}
		}
	}
	return nil
}

// listed says whether the table of outlets gives a fact of the outlet of an adoption, so that the entry does not.
func (s *search) listed(pos int32, fact string) bool {
	e, ok := s.frame.Scheme.Outlets.FindAt(s.frame.Columns.Text(s.frame.Code(pos, columns.FieldOutlet)),
		s.frame.Instant(int(pos)))
	return ok && e.Attrs[fact] != ""
}

// attributes looks at the attributes of entries: those of one kind with equal attributes once, if all are known.
func (s *search) attributes(ctx context.Context) error {
	c := s.frame.Columns
	var codes [columns.BlockLength]uint32
	var known [columns.NumKinds][]bool // by code of the attributes
	for n := range c.Blocks() {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		block := c.Block(n)
		block.Codes(columns.FieldAttrs, codes[:])
		for pos := block.First(); pos < min(block.First()+block.Len(), s.frame.Selection.Known()); pos++ {
			code, kind := codes[pos-block.First()], s.frame.Kind(int32(pos))
			if code == 0 || kind == columns.NotSelected {
				continue
			}
			if done := known[kind]; int(code) < len(done) && done[code] {
				continue
			}
			if s.ofEntry(int32(pos), ledger.Kinds()[kind], code) {
				if more := int(code) + 1 - len(known[kind]); more > 0 {
					known[kind] = append(known[kind], make([]bool, more)...)
				}
				known[kind][code] = true
			}
		}
	}
	return nil
}

// ofEntry looks at the attributes of an entry; true: nothing in them is strange.
func (s *search) ofEntry(pos int32, kind ledger.Kind, code uint32) (known bool) {
	owners := ownersOf(kind)
	if len(owners) == 0 {
		return true
	}
	names := s.vocabulary.names(owners)
	known = true
	for name, number := range s.frame.Columns.Attrs(code) {
		attr := s.frame.Columns.Text(name)
		if !slices.Contains(names.Words, attr) {
			known = false
			s.add(place{kind: kind, field: "attrs", word: attr}, pos, names)
			continue
		}
		word, _ := s.frame.Columns.AttrValue(number).Text()
		if word == "" {
			continue
		}
		if k := s.stranger(pos, owners, attr, word); k != nil {
			known = false
			s.add(place{kind: kind, field: "attrs." + attr, word: word}, pos, k)
		}
	}
	return known
}

// stranger is what is known of a text attribute of an entry, of which the word is not; nil: it is, or any is.
func (s *search) stranger(pos int32, owners []string, attr, word string) (unlike *Known) {
	for _, owner := range owners {
		fact := OwnerOf(owner) + "." + attr
		k := s.vocabulary.closed(fact)
		switch {
		case s.vocabulary.facts[fact] == nil:
			continue // another kind declares it
		case k == nil, slices.Contains(k.Words, word), owner == "outlet" && s.listed(pos, attr):
			return nil
		}
		unlike = k
	}
	return unlike
}

// ownersOf are the kinds of attributes that the entries of a kind give; none: no expression reads its attributes.
func ownersOf(kind ledger.Kind) []string {
	switch kind {
	case ledger.Enroll:
		return []string{"unit"}
	case ledger.Adopt:
		return []string{string(kind), "outlet"}
	case ledger.Withdraw, ledger.Assign, ledger.Void, ledger.Close, ledger.Opening:
		return nil
	}
	return []string{string(kind)}
}

// Reason says of a stranger what it is.
func (s *Stranger) Reason() reason.Reason {
	near := spelling.Hint(";", s.Nearest)
	switch {
	case s.Field == "attrs":
		return reason.New("stranger.attribute",
			"{kind} has an attribute {word:q}, which the scheme does not declare{near}",
			string(s.Kind), s.Word, near)
	case s.OneOf:
		return reason.New("stranger.not-allowed", "{kind} has {field} {word:q}, which the scheme does not allow{near}",
			string(s.Kind), s.Field, s.Word, near)
	}
	return reason.New("stranger.unknown", "{kind} has {field} {word:q}, which no expression of the scheme knows{near}",
		string(s.Kind), s.Field, s.Word, near)
}
