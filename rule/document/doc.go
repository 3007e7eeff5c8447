// Package document is what a file says and where: places, and errors that stand at them.
package document
