// Package scheme reads a regulation that is written as one YAML file, a scheme, checks all of it, and compiles its
// expressions. Package scoring runs what comes out.
//
//	s, err := scheme.Load(ctx, "office.yaml", content)
//	if err != nil {
//		return err // everything that is wrong, each with file:line:col, the line and a caret
//	}
//	if missing := s.Missing(); len(missing) > 0 { … }       // parameters that the user must give
//	s, err = s.With(ctx, scheme.Variant{
//		Params:   []scheme.Param{{Path: "fee.county", Value: "10"}},
//		Readings: []string{"highest-only"},
//	})
//	book, err := scoring.Score(ctx, s, ledger, scoring.Options{Period: "2020"})
//
// [Load] for a file; [Scheme.With] for the same regulation with other figures or readings; [Scheme.CheckReadings] to
// try every reading; [Scheme.Digest] to say which scheme a score was made with; [JSONSchema] for an editor. A scheme
// author who writes no Go reads reference.md beside this file: it needs nothing of this page. A [Scheme] is immutable
// and safe for many goroutines.
//
// # A whole scheme
//
//	scheme: small
//	accounts: {points: {title: 得分}}
//	tiers: [national, city]                                  # highest first
//	outlets: [{level: national, names: [人民日报]}, {level: city, names: [赤峰日报]}]
//	params: {standard: {national: 20, city: 5}, each_missing: -5}
//	credits: {adopted: {clause: 四2, each: adopt, worth: 'params.standard[tier]'}}
//	collapses: {once: {of: adopted}}                         # an item counts once, at its highest
//	quotas: {weekly: {clause: 三1, per: week, count: true, required: 2}}
//	deductions: {shortfall: {clause: 四4, of: weekly, worth: params.each_missing * quota.missing}}
//	rankings: {yearly: {per: year, group: unit.category}}
//
// # The file
//
// One YAML document, UTF-8, at most 1 MiB, nested at most 40 deep. Not allowed, since a patch of one place would change
// another or a value would not be what it looks like: anchors, aliases, merge keys, tags, keys that come twice. A key
// that is not in this reference is an error, and so is a key without a value: leave it out instead. Where a list of
// names is asked for, one name may stand without brackets; a list is never empty and names nothing twice. A text,
// clause or title is any single value. An expression is any single value too; one that holds a comma, a colon, brackets
// or a leading ! or quote stands in quotes.
//
// Sections are mappings by name, in any order; the order of lines within a section counts where it is said so, and
// breaks ties. What names something in an expression directly (attributes, numbers, defines, parameters) consists of
// Latin letters, digits and _; other names are free (great-value), and are reached as sum["great-value"].
//
// The errors of a file come all at once, in five stages of which each needs the one before: YAML; the shape of the
// file; names, attributes and parameters; rules and expressions; tests.
package scheme
