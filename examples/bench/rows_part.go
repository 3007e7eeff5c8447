package main

import (
	"context"

	"github.com/gongguo/gongguo/examples/bench/celrow"
	"github.com/gongguo/gongguo/examples/bench/digest"
	"github.com/gongguo/gongguo/examples/bench/part"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
)

// rowByRow is all of chifeng-2020 with cel-go's interpreter on every entry.
func rowByRow(b *bench) ([]row, error) {
	const name = "rules/whole"
	if !b.wants(name) {
		return nil, nil
	}
	m, err := b.million()
	if err != nil {
		return nil, err
	}
	rules, err := celrow.NewChifeng()
	if err != nil {
		return nil, err
	}
	return []row{{
		name: name, procs: 1, entries: m.ledger.Len(),
		what: "all of chifeng-2020, its expressions run by cel-go's own interpreter on every entry (exact decimals, " +
			"cost limit), the rest as in the program by hand; one core",
		contenders: []contender{
			{name: "gongguo", work: ours(m.scheme, m.ledger, scoring.Options{Periods: []calendar.Period{m.period}})},
			{name: "cel-go", work: func(ctx context.Context) (func() []digest.Line, error) {
				totals, err := m.columns.ScoreBy(ctx, m.period.String(), rules)
				return func() []digest.Line { return handTotals(totals) }, err
			}},
		},
		bar: &bar{of: "cel-go", against: "gongguo", atLeast: 50},
	}}, nil
}

// partOf is a ledger of the part, in the engine's form and as tables.
func (b *bench) partOf(entries int) (contender, *part.Data, int, error) {
	s, err := part.Scheme(b.ctx)
	if err != nil {
		return contender{}, nil, 0, err
	}
	m, err := b.of(world{"chifeng-2020", entries, b.units})
	if err != nil {
		return contender{}, nil, 0, err
	}
	kept := part.Entries(m.entries)
	l, err := ledger.Of(b.ctx, kept...)
	if err != nil {
		return contender{}, nil, 0, err
	}
	return contender{name: "gongguo", work: ours(s, l, scoring.Options{Periods: []calendar.Period{m.period}})},
		part.Of(s, kept), l.Len(), nil
}

// theirs is a contender of the part.
func theirs(name string, d *part.Data, make func(*part.Data) (part.Run, error)) (contender, error) {
	run, err := make(d)
	return contender{name: name, work: func(ctx context.Context) (func() []digest.Line, error) {
		lines, err := run(ctx)
		return func() []digest.Line { return lines }, err
	}}, err
}

const partWhat = "a part of chifeng-2020 (standards, the two doublings, highest only, totals, " +
	"ranks: `part/chifeng-part.yaml`)"

// parts are the part for those who can do a million entries.
func parts(b *bench) ([]row, error) {
	const one, all = "rules/part", "rules/duckdb"
	if !b.wants(one, all) {
		return nil, nil
	}
	ours, d, n, err := b.partOf(b.entries)
	if err != nil {
		return nil, err
	}
	rows := []row{
		{name: one,
			what:  partWhat + "; cel-go and expr on each adoption, SQLite by one query over tables in memory; one core",
			procs: 1, entries: n, contenders: []contender{ours}},
		{name: all,
			what: partWhat +
				"; DuckDB by one query over tables in memory, as many threads as it takes by itself; all cores",
			entries: n, contenders: []contender{ours},
			skipped: part.NoDuckDB, bar: &bar{of: "DuckDB", against: "gongguo", atLeast: 5}},
	}
	for _, x := range []struct {
		name string
		row  int
		make func(*part.Data) (part.Run, error)
	}{{"by hand", 0, part.ByHand}, {"cel-go", 0, part.CEL}, {"expr", 0, part.Expr}, {"SQLite", 0, part.SQLite},
		{"DuckDB", 1, part.DuckDB}} {
		if rows[x.row].skipped != "" || !b.wants(rows[x.row].name) {
			continue
		}
		c, err := theirs(x.name, d, x.make)
		if err != nil {
			return nil, err
		}
		rows[x.row].contenders = append(rows[x.row].contenders, c)
	}
	return rows, nil
}

// slowParts are the part for those who take long, over a smaller ledger.
func slowParts(b *bench) ([]row, error) {
	const name = "rules/part-small"
	if !b.wants(name) {
		return nil, nil
	}
	ours, d, n, err := b.partOf(b.slow)
	if err != nil {
		return nil, err
	}
	r := row{name: name, what: partWhat +
		"; Grule on each adoption and endorsement, OPA on some hundred items at a time; a smaller ledger, " +
		"since they take long: look at the time an entry; one core",
		procs: 1, entries: n, contenders: []contender{ours}}
	for _, x := range []struct {
		name string
		make func(*part.Data) (part.Run, error)
	}{{"Grule", part.Grule}, {"OPA", part.OPA}} {
		c, err := theirs(x.name, d, x.make)
		if err != nil {
			return nil, err
		}
		r.contenders = append(r.contenders, c)
	}
	return []row{r}, nil
}
