package frame

import (
	"fmt"
	"strings"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// Options say what is scored. The zero value scores all that the ledger holds and reports the year of its latest
// entry; of a ledger without entries a period must be named.
type Options struct {
	Period   string                // the reported period: 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07
	Until    string                // 2006-01-02: entries after that day are left out, and periods that end later are not settled
	Known    string                // a time or date: only what was recorded by then
	Params   []scheme.Param        // parameters set from outside
	Readings []string              // readings taken instead of the scheme's own
	Workers  int                   // goroutines; 0: one a core. No effect on the result
	Progress func(done, total int) // called from time to time with the number of cases credited; nil: not
}

// OptionsError is everything that is wrong with the options: an unknown period, day, parameter or reading, or a
// required parameter without a value.
type OptionsError struct{ Wrong []string }

// Error is one line for each.
func (e *OptionsError) Error() string { return strings.Join(e.Wrong, "\n") }

// Apply is the scheme with the parameters and readings of the options, and everything that is wrong with them.
func Apply(s *scheme.Scheme, o Options) (varied *scheme.Scheme, wrong []string) {
	varied, err := s.With(scheme.Variant{Params: o.Params, Readings: o.Readings})
	if err != nil {
		return s, []string{err.Error()}
	}
	if missing := varied.Missing(); len(missing) > 0 {
		wrong = append(wrong, fmt.Sprintf("scheme %s needs a value for: %s", s.Name, strings.Join(missing, ", ")))
	}
	return varied, wrong
}
