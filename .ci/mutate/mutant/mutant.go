// Package mutant is what the changed copies of files call: each function says what stands there, or what a mutant has
// in its place.
//
// The environment names the mutants that are switched on, MUTANT, with commas, how long the processor may work on them,
// MUTANT_SECONDS, and a file for the mutants that were reached, MUTANT_REACHED. A mutant counts as reached when it would have made a
// difference where it stands.
package mutant

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
)

var (
	active  [1 << 16]bool
	reached = open(os.Getenv("MUTANT_REACHED"))
	seen    [len(active)]atomic.Bool
)

// memory is what the process of a mutant may address: a loop without end shall not take the machine along.
const memory = 4 << 30

func init() {
	ids := os.Getenv("MUTANT")
	if ids == "" {
		return
	}
	for id := range strings.SplitSeq(ids, ",") {
		active[number(id)] = true
	}
	seconds := uint64(number(os.Getenv("MUTANT_SECONDS")))
	for what, most := range map[int]uint64{syscall.RLIMIT_AS: memory, syscall.RLIMIT_CPU: seconds} {
		if err := syscall.Setrlimit(what, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
			panic(err)
		}
	}
}

// number is a number of the environment.
func number(text string) int {
	i, err := strconv.Atoi(text)
	if err != nil {
		panic(err)
	}
	return i
}

func open(path string) *os.File {
	if path == "" {
		return nil
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		panic(err)
	}
	return f
}

// On says whether a mutant is switched on.
func On(id int) bool { return active[id] || reached != nil && reach(id) }

// reach is false: while mutants are recorded, none is on.
func reach(id int) bool {
	if !seen[id].Load() && !seen[id].Swap(true) {
		if _, err := fmt.Fprintln(reached, id); err != nil {
			panic(err)
		}
	}
	return false
}

// Less is <, or <=.
func Less[T cmp.Ordered](id int, a, b T) bool { return a < b || a == b && On(id) }

// AtMost is <=, or <.
func AtMost[T cmp.Ordered](id int, a, b T) bool { return a < b || a == b && !On(id) }

// More is >, or >=.
func More[T cmp.Ordered](id int, a, b T) bool { return a > b || a == b && On(id) }

// AtLeast is >=, or >.
func AtLeast[T cmp.Ordered](id int, a, b T) bool { return a > b || a == b && !On(id) }

// And is &&, or ||.
func And(id int, a bool, b func() bool) bool {
	if a == On(id) {
		return a
	}
	return b()
}

// Or is ||, or &&.
func Or(id int, a bool, b func() bool) bool {
	if a != On(id) {
		return a
	}
	return b()
}

// Number is what is calculated with.
type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64
}

// Add is +, or −.
func Add[T Number](id int, a, b T) T { return Pick(id, a+b, a-b) }

// Sub is −, or +.
func Sub[T Number](id int, a, b T) T { return Pick(id, a-b, a+b) }

// Mul is *, or +.
func Mul[T Number](id int, a, b T) T { return Pick(id, a*b, a+b) }

// Quo is /, or *.
func Quo[T Number](id int, a, b T) T { return Pick(id, a/b, a*b) }

// Pick is one number, or another.
func Pick[T Number](id int, a, b T) T {
	if a != b && On(id) {
		return b
	}
	return a
}

// Last is a list without the one of its last n elements whose mutant is on; the mutants are numbered from the first.
func Last[S ~[]E, E any](first, n int, list S) S {
	for i := range n {
		if at := len(list) - n + i; On(first + i) {
			return slices.Delete(list, at, at+1)
		}
	}
	return list
}

// List is Last of all arguments.
func List[E any](first int, list ...E) []E { return Last(first, len(list), list) }
