package bulk

import "context"

// maxComparedGroups bounds the number of groups whose record keys are compared.
const maxComparedGroups = 1 << 12

// groupClasses are the equivalence classes of the groups of entries, by a representative: groups of one record key,
// see [signature.Signer.RecordKeyOf]. Nil: each group is a class.
func (c *workers) groupClasses(ctx context.Context) ([]uint16, error) {
	size := c.signatures.Grouping.Len()
	if size > maxComparedGroups || c.f.Scheme.Params.States() > 1 {
		return nil, nil // answers of predicates may depend on the time of an entry
	}
	const length = 16
	keys := make([]string, size)
	var blocks []block
	for first := 0; first < size; first += length {
		blocks = append(blocks, func(_ context.Context, w *Creditor) (int, error) {
			for i := first; i < min(first+length, size); i++ {
				keys[i] = w.Classifier.signer.RecordKeyOf(uint32(i))
			}
			return 0, nil
		})
	}
	if err := c.run(ctx, blocks); err != nil {
		return nil, err
	}
	out, byKey := make([]uint16, size), map[string]uint16{}
	for i, key := range keys {
		first, ok := byKey[key]
		if !ok || key == "" {
			first, byKey[key] = uint16(i), uint16(i)
		}
		out[i] = first
	}
	return out, nil
}
