package signature

import "slices"

// SortedInstants sorts instants in place, and returns each once.
func SortedInstants(all []int64) []int64 {
	slices.Sort(all)
	return slices.Compact(all)
}

// EpochOf is the number of epochs that began up to an instant.
func EpochOf(epochs []int64, at int64) uint32 {
	if len(epochs) == 0 {
		return 0
	}
	n, found := slices.BinarySearch(epochs, at)
	if found {
		n++
	}
	return uint32(n)
}
