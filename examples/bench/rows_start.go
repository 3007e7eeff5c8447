package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// start is a process that compiles a scheme and ends.
func start(b *bench) ([]row, error) {
	if !b.wants("start") {
		return nil, nil
	}
	r := row{name: "start",
		what: "a process (`coldstart`) from its start to a compiled scheme of 40 rules and its end, " +
			"by the clock of the one that starts it"}
	goTool, err := exec.LookPath("go")
	if err != nil {
		r.skipped = "there is no Go tool to build it with"
		return []row{r}, nil
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return nil, err
	}
	b.after = append(b.after, func() error { return os.RemoveAll(dir) })
	program := filepath.Join(dir, "coldstart")
	if out, err := exec.CommandContext(b.ctx, goTool, "build", "-o", program,
		"github.com/gongguo/gongguo/examples/bench/coldstart").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build: %w\n%s", err, out)
	}
	r.contenders = []contender{{name: "gongguo", value: func(ctx context.Context) (float64, error) {
		began := time.Now()
		out, err := exec.CommandContext(ctx, program).CombinedOutput()
		took := time.Since(began)
		if err != nil {
			return 0, fmt.Errorf("%w\n%s", err, out)
		}
		return float64(took.Nanoseconds()), nil
	}}}
	r.bar = &bar{of: "gongguo", atMost: 25e6}
	return []row{r}, nil
}
