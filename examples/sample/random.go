package sample

// random is the generator SplitMix64. It is ours so that a sample stays the same under every version of Go.
type random struct{ state uint64 }

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below is a number from 0 to n−1. It requires n > 0.
func (r *random) below(n int) int { return int(r.next() >> 1 % uint64(n)) }

// chance is true so many times in a thousand.
func (r *random) chance(thousandths int) bool { return r.below(1000) < thousandths }

// pick is one of a list. It requires one.
func pick[T any](r *random, list []T) T { return list[r.below(len(list))] }

// weighted is an index, each as often as its weight. It requires a positive sum.
func (r *random) weighted(weights ...int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n := r.below(sum)
	for i, w := range weights {
		if n -= w; n < 0 {
			return i
		}
	}
	return len(weights) - 1
}
