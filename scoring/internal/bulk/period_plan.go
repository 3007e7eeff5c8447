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

// settlePlan is what step 2 reads at the end of periods of one kind.
type settlePlan struct {
	readsPeriod bool      // it reads which period it is
	slots       [][]int32 // lists of slots; it reads the sum of each list
	positions   [][]int32 // of these slots in a row
}

// SpanPlan is a period that is settled, with the part of its class key that units do not change.
type SpanPlan struct {
	span              frame.Span
	from, until, last int64 // in nanoseconds; last is the last instant of the period
	low, high         int32 // its buckets
	Bucket            int32 // of its last instant
	name              string
	codes             [4]uint32 // by whether a unit is on the roster at its end, and throughout
	plan              *settlePlan
}

// settlePlans are the periods that are settled, and what is read of units in all of them. Nil: step 2 reads other
// periods or other units, so that each period is settled alone.
func (p *Prepared) settlePlans(l *sums.Layout, epochs []int64) ([]SpanPlan, *signature.Reads) {
	s := p.Frame.Scheme
	inDays := func(q *scheme.Quota) bool { return q.Partial == "share" }
	if s.ReadsRows || s.ReadsMembers || len(s.Derived) > 0 || slices.ContainsFunc(s.Quotas, inDays) {
		return nil, nil
	}
	plans, all := map[calendar.Kind]*settlePlan{}, signature.NewReads(s.Vocabulary)
	var keys sequence.Table
	for _, kind := range s.Kinds {
		plans[kind] = p.settlePlan(kind, l, all)
	}
	var out []SpanPlan
	for i, sp := range p.Frame.Spans {
		span := SpanPlan{
			span: sp, from: frame.Nanoseconds(sp.Start), until: frame.Nanoseconds(sp.End),
			name: sp.Period.String(), plan: plans[sp.Period.Kind],
		}
		span.last = span.until - 1
		span.low, span.high = p.Buckets.Within(span.from, span.until)
		span.Bucket = p.Buckets.Of(span.last)
		which := uint32(0)
		if span.plan.readsPeriod {
			which = uint32(i + 1)
		}
		for k := range span.codes {
			epoch, reported := signature.EpochOf(epochs, span.last), signature.Bit(p.Frame.Reports(sp))
			span.codes[k], _ = keys.Number([]uint32{uint32(sp.Period.Kind), epoch, reported, which, uint32(k)})
		}
		out = append(out, span)
	}
	return out, all
}

// settlePlan finds what is read at the end of periods of a kind, and adds it to what is read in all.
func (p *Prepared) settlePlan(kind calendar.Kind, l *sums.Layout, all *signature.Reads) *settlePlan {
	s, r := p.Frame.Scheme, signature.NewReads(p.Frame.Scheme.Vocabulary)
	plan := &settlePlan{}
	add := func(slots []int32) {
		if len(slots) > 0 && !slices.ContainsFunc(plan.slots, func(o []int32) bool { return slices.Equal(o, slots) }) {
			plan.slots = append(plan.slots, slots)
		}
	}
	addDone := func(q *scheme.Quota) {
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
			addDone(q)
		}
	}
	for _, x := range s.Settles {
		if x.Per != kind {
			continue
		}
		r.Add(steps.SettleRulePrograms(x)...)
		if x.Cap != nil {
			var sum []int32
			for _, of := range x.Cap.Sums {
				sum = append(sum, l.AmountSlot(of, x.Cap.Account))
			}
			add(sum)
		}
	}
	plan.readsPeriod = len(r.Fields[s.Vocabulary.Period]) > 0
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
			addDone(q)
		}
	}
	addReads(all, r)
	return plan
}

// addReads adds what others read of records.
func addReads(r *signature.Reads, o *signature.Reads) {
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
