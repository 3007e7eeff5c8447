package scheme

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// merge applies a merge patch (RFC 7396, on YAML) and returns the new tree: mappings merge key by key, null takes a key
// away, everything else replaces. Neither argument is changed, and every node keeps the place it was written at.
func merge(target, patch *yaml.Node) *yaml.Node {
	if patch.Kind != yaml.MappingNode {
		return patch
	}
	out := *patch
	out.Content = nil
	if target != nil && target.Kind == yaml.MappingNode {
		out = *target
		out.Content = slices.Clone(target.Content)
	}
	for i := 0; i+1 < len(patch.Content); i += 2 {
		key, value := patch.Content[i], patch.Content[i+1]
		at := keyIndex(&out, key.Value)
		switch {
		case value.Tag == "!!null" && at >= 0:
			out.Content = slices.Delete(out.Content, at, at+2)
		case value.Tag == "!!null":
		case at >= 0:
			out.Content[at+1] = merge(out.Content[at+1], value)
		default:
			out.Content = append(out.Content, key, merge(nil, value))
		}
	}
	return &out
}

// keyIndex is the index of a key in a mapping's content, or −1.
func keyIndex(n *yaml.Node, key string) int {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return i
		}
	}
	return -1
}

// child is the value under a key of a mapping, or nil.
func child(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	if i := keyIndex(n, key); i >= 0 {
		return n.Content[i+1]
	}
	return nil
}
