package bulk

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/sequence"
	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/bulk/sums"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// settlePlan is what tells the periods of one kind apart.
type settlePlan struct {
	period bool      // expressions look at which period it is
	sums   [][]int32 // the slots that they look at; those of one list are added up
	places [][]int32 // the same by their places among all slots that step 2 looks at
}

// SpanPlan is a period that is settled.
type SpanPlan struct {
	span              frame.Span
	from, until, last int64 // nanoseconds; last is its last instant
	low, high         int32 // its cells
	Cell              int32 // of its last instant
	name              string
	alike             [4]uint32 // what tells the period from others: by whether a unit is there at its end, and was throughout
	plan              *settlePlan
}

// settlePlans are the periods that are settled with what tells them apart, and all that is read of them. Nil: periods of
// units are settled one by one, since some expression looks at other periods or at other units.
func (f *Ground) settlePlans(l *sums.Layout, epochs []int64) ([]SpanPlan, *signature.Reads) {
	s := f.Frame.Scheme
	if s.ReadsRows || s.ReadsMembers || len(s.Derived) > 0 {
		return nil, nil
	}
	plans, all := map[calendar.Kind]*settlePlan{}, signature.NewReads(s.Vocabulary)
	var known sequence.Table
	for _, kind := range s.Kinds {
		plans[kind] = f.settlePlan(kind, l, all)
	}
	var out []SpanPlan
	for i, sp := range f.Frame.Spans {
		p := SpanPlan{span: sp, from: frame.Nanoseconds(sp.Start), until: frame.Nanoseconds(sp.End), name: sp.Period.String(), plan: plans[sp.Period.Kind]}
		p.last = p.until - 1
		p.low, p.high = f.Buckets.Within(p.from, p.until)
		p.Cell = f.Buckets.Of(p.last)
		which := uint32(0)
		if p.plan.period {
			which = uint32(i + 1)
		}
		for k := range p.alike {
			p.alike[k], _ = known.Number([]uint32{uint32(sp.Period.Kind), signature.EpochOf(epochs, p.last), signature.Bit(f.Frame.Reports(sp)), which, uint32(k)})
		}
		out = append(out, p)
	}
	return out, all
}

// settlePlan finds what is read at the end of periods of a kind, and adds it to what all kinds read.
func (f *Ground) settlePlan(kind calendar.Kind, l *sums.Layout, all *signature.Reads) *settlePlan {
	s, r := f.Frame.Scheme, signature.NewReads(f.Frame.Scheme.Vocabulary)
	p := &settlePlan{}
	add := func(slots []int32) {
		if len(slots) > 0 && !slices.ContainsFunc(p.sums, func(o []int32) bool { return slices.Equal(o, slots) }) {
			p.sums = append(p.sums, slots)
		}
	}
	done := func(q *scheme.Quota) {
		if q.Count != nil {
			add([]int32{l.CountSlot(q)})
		}
		for _, of := range q.Sum {
			for a := range s.Accounts {
				add([]int32{l.AmountSlot(of, a)})
			}
		}
	}
	for _, q := range s.Quotas {
		if q.Per == kind {
			r.Add(steps.QuotaPrograms(q)...)
			done(q)
		}
	}
	for _, x := range s.Settles {
		if x.Per != kind {
			continue
		}
		r.Add(steps.SettleRulePrograms(x)...)
		if x.Cap != nil {
			if len(x.Cap.Of) == 0 {
				add(l.AccountSlots(x.Cap.Account))
			}
			for _, of := range x.Cap.Of {
				add([]int32{l.AmountSlot(of, x.Cap.Account)})
			}
		}
	}
	p.period = len(r.Fields[s.Vocabulary.Period]) > 0
	for a, account := range s.Accounts {
		if slices.Contains(r.Keys["total"], account.Name) || slices.Contains(r.WholeMaps, "total") {
			add(l.AccountSlots(a))
		}
		for _, of := range s.Rules {
			if slices.Contains(r.Keys["sum"], of.Name) || slices.Contains(r.WholeMaps, "sum") {
				add([]int32{l.AmountSlot(of, a)})
			}
		}
	}
	for _, q := range s.Quotas {
		if slices.Contains(r.Keys["count"], q.Name) || slices.Contains(r.WholeMaps, "count") {
			done(q)
		}
	}
	join(all, r)
	return p
}

// join adds what another one reads.
func join(r *signature.Reads, o *signature.Reads) {
	for record, uses := range o.Fields {
		if r.Fields[record] == nil {
			r.Fields[record] = make([]signature.Use, len(uses))
		}
		for field, u := range uses {
			r.Fields[record][field] = max(r.Fields[record][field], u)
		}
	}
	r.WholeRecord = r.WholeRecord || o.WholeRecord
}
