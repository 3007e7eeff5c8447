// Coldstart compiles a scheme of forty rules and ends: what a program that scores takes before it scores.
package main

import (
	"context"
	_ "embed"
	"fmt"
	"os"

	"github.com/gongguo/gongguo/scoring/scheme"
)

//go:embed forty.yaml
var source []byte

func main() {
	s, err := scheme.Load(context.Background(), "forty.yaml", source)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(s.Name, len(s.Rules))
}
