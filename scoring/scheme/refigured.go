package scheme

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/gongguo/gongguo/rule/document"
)

// refigured is the scheme with other figures: of the tree nothing but the section of the parameters differs from its
// own. Expressions look parameters up when they run, so that they need not be compiled again. False: the figures are of
// other types or dates, or are wrong, so that the whole must be built.
func (s *Scheme) refigured(ctx context.Context, root *document.Node) (*Scheme, bool) {
	b := &builder{Decoder: document.NewDecoder(ctx, s.source.file, limits), s: &Scheme{Calendar: s.Calendar}}
	b.params(document.Raw{Node: root.Child("params")})
	if len(b.Errors()) > 0 {
		return nil, false
	}
	figures, ok := b.paramTree.as(s.figures)
	if !ok {
		return nil, false
	}
	out, params := *s, newParams(figures, b.ended)
	if b.ended() {
		return nil, false
	}
	out.figures, out.missing, out.Params = figures, b.s.missing, params
	return &out, true
}

// as is a param with the types of another one, which expressions were compiled for; false if it has other names, types
// or dates. Whether a value is given makes no difference.
func (p param) as(o param) (param, bool) {
	leaf := p.record == nil && p.children == nil && p.items == nil
	if (p.record == nil) != (o.record == nil) || leaf && !p.typ.Equal(o.typ) || !slices.Equal(p.names, o.names) ||
		len(p.items) != len(o.items) || !slices.EqualFunc(p.dates, o.dates, time.Time.Equal) {
		return p, false
	}
	p.record, p.typ = o.record, o.typ
	same := true
	p.children = maps.Clone(p.children)
	for name, c := range p.children {
		var ok bool
		p.children[name], ok = c.as(o.children[name])
		same = same && ok
	}
	p.items = slices.Clone(p.items)
	for i, item := range p.items {
		var ok bool
		p.items[i], ok = item.as(o.items[i])
		same = same && ok
	}
	return p, same
}
