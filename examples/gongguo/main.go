// Gongguo scores an office's information work: it reads a regulation (a scheme) and what happened (a ledger), and
// prints who has how many points, by which clause and from which entry.
//
//	go run ./examples/gongguo score                         a real-looking year, ranked
//	go run ./examples/gongguo explain --unit linxi          where a unit's points come from
//	go run ./examples/gongguo compare --with-param each_missing=0
//	                                                        who wins and who loses by another figure
//	go run ./examples/gongguo help                          everything else
//
// It ends with 0 if all is well, 1 if the input is wrong (everything that is wrong is printed), 2 if the command is,
// and 3 if it scored but rules missed facts (the score's `problems`), or the ledger has words that are probably wrong.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
