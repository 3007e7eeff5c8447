package scheme

import (
	"bytes"
	_ "embed"
)

// The JSON Schema, the table of keys in reference.md and the chapters of the package comment are made from the types of
// a file and their comments.
//
//go:generate go test -run ^TestGenerated$ -update .

//go:embed scheme.schema.json
var jsonSchema []byte

// JSONSchema returns the JSON Schema (draft 2020-12) of a scheme file, for an editor's YAML plug-in: it completes keys,
// shows what each is for, and marks unknown and missing ones. Load checks far more; what Load accepts, the schema
// accepts. The same bytes stand in scheme.schema.json beside this file.
func JSONSchema() []byte { return bytes.Clone(jsonSchema) }
