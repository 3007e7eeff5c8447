package store

// Sealed hides a value from all who cannot import this package: a method of a public type can give it, and only
// [Open] gets at what is in it.
type Sealed[T any] struct{ value *T }

// Seal hides a value.
func Seal[T any](value *T) Sealed[T] { return Sealed[T]{value} }

// Open is the value that was hidden.
func Open[T any](s Sealed[T]) *T { return s.value }
