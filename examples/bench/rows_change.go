package main

import (
	"context"
	"fmt"
	"time"

	"github.com/gongguo/gongguo/examples/bench/digest"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// sweepFor is how long a sweep runs before the rest of it is reckoned.
const sweepFor = 30 * time.Second

// changes are what is asked of a ledger that has been scored once: another figure, one more entry, an explanation.
func changes(b *bench) ([]row, error) {
	if !b.wants("change/parameter", "change/penalty", "change/sweep", "change/append", "explain") {
		return nil, nil
	}
	m, err := b.million()
	if err != nil {
		return nil, err
	}
	o := scoring.Options{Periods: []calendar.Period{m.period}}
	base, err := newEngine(b.ctx, m.scheme, m.ledger, o)
	if err != nil {
		return nil, err
	}
	more := oneMore(m)
	appended, err := m.ledger.Append(b.ctx, more)
	if err != nil {
		return nil, err
	}
	n, tried := m.ledger.Len(), 0
	rows := []row{
		b.changed(base, m, "change/parameter", "`params.doubled`, which each adoption with a bonus reads",
			scheme.Param{Path: "doubled", Value: "3"}),
		b.changed(base, m, "change/penalty", "`params.each_missing`, which each settled quota reads",
			scheme.Param{Path: "each_missing", Value: "-4"}),
		{
			name: "change/sweep", entries: n, single: true,
			what: fmt.Sprintf("%d values of `params.doubled`, each to ranked totals; where that takes longer than "+
				"%s, reckoned from those done by then; all cores", b.sweep, sweepFor),
			contenders: []contender{{name: "gongguo", value: func(ctx context.Context) (float64, error) {
				start := time.Now()
				for i := range b.sweep {
					if _, err := base.with(ctx, scheme.Param{Path: "doubled", Value: fmt.Sprintf("%d.%03d", 1+i/1000,
						i%1000)}); err != nil {
						return 0, err
					}
					tried = i + 1
					if took := time.Since(start); took > sweepFor {
						return float64(took.Nanoseconds()) / float64(i+1) * float64(b.sweep), nil
					}
				}
				return float64(time.Since(start).Nanoseconds()), nil
			}, said: func() string {
				if tried == b.sweep {
					return ""
				}
				return fmt.Sprintf(" (reckoned from %d values)", tried)
			}}},
			bar: &bar{of: "gongguo", atMost: 10e9},
		},
		{
			name: "change/append", entries: n,
			what: "one adoption recorded after the others: the new total of its unit and all ranks; all cores",
			contenders: []contender{
				{name: "gongguo", work: func(ctx context.Context) (func() []digest.Line, error) {
					e, err := base.append(ctx, more)
					if err != nil {
						return nil, err
					}
					return func() []digest.Line { return digest.Book(e.book) }, nil
				}},
				{name: "from the beginning", work: ours(m.scheme, appended, o)},
			},
			bar: &bar{of: "gongguo", atMost: 1e6},
		},
		{
			name: "explain", entries: n, what: "every point of one unit explained, after loading; all cores",
			contenders: []contender{{name: "gongguo", work: func(ctx context.Context) (func() []digest.Line, error) {
				x, err := base.explain(ctx, m.columns.Units[0])
				if err == nil && len(x.Points) == 0 {
					err = fmt.Errorf("no points")
				}
				return nil, err
			}}},
			bar: &bar{of: "gongguo", atMost: 20e6},
		},
	}
	return rows, nil
}

// changed is a row of one parameter changed, beside scoring anew with it.
func (b *bench) changed(base *engine, m *made, name, what string, p scheme.Param) row {
	return row{
		name: name, entries: m.ledger.Len(), what: "one parameter changed, " + what +
			", to new ranked totals; all cores",
		contenders: []contender{
			{name: "gongguo", work: func(ctx context.Context) (func() []digest.Line, error) {
				e, err := base.with(ctx, p)
				if err != nil {
					return nil, err
				}
				return func() []digest.Line { return digest.Book(e.book) }, nil
			}},
			{name: "from the beginning", work: ours(m.scheme, m.ledger,
				scoring.Options{Periods: []calendar.Period{m.period}, Params: []scheme.Param{p}})},
		},
		bar: &bar{of: "gongguo", atMost: 25e6},
	}
}

// oneMore is an adoption of the last item, by the highest tier, so that a total changes.
func oneMore(m *made) ledger.Entry {
	e := ledger.Entry{ID: "one more", Kind: ledger.Adopt, Outlet: "人民日报"}
	e.At, _ = ledger.ParseTime("2020-12-24")
	for i := len(m.entries) - 1; i >= 0; i-- {
		if m.entries[i].Kind == ledger.Submit {
			e.Item = m.entries[i].Item
			break
		}
	}
	return e
}
