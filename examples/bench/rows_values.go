package main

import (
	_ "embed"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/scheme"
)

//go:embed values.yaml
var valuesSource []byte

// values is a scheme whose expression reads fields that hardly ever hold the same twice.
func values(b *bench) ([]row, error) {
	if !b.wants("values") {
		return nil, nil
	}
	s, err := scheme.Load(b.ctx, "values.yaml", valuesSource)
	if err != nil {
		return nil, err
	}
	m, err := b.of(world{"xihu-2021", b.entries, b.units})
	if err != nil {
		return nil, err
	}
	return []row{{
		name: "values",
		what: "an expression that reads the words and the clock time of each submission (`values.yaml`), " +
			"over the ledger of xihu-2021; all cores", entries: m.ledger.Len(),
		contenders: []contender{{name: "gongguo",
			work: ours(s, m.ledger, scoring.Options{Periods: []calendar.Period{m.period}})}},
	}}, nil
}
