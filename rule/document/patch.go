package document

import "slices"

// Merge applies a merge patch (RFC 7396, on YAML) and returns the new tree: mappings merge key by key, null takes a key
// away, everything else replaces. Neither argument is changed, and every node keeps the place it was written at.
func Merge(target, patch *Node) *Node {
	if patch.Kind != Mapping {
		return patch
	}
	out := *patch
	out.Content = nil
	if target != nil && target.Kind == Mapping {
		out = *target
		out.Content = slices.Clone(target.Content)
	}
	for i := 0; i+1 < len(patch.Content); i += 2 {
		key, value := patch.Content[i], patch.Content[i+1]
		at := out.Index(key.Value)
		switch {
		case value.Type == Null && at >= 0:
			out.Content = slices.Delete(out.Content, at, at+2)
		case value.Type == Null:
		case at >= 0:
			out.Content[at+1] = Merge(out.Content[at+1], value)
		default:
			out.Content = append(out.Content, key, Merge(nil, value))
		}
	}
	return &out
}
