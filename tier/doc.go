// Package tier says which tier (级别: 国家级, 自治区级, 市级 …) the outlet of an adoption belongs
// to: 《人民日报》 is national, whoever writes it with or without its marks.
//
// It has two halves, and the caller's own declarations stand between them:
//
//   - A [Table] holds the outlets that a regulation lists, each line with attributes such as
//     level, medium or stream and with aliases. Names are compared as [Normalise] makes them.
//   - A [Ladder] holds the tiers, the highest first, each with a predicate in the language of
//     package rule. The first tier whose predicate is true is the answer.
//
// The table decides first: a listed outlet has its listed level, another the level that its
// adoption names. So a caller looks the outlet up, takes the attributes from the line or else
// from the adoption, and asks the ladder:
//
//	table, err := tier.NewTable([]tier.Entry{
//		{Name: "人民日报", Attrs: map[string]string{"level": "national", "medium": "newspaper"}},
//		{Name: "阿壩日報", Aliases: []string{"阿坝日报"}, Attrs: map[string]string{"level": "prefecture"}},
//	})
//	ladder, err := tier.NewLadder([]tier.Tier{
//		{Name: "national", When: national},
//		{Name: "prefecture", When: prefecture},
//	})
//
//	level := adoption.Level
//	if line, listed := table.Find(adoption.Outlet); listed {
//		level = line.Attrs["level"]
//	}
//	name, ok, err := ladder.Of(vars) // vars show the predicates that level
//
// That no tier matches is an answer, ok = false, and not a zero: the adoption scores nothing and
// has to be reported, with [Table.Nearest] as a hint at a misspelt name. That a predicate could
// not be worked out, say because the adoption of an unlisted outlet names no level, is an error.
//
// Tables and ladders are immutable and safe for concurrent use. Nothing here depends on the clock,
// the host or the order of a map. What Normalise takes as the same name stays so in every later
// version of the major version, and is added to only together with a line in the changelog.
package tier
