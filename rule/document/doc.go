// Package document reads a YAML file strictly: every value has its place, all errors come at once, and each says what
// was found, what was expected and which name is nearest.
//
//	bytes ─ File ─ Decoder.Read ─ Node tree ─ Decoder.Decode ─ structs with tags, tables, words, expressions
//	                    │             │               │
//	                    │             └─ Merge (RFC 7396): a varied tree, each part at its own place
//	                    └── Errors ──────────────────┴─ file:line:col: what was found; what was expected
//	                                                        the line
//	                                                          ^
//
// A program declares what a file holds, one field a key, and reads it:
//
//	type page struct {
//		document.Where
//		Name    document.Word                 `yaml:"page,required"`
//		Columns document.Table[column]        `yaml:"columns"` // a mapping by name, in the order of the file
//		Sorted  bool                          `yaml:"sorted"`
//	}
//
//	d := document.NewDecoder(ctx, &document.File{Name: "page.yaml", Content: content}, document.Limits{})
//	var p page
//	if root := d.Read(document.Format{Name: "page", Begin: "page: name"}); root != nil {
//		d.Decode(root, &p)
//	}
//	if err := d.Err(); err != nil {
//		return err // an Errors: everything that is wrong
//	}
//
// [Word], [Words], [Expr], [Exprs], [Raw] and [Table] know where they stand, so that what is found wrong later is
// reported there too, by [Decoder.Report] and [Decoder.Unknown]. A type with a form of its own is a [Decodable].
// [File.Scalar] gives an expression the place of each of its characters, however the scalar is written.
//
// What a document may be at most is a value, [Limits]. Anchors, aliases, merge keys, tags and keys that come twice are
// refused.
//
// What an [Error] says is a reason: a code with arguments, and the English sentence beside the code. A decoder that is
// given a context stops when that ends, and [Decoder.Err] is the context's error then.
//
// What stays true: a file that reads today reads under every later v1, with the same tree and the same canonical bytes
// ([Node.Canonical]). Errors are sorted by place, and the same file gives the same errors.
//
// The only package that imports the YAML library is this one, and no exported identifier shows a type of it.
package document
