package bulk

import (
	"context"
	"slices"

	"github.com/gongguo/gongguo/scoring/internal/bulk/signature"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Meet asks one case of each class which of its entries are met; of the other cases the same entries are.
func (p *Prepared) Meet(ctx context.Context) ([]*steps.Meetings, error) {
	signatures := p.Signatures()
	if err := signatures.SignPerEntry(ctx); err != nil {
		return nil, err
	}
	cases := p.Frame.Index.Cases()
	free := make(chan *meeter, p.Frame.Workers())
	for range p.Frame.Workers() {
		free <- nil
	}
	out := make([]*steps.Meetings, (len(cases)+frame.BlockSize-1)/frame.BlockSize)
	err := p.Frame.InBlocks(ctx, len(out), func(ctx context.Context, i int) error {
		m := <-free
		defer func() { free <- m }()
		if m == nil {
			e := steps.NewRunner(p.Frame)
			e.Evaluation = newMemos(p.Frame.Scheme)
			m = &meeter{e, newClassifier(signatures, e), nil, steps.Meetings{}}
		}
		m.e.Heed(ctx)
		out[i] = &steps.Meetings{}
		for k := i * frame.BlockSize; k < min((i+1)*frame.BlockSize, len(cases)); k++ {
			if k%64 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			m.meet(&cases[k], out[i])
		}
		return ctx.Err()
	})
	return out, err
}

// meeter finds which entries of cases are met, for one goroutine.
type meeter struct {
	e          *steps.Runner
	classifier *Classifier
	ofClass    []meeting
	one        steps.Meetings
}

// meeting is which entries of a class are met, as bits by their place in the order of effect. Alone: its cases are
// asked one by one.
type meeting struct {
	inEffect, met uint32
	alone         bool
}

func (m *meeter) meet(of *frame.Case, out *steps.Meetings) {
	n, isNew, ok := m.classifier.classify(of)
	if !ok {
		m.e.Meet(of, out)
		return
	}
	if isNew {
		m.one.InEffect, m.one.Met = m.one.InEffect[:0], m.one.Met[:0]
		m.e.MostCost = 0
		m.e.Meet(of, &m.one)
		order := m.classifier.order()
		m.ofClass = append(m.ofClass, meeting{bitsOf(order, m.one.InEffect), bitsOf(order, m.one.Met),
			m.e.MostCost > signature.MostShared})
	}
	class := m.ofClass[n]
	if class.alone {
		m.e.Meet(of, out)
		return
	}
	for i := range m.classifier.entries {
		if class.inEffect>>i&1 == 1 {
			out.InEffect = append(out.InEffect, m.classifier.entries[i].Pos)
		}
		if class.met>>i&1 == 1 {
			out.Met = append(out.Met, m.classifier.entries[i].Pos)
		}
	}
}

// bitsOf are the places of positions in an order of at most maxEntries.
func bitsOf(order, positions []int32) (bits uint32) {
	for _, pos := range positions {
		bits |= 1 << slices.Index(order, pos)
	}
	return bits
}
