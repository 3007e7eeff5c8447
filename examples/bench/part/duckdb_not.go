//go:build !duckdb

package part

import "errors"

// NoDuckDB says why DuckDB is not here.
const NoDuckDB = "built without cgo and `-tags duckdb`"

// DuckDB is not here.
func DuckDB(*Data) (Run, error) { return nil, errors.New(NoDuckDB) }
