package worlds

import "strings"

// stock is the staff whose accounts are balances: of what entries give, of what is settled, late and derived, with
// caps, quotas and rankings that read them.
func stock() *World {
	w := staff()
	w.Name, w.Seeds = "stock", 90
	w.Source = strings.NewReplacer("scheme: staff", "scheme: stock",
		"  points: {places: 1}", "  points: {places: 1, kind: balance}",
		"  lead: {places: 2}", "  lead: {places: 2, kind: balance}",
		"account: gap, order: ['-members']}", "account: gap}").Replace(staffScheme)
	return w
}
