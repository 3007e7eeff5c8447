// Package audit looks at a ledger through a scheme for what a score does not show: the words of entries that no
// expression of the scheme knows, and the submissions that may be one and the same.
package audit
