package main

import (
	"fmt"
	"strings"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring/review"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// reviewed is what the review of a scheme found, for a reader, and how much.
func (s *session) reviewed(sch *scheme.Scheme) (text string, findings int, err error) {
	report, err := review.Review(s.ctx, sch)
	if err != nil {
		return "", 0, err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "  %s\n", counted(len(report.Findings), "finding", "findings"))
	for _, f := range report.Findings {
		shown := ""
		if f.Witness != nil {
			shown = "these lines show it: "
		}
		fmt.Fprintf(&b, "\n%v\n%s  %s%s\n", f.Error, cellsOf(f), shown, f.Shows)
		if f.Witness != nil {
			if err := ledger.WriteJSONL(s.ctx, &b, f.Witness); err != nil {
				return "", 0, err
			}
		}
	}
	if len(report.Truncated) > 0 {
		fmt.Fprintf(&b, "\nnot all combinations tried:\n")
	}
	for _, what := range report.Truncated {
		fmt.Fprintf(&b, "%v\n", what.Error)
	}
	return b.String(), len(report.Findings), nil
}

// mostCells is how many cells of one finding are printed.
const mostCells = 12

// cellsOf are the cells of a finding, one a line.
func cellsOf(f review.Finding) string {
	var b strings.Builder
	for i, cell := range f.Cells {
		if more := len(f.Cells) - i; i == mostCells && more > 1 {
			fmt.Fprintf(&b, "    and %d more\n", more)
			break
		}
		fmt.Fprintf(&b, "    %s\n", cell)
	}
	return b.String()
}
