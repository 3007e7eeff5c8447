package reference

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/gongguo/gongguo/ledger/spelling"
	"github.com/gongguo/gongguo/rule"
)

// refusal is an entry that does not count, or not by a rule, and why.
type refusal struct {
	position        int
	rule, code, why string
	lasted          lasted
}

// problem is what an expression could not be worked out for.
type problem struct {
	position, asked              int // −1: of a unit; the entry on which a rule was asked
	unit, rule, field, code, why string
	lasted                       lasted
}

// lasted is since when something was so, and until when, which is zero where it still is.
type lasted struct{ since, until time.Time }

func (r *reference) refuse(position int, rule, code, why string) {
	r.refusals = append(r.refusals, refusal{position, rule, code, why, lasted{since: r.at[position]}})
}

func nearest(name string, names []string) string {
	if near, ok := spelling.Nearest(name, names); ok {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// fault writes down what an expression did not find.
func (r *reference) fault(out *problem, err error) {
	if limit := (*rule.LimitError)(nil); errors.As(err, &limit) {
		out.code, out.why = "limit", limit.Reason.String()
		return
	}
	var absent *rule.AbsentError
	if !errors.As(err, &absent) {
		out.code, out.why = "value", err.Error()
		if failed := (*rule.EvalError)(nil); errors.As(err, &failed) {
			out.why = failed.Reason().String()
		}
		return
	}
	out.field, out.code, out.why = absent.Path, "absent", fmt.Sprintf("%s is absent", absent.Path)
	of, path := lacking(err)
	if absent.Record != nil {
		out.field = absent.Path[strings.LastIndex(absent.Path, ".")+1:]
	}
	if path == "" {
		return
	}
	e := r.entries[of.position]
	said := text(e)
	if of.kind == "outlet" {
		said = e.Level
	}
	if bounded, code, why := r.bounded(of.kind, said); code != "" && bounded == out.field {
		out.code, out.why = code, why
	}
	for _, a := range r.scheme.Attrs[of.kind] {
		if a.Name == out.field {
			if _, code, why := r.attribute(a, e.Attrs); code != "" {
				out.code, out.why = code, why
			}
		}
	}
}
