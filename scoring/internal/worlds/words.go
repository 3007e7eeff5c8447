package worlds

import (
	"strings"

	"github.com/gongguo/gongguo/ledger"
)

// words is the sink with texts that the scheme does not allow: of genres, placements, levels, of who endorses, of
// incidents and of categories.
func words() *World {
	w := sink()
	w.Name, w.Seeds, w.often = "words", 120, []int{40, 60, 64, 64, 78, 78, 78, 78}
	w.Source = strings.NewReplacer(
		"scheme: sink", "scheme: words",
		"attrs:\n  submit: {", "attrs:\n  submit: {genre: {type: string, one_of: [a, b]}, ",
		"  adopt: {", "  adopt: {placement: {type: string, one_of: [front, back]}, ",
		"  endorse: {", "  endorse: {by: {type: string, one_of: [boss, clerk]}, ",
		"  commission: {", "  commission: {genre: {type: string, one_of: [a, b]}, ",
		"  outlet: {", "  grant: {reason: {type: string, one_of: [talk, prize]}}\n  outlet: {"+
			"level: {type: string, one_of: [high, middle, low]}, ",
		"  incident: {", "  incident: {type: {type: string, one_of: [slip, other]}, ",
		"  unit: {", "  unit: {category: {type: string, one_of: [x, y]}, ",
		"endorse.weight * 0.5}", `'item.genre == "a" ? 0.5 : endorse.weight * 0.5'}`,
		"worth: grant.amount}", `worth: 'grant.reason == "talk" ? grant.amount : grant.amount * 0.5'}`,
		"worth: 1.5}", `worth: 'commission.genre == "a" ? 1.5 : 0.5'}`,
	).Replace(sinkScheme)
	w.Codes = append(w.Codes, "problem out-of-bounds")
	w.categories = []string{"x", "x", "y", "z"}
	w.genres = []string{"a", "b", "b", "c"}
	w.asks = []string{"", "a", "b", "c"}
	w.reasons = []string{"talk", "prize", "prise"}
	w.levels = []string{"", "high", "middle", "low", "Low"}
	w.placements = []string{"", "front", "page"}
	w.endorsers = []string{"boss", "clerk", "bosss"}
	w.incidents = []string{"slip", "slip", "slip", "other", "slap"}
	w.attrs[ledger.Submit] = []string{"words=100", "words=250", "words=250", "hot=true", "kind=a", "kind=c"}
	return w
}
