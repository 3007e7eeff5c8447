//go:build duckdb

package part

import (
	"context"
	"database/sql"
	"database/sql/driver"

	"github.com/duckdb/duckdb-go/v2"

	"github.com/gongguo/gongguo/examples/bench/digest"
)

// DuckDB asks a database in memory, filled by appenders, the question prepared, on as many threads as it takes by
// itself. The database is there as long as the process.
func DuckDB(d *Data) (Run, error) {
	connector, err := duckdb.NewConnector("", nil)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	if _, err := db.Exec(sqlTables); err != nil {
		return nil, err
	}
	conn, err := connector.Connect(context.Background())
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	appenders := map[string]*duckdb.Appender{}
	appender := func(table string) (*duckdb.Appender, error) {
		if a := appenders[table]; a != nil {
			return a, nil
		}
		a, err := duckdb.NewAppenderFromConn(conn, "", table)
		appenders[table] = a
		return a, err
	}
	units, err := appender("unit")
	if err != nil {
		return nil, err
	}
	for i, u := range d.Units {
		if err := units.AppendRow(int32(i), u.ID, u.Category); err != nil {
			return nil, err
		}
	}
	err = d.fill(func(table string, values ...int64) error {
		a, err := appender(table)
		if err != nil {
			return err
		}
		args := make([]driver.Value, len(values))
		for i, v := range values {
			args[i] = int32(v)
		}
		return a.AppendRow(args...)
	})
	if err != nil {
		return nil, err
	}
	for _, a := range appenders {
		if err := a.Close(); err != nil {
			return nil, err
		}
	}
	question, err := db.Prepare(sqlQuery)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) ([]digest.Line, error) { return ask(ctx, question) }, nil
}

// NoDuckDB says why DuckDB is not here.
const NoDuckDB = ""
