package part

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	_ "modernc.org/sqlite" // the driver

	"github.com/gongguo/gongguo/examples/bench/digest"
)

// SQLite asks a database in memory (modernc.org/sqlite), filled in one transaction, analysed, the question prepared.
// The database is there as long as the process.
func SQLite(d *Data) (Run, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // each connection has a memory of its own
	if _, err := db.Exec(sqlTables); err != nil {
		return nil, err
	}
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	defer tx.Rollback() // after the commit it does nothing
	for i, u := range d.Units {
		if _, err := tx.Exec("insert into unit values (?, ?, ?)", i, u.ID, u.Category); err != nil {
			return nil, err
		}
	}
	prepared := map[string]*sql.Stmt{}
	err = d.fill(func(table string, values ...int64) error {
		s := prepared[table]
		if s == nil {
			if s, err = tx.Prepare(fmt.Sprintf("insert into %s values (?%s)", table,
				strings.Repeat(", ?", len(values)-1))); err != nil {
				return err
			}
			prepared[table] = s
		}
		args := make([]any, len(values))
		for i, v := range values {
			args[i] = v
		}
		_, err := s.Exec(args...)
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	if _, err := db.Exec("create index endorse_item on endorse (item); create index adopt_item on adopt " +
		"(item); analyze"); err != nil {
		return nil, err
	}
	question, err := db.Prepare(sqlQuery)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) ([]digest.Line, error) { return ask(ctx, question) }, nil
}
