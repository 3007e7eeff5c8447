package sample

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"fmt"
	"io"

	"github.com/gongguo/gongguo/ledger"
)

// Scheme is the scheme that the embedded ledger is of, and Seed is the seed that it is made with.
const (
	Scheme = "chifeng-2020"
	Seed   = 1
)

// embedded is what Write gives for Scheme, Seed and no options, compressed with gzip.
//
//go:embed chifeng-2020.jsonl.gz
var embedded []byte

// JSONL is the text of the embedded ledger.
func JSONL() ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(embedded))
	if err != nil {
		return nil, fmt.Errorf("embedded ledger: %w", err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("embedded ledger: %w", err)
	}
	return text, nil
}

// Ledger is the embedded ledger: 2020 in the prefecture of 赤峰, some forty units and some four thousand entries.
// The error is the context's, or that of [JSONL].
func Ledger(ctx context.Context) (*ledger.Ledger, error) {
	text, err := JSONL()
	if err != nil {
		return nil, err
	}
	return ledger.ReadJSONL(ctx, bytes.NewReader(text), Scheme+".jsonl")
}
