// Heard measures how soon a load, a review, tests, a score, an explanation and what an engine does for a change end when
// their context does. Each is ended at some points of its way; what takes longer than a bound from there on is listed,
// with what was at work when the bound was over. So is what succeeds all the same.
//
//	go run ./.ci/hostile FOLDER && GOMAXPROCS=1 go run ./.ci/heard -over 100ms FOLDER
//
// Times are those of the processor, so that another program beside it does not count; the collection of garbage does.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
	"github.com/gongguo/gongguo/scoring/review"
	"github.com/gongguo/gongguo/scoring/scheme"
)

var (
	over   = flag.Duration("over", 100*time.Millisecond, "the longest time that is not listed")
	only   = flag.String("only", "", "only schemes whose name has this in it")
	points = flag.Int("points", 8, "at how many points each is ended")
)

func main() {
	flag.Parse()
	paths, err := filepath.Glob(filepath.Join(flag.Arg(0), "*.yaml"))
	var l *ledger.Ledger
	if err == nil {
		var text *os.File
		if text, err = os.Open(filepath.Join(flag.Arg(0), "ten.jsonl")); err == nil {
			l, err = ledger.ReadJSONL(context.Background(), text, "ten.jsonl")
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, path := range paths {
		if strings.Contains(path, *only) {
			try(path, l)
		}
	}
}

// try does with a scheme all that has a context.
func try(path string, l *ledger.Ledger) {
	name := strings.TrimSuffix(filepath.Base(path), ".yaml")
	began := worked()
	defer func() { fmt.Printf("%s: %v\n", name, (worked() - began).Round(time.Millisecond)) }()
	text, err := os.ReadFile(path)
	if err != nil {
		return
	}
	var s *scheme.Scheme
	if !end("load "+name, func(ctx context.Context) error {
		read, err := scheme.Load(ctx, name+".yaml", text)
		if err == nil {
			s = read
		}
		return err
	}) {
		return
	}
	o, _ := scoring.ParseOptions("2020", "", "")
	end("check "+name, func(ctx context.Context) error { _, err := review.Review(ctx, s); return err })
	end("test "+name, func(ctx context.Context) error { _, err := scoring.RunTests(ctx, s); return err })
	end("score "+name, func(ctx context.Context) error {
		book, err := scoring.Score(ctx, s, l, o)
		if err == nil {
			_, err = book.Postings(ctx)
		}
		return err
	})
	explain := func(q scoring.Query) func(ctx context.Context) error {
		return func(ctx context.Context) error { _, err := scoring.Explain(ctx, s, l, o, q); return err }
	}
	end("explain "+name, explain(scoring.Query{Unit: "a"}))
	end("why not "+name, explain(scoring.Query{Entry: "e7"}))
	var e *scoring.Engine
	if !end("engine "+name, func(ctx context.Context) error {
		made, err := scoring.NewEngine(ctx, s, l, o)
		if err == nil {
			e = made
		}
		return err
	}) {
		return
	}
	end("engine explains "+name, func(ctx context.Context) error {
		_, err := e.Explain(ctx, scoring.Query{Unit: "b"})
		return err
	})
	more, err := ledger.ReadJSONL(context.Background(), strings.NewReader(
		`{"id":"e11","kind":"adopt","at":"2020-02-20","item":"m","outlet":"o1"}`), "more.jsonl")
	if err == nil {
		end("append "+name, func(ctx context.Context) error { _, err := e.Append(ctx, more.Entry(0)); return err })
	}
	if strings.Contains(string(text), "params: {n: 1}") {
		end("with "+name, func(ctx context.Context) error {
			_, err := e.With(ctx, scheme.Variant{Params: []scheme.Param{{Path: "n", Value: "2"}}})
			return err
		})
	}
}

// end does something to its end, and then again up to some points of its way. It says whether it has no error.
func end(what string, do func(ctx context.Context) error) bool {
	began := worked()
	err := do(context.Background())
	took := worked() - began
	for i := range *points {
		if took < *over {
			break
		}
		point := took * time.Duration(2*i+1) / time.Duration(2**points)
		late, where, succeeded := endAt(point, do)
		if late > *over || succeeded {
			fmt.Printf("%8v %s, ended after %v of %v%s\n\t%s\n", late.Round(time.Millisecond), what,
				point.Round(time.Millisecond), took.Round(time.Millisecond),
				map[bool]string{true: ", and succeeded"}[succeeded], where)
		}
	}
	return err == nil
}

// endAt does something whose context ends after so much work. It gives the work from there on, and who was at it after
// the bound.
func endAt(point time.Duration, do func(ctx context.Context) error) (late time.Duration, where string, succeeded bool) {
	ctx, cancel := context.WithCancel(context.Background())
	began := worked()
	var ended, done atomic.Int64
	watched := make(chan string, 1)
	go func() {
		for done.Load() == 0 && worked()-began < point {
			time.Sleep(time.Millisecond)
		}
		if done.Load() == 0 {
			ended.Store(int64(worked()))
		}
		cancel()
		for done.Load() == 0 {
			if worked()-time.Duration(ended.Load()) > *over {
				watched <- atWork()
				return
			}
			time.Sleep(time.Millisecond)
		}
		watched <- ""
	}()
	err := do(ctx)
	done.Store(1)
	if at := time.Duration(ended.Load()); at > 0 {
		late, succeeded = worked()-at, err == nil
	}
	return late, <-watched, succeeded && late > *over/2
}

// worked is how long the processor has worked for this program.
func worked() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // the argument is right
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

var frameLine = regexp.MustCompile(`^github.com/gongguo/gongguo/([^(]*(?:\([^)]*\))?[^(]*)\(`)

// atWork names the functions of this module in which the goroutines are, from the inside.
func atWork() string {
	stack := make([]byte, 1<<20)
	stack = stack[:runtime.Stack(stack, true)]
	var out []string
	for _, line := range strings.Split(string(stack), "\n") {
		if m := frameLine.FindStringSubmatch(line); m != nil && len(out) < 12 {
			out = append(out, m[1][strings.LastIndex(m[1], "/")+1:])
		}
	}
	return strings.Join(out, " < ")
}
