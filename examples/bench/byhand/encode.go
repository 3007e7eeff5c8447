package byhand

import (
	"fmt"
	"math"
	"time"

	"github.com/gongguo/gongguo/ledger"
)

var zone = time.FixedZone("", 8*60*60)

// encoder gives names their numbers.
type encoder struct {
	*Columns
	units, items, orders, categories       map[string]int32
	genres, reports, placements, endorsers map[string]uint8
	outlets                                map[Outlet]uint16
	refs                                   map[string]int32 // Seq of an entry that a void names
}

// Encode puts entries, in the order of recording, into columns. What cannot be an entry of this regulation is an error.
func Encode(entries []ledger.Entry) (*Columns, error) {
	e := encoder{
		Columns: &Columns{Len: len(entries)}, units: map[string]int32{}, items: make(map[string]int32, len(entries)/2),
		orders: map[string]int32{}, categories: map[string]int32{}, genres: map[string]uint8{},
		reports: map[string]uint8{}, placements: map[string]uint8{}, endorsers: map[string]uint8{},
		outlets: map[Outlet]uint16{}, refs: map[string]int32{},
	}
	var counts [4]int
	for i := range entries {
		switch entries[i].Kind {
		case ledger.Void:
			e.refs[entries[i].Ref] = -1
		case ledger.Submit:
			counts[0]++
		case ledger.Adopt:
			counts[1]++
		case ledger.Endorse:
			counts[2]++
		}
	}
	e.grow(counts[0], counts[1], counts[2])
	for i := range entries {
		en := &entries[i]
		if len(e.refs) > 0 {
			if _, named := e.refs[en.ID]; named {
				e.refs[en.ID] = int32(i)
			}
		}
		if err := e.entry(int32(i), en); err != nil {
			return nil, fmt.Errorf("entry %d (%s): %w", i+1, en.ID, err)
		}
	}
	return e.Columns, nil
}

// grow makes room for the large tables.
func (e *encoder) grow(submits, adopts, endorsements int) {
	s, a, p := &e.Submit, &e.Adopt, &e.Endorse
	s.Seq, s.Item, s.Unit, s.Order = make([]int32, 0, submits), make([]int32, 0, submits), make([]int32, 0, submits),
		make([]int32, 0, submits)
	s.At, s.Genre, s.Report, s.Flags = make([]int64, 0, submits), make([]uint8, 0, submits), make([]uint8, 0, submits),
		make([]uint8, 0, submits)
	a.Seq, a.Item, a.At = make([]int32, 0, adopts), make([]int32, 0, adopts), make([]int64, 0, adopts)
	a.Outlet, a.Placement = make([]uint16, 0, adopts), make([]uint8, 0, adopts)
	p.Seq, p.Item, p.At, p.By = make([]int32, 0, endorsements), make([]int32, 0, endorsements),
		make([]int64, 0, endorsements), make([]uint8, 0, endorsements)
}

func (e *encoder) entry(seq int32, en *ledger.Entry) error {
	at := en.At.Instant(zone).UnixNano()
	switch en.Kind {
	case ledger.Enroll:
		category, ok := e.categories[en.Category]
		if !ok {
			category = int32(len(e.Categories))
			e.categories[en.Category] = category
			e.Categories = append(e.Categories, en.Category)
		}
		taskGroup, err := truth(en.Attrs, "task_group")
		if err != nil {
			return err
		}
		e.onRoster(seq, e.unit(en.Unit), category, at, taskGroup)
	case ledger.Withdraw:
		e.onRoster(seq, e.unit(en.Unit), -1, at, false)
	case ledger.Submit:
		return e.submit(seq, at, en)
	case ledger.Adopt:
		return e.adopt(seq, at, en)
	case ledger.Endorse:
		e.Endorse.Seq, e.Endorse.Item = append(e.Endorse.Seq, seq), append(e.Endorse.Item, number(e.items, en.Item))
		by, err := code(e.endorsers, &e.Endorsers, en.By)
		e.Endorse.At, e.Endorse.By = append(e.Endorse.At, at), append(e.Endorse.By, by)
		e.Items = len(e.items)
		return err
	case ledger.Commission:
		o := &e.Order
		o.Seq, o.Order, o.Unit = append(o.Seq, seq), append(o.Order, number(e.orders, en.Commission)),
			append(o.Unit, e.unit(en.Unit))
		o.At, o.Due = append(o.At, at), append(o.Due, en.Due.EndInstant(zone).UnixNano())
		e.Orders = len(e.orders)
	case ledger.Grant:
		return e.grant(seq, at, en)
	case ledger.Void:
		if e.refs[en.Ref] < 0 {
			return fmt.Errorf("no entry %s before it", en.Ref)
		}
		e.Void.Seq, e.Void.Ref = append(e.Void.Seq, seq), append(e.Void.Ref, e.refs[en.Ref])
	}
	return nil
}

func (e *encoder) onRoster(seq, unit, category int32, at int64, taskGroup bool) {
	r := &e.Roster
	r.Seq, r.Unit, r.Category = append(r.Seq, seq), append(r.Unit, unit), append(r.Category, category)
	r.At, r.TaskGroup = append(r.At, at), append(r.TaskGroup, taskGroup)
}

func (e *encoder) submit(seq int32, at int64, en *ledger.Entry) error {
	genre, err := code(e.genres, &e.Genres, en.Genre)
	if err != nil {
		return err
	}
	var flags uint8
	word := ""
	for i := range en.Attrs {
		v := en.Attrs[i].Value
		switch name := en.Attrs[i].Name; name {
		case "late", "off_brief":
			is, ok := v.Bool()
			if !ok {
				return fmt.Errorf("attrs.%s is no bool", name)
			}
			if is && name == "late" {
				flags |= late
			} else if is {
				flags |= offBrief
			}
		case "report":
			if word, _ = v.Text(); v.Kind() != ledger.TextKind {
				return fmt.Errorf("attrs.report is no string")
			}
		}
	}
	report, err := code(e.reports, &e.Reports, word)
	if err != nil {
		return err
	}
	order := int32(-1)
	if en.Commission != "" {
		order = number(e.orders, en.Commission)
		e.Orders = len(e.orders)
	}
	s := &e.Submit
	s.Seq, s.Item, s.Unit, s.Order = append(s.Seq, seq), append(s.Item, number(e.items, en.Item)),
		append(s.Unit, e.unit(en.Unit)), append(s.Order, order)
	s.At, s.Genre, s.Report, s.Flags = append(s.At, at), append(s.Genre, genre), append(s.Report, report),
		append(s.Flags, flags)
	e.Items = len(e.items)
	return nil
}

func (e *encoder) adopt(seq int32, at int64, en *ledger.Entry) error {
	outlet := Outlet{Name: en.Outlet, Level: en.Level}
	if v, ok := en.Attrs.Get("medium"); ok {
		if outlet.Medium, ok = v.Text(); !ok {
			return fmt.Errorf("attrs.medium is no string")
		}
	}
	place, err := code(e.placements, &e.Placements, en.Placement)
	if err != nil {
		return err
	}
	n, ok := e.outlets[outlet]
	if !ok {
		if len(e.Outlets) > math.MaxUint16 {
			return fmt.Errorf("found more than %d outlets", math.MaxUint16)
		}
		n = uint16(len(e.Outlets))
		e.outlets[outlet] = n
		e.Outlets = append(e.Outlets, outlet)
	}
	a := &e.Adopt
	a.Seq, a.Item, a.At = append(a.Seq, seq), append(a.Item, number(e.items, en.Item)), append(a.At, at)
	a.Outlet, a.Placement = append(a.Outlet, n), append(a.Placement, place)
	e.Items = len(e.items)
	return nil
}

// grant keeps what 四(三)3 allows: 追加奖励 for an item.
func (e *encoder) grant(seq int32, at int64, en *ledger.Entry) error {
	if en.Rule != "great-value" || en.Account != "points" || en.Item == "" {
		return nil
	}
	cents := en.Amount.Decimal.Shift(2)
	if !cents.IsInteger() || !cents.BigInt().IsInt64() {
		return fmt.Errorf("a grant of %s; expected hundredths of a point", en.Amount.Decimal)
	}
	g := &e.Grant
	g.Seq, g.Item, g.Unit = append(g.Seq, seq), append(g.Item, number(e.items, en.Item)),
		append(g.Unit, e.unit(en.Unit))
	g.At, g.Amount = append(g.At, at), append(g.Amount, cents.IntPart())
	e.Items = len(e.items)
	return nil
}

func (e *encoder) unit(name string) int32 {
	n, ok := e.units[name]
	if !ok {
		n = int32(len(e.Units))
		e.units[name] = n
		e.Units = append(e.Units, name)
	}
	return n
}

func number(of map[string]int32, name string) int32 {
	n, ok := of[name]
	if !ok {
		n = int32(len(of))
		of[name] = n
	}
	return n
}

func truth(attrs ledger.Attrs, name string) (bool, error) {
	v, ok := attrs.Get(name)
	if !ok {
		return false, nil
	}
	is, ok := v.Bool()
	if !ok {
		return false, fmt.Errorf("attrs.%s is no bool", name)
	}
	return is, nil
}

// code gives a word its number in a small dictionary.
func code(numbers map[string]uint8, words *[]string, word string) (uint8, error) {
	n, ok := numbers[word]
	if !ok {
		if len(*words) > math.MaxUint8 {
			return 0, fmt.Errorf("%q is one word too many; expected at most %d", word, math.MaxUint8+1)
		}
		n = uint8(len(*words))
		numbers[word], *words = n, append(*words, word)
	}
	return n, nil
}
