package scheme

import (
	"cmp"
	"slices"
	"strings"

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

// groupTexts are the names that groups of rankings and derived amounts can have: categories, and all where there is one
// group. Nil: not known, since a group is worked out, or categories are not bounded.
func (b *builder) groupTexts(in *file) []string {
	bound := b.s.Bounds["unit"]
	if bound == nil {
		return nil
	}
	var groups []document.Expr
	for _, line := range in.Rankings {
		groups = append(groups, line.Spec.Group)
	}
	for _, line := range in.Derived {
		groups = append(groups, line.Spec.Group)
	}
	texts := slices.Clone(bound.OneOf)
	for _, group := range groups {
		switch {
		case !group.Given():
			texts = append(texts, "all")
		case strings.TrimSpace(group.Node.Value) != "unit."+bound.Name:
			return nil
		}
	}
	return texts
}
