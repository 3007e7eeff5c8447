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
		fmt.Fprintf(&b, "\n%v\n  these lines show it: %s\n", f.Error, f.Shows)
		if f.Witness != nil {
			if err := ledger.WriteJSONL(s.ctx, &b, f.Witness); err != nil {
				return "", 0, err
			}
		}
	}
	var truncated []string
	for _, what := range report.Truncated {
		truncated = append(truncated, what.String())
	}
	if len(truncated) > 0 {
		fmt.Fprintf(&b, "  not all combinations tried: %s\n", strings.Join(truncated, "; "))
	}
	return b.String(), len(report.Findings), nil
}
