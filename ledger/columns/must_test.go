package columns_test

// must is a value that has to come without an error.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
