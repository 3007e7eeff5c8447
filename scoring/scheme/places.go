package scheme

import (
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// ErrorAt is a remark on the scheme at the place of a key: credits, adopted for a line; params, standard, city for a
// figure; or of a name in a list, as tiers, city. Of a path that the file does not have it is at the last step that is
// there.
func (s *Scheme) ErrorAt(path []string, r reason.Reason) *document.Error {
	at := s.source.published
	for _, root := range []*document.Node{s.source.applied, s.source.published} {
		if key, found := keyAt(root, path); found || root == s.source.published {
			at = key
			break
		}
	}
	return s.source.file.ErrorAt(at.Line, at.Column, r)
}

// ErrorAtPosition is a remark on the scheme at a place of its file, as that of an expression.
func (s *Scheme) ErrorAtPosition(p document.Position, r reason.Reason) *document.Error {
	return s.source.file.ErrorAt(p.Line, p.Column, r)
}

// keyAt is the node at which the last step of a path is written.
func keyAt(root *document.Node, path []string) (at *document.Node, found bool) {
	at = root
	value := root
	for _, step := range path {
		i := -1
		switch value.Kind {
		case document.Mapping:
			if i = value.Index(step); i >= 0 {
				at, value = value.Content[i], value.Content[i+1]
			}
		case document.List:
			for k, c := range value.Content {
				if c.Kind == document.Scalar && c.Value == step {
					i, at, value = k, c, c
					break
				}
			}
		}
		if i < 0 {
			return at, false
		}
	}
	return at, true
}
