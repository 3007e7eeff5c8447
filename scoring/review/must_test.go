package review_test

// must gives a value that can be had.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
