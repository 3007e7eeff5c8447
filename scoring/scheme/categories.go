package scheme

import (
	"cmp"
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// Category is a category of units.
type Category struct{ Name, Title string }

// CategoryTitle is what a category, or a group of that name, is called in tables: its title, or the name.
func (s *Scheme) CategoryTitle(name string) string {
	for _, c := range s.Categories {
		if c.Name == name {
			return cmp.Or(c.Title, name)
		}
	}
	return name
}

// categories reads the section categories, which bounds the category of units.
func (b *builder) categories(lines document.Table[categorySpec], of attrsSpec) {
	if len(lines) == 0 {
		return
	}
	bound := &Attr{Name: boundedFields["unit"], Type: rule.StringType()}
	for _, line := range lines {
		b.s.Categories = append(b.s.Categories, Category{line.Name, line.Spec.Title})
		bound.OneOf = append(bound.OneOf, line.Name)
	}
	isCategory := func(line document.Named[attrSpec]) bool { return bounds("unit", line) }
	if i := slices.IndexFunc(of.Unit, isCategory); i >= 0 {
		b.Report(of.Unit[i].Key, reason.New("scheme.categories-twice",
			"the section categories says which categories there are; found them here too"))
	}
	b.s.Bounds["unit"] = bound
}
