package main

import (
	"fmt"
	"strings"

	"github.com/gongguo/gongguo/ledger"
)

// describe is what an entry says, in a line: its kind and date, then who or where, then everything else that is given.
func (x *explanation) describe(e ledger.Entry) string {
	parts := []string{string(e.Kind) + " " + e.At.String()}
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	text := func(label, value string) {
		if value != "" {
			add("%s%s", label, value)
		}
	}
	switch e.Kind {
	case ledger.Enroll, ledger.Withdraw:
		text("unit ", e.Unit)
		text("", e.Name)
		text("", e.Category)
		text("of ", e.Of)
	case ledger.Submit, ledger.Commission, ledger.Incident, ledger.Grant, ledger.Assign, ledger.Opening:
		text("", named(x.names, e.Unit))
	}
	text("", e.Genre)
	text("“", quoteEnd(e.Title))
	if e.Kind == ledger.Submit {
		text("for commission ", e.Commission)
	}
	text("happened ", e.Happened.String())
	text("topic ", e.Topic)
	if len(e.With) > 0 {
		add("with %s", strings.Join(e.With, ", "))
	}
	for _, s := range e.Shares {
		add("share %s %s", s.Unit, s.Share)
	}
	text("", e.Outlet)
	text("", e.Placement)
	text("level ", e.Level)
	text("by ", e.By)
	text("due ", e.Due.String())
	text("quota ", e.Quota)
	text("period ", e.Period)
	if e.Required.Valid {
		add("required %s", e.Required.Decimal)
	}
	text("incident ", e.Type)
	text("rule ", e.Rule)
	if e.Amount.Valid && e.Quota != "" {
		add("%s done", e.Amount.Decimal)
	} else if e.Amount.Valid {
		add("%s to %s", e.Amount.Decimal, e.Account)
	}
	text("strikes out ", e.Ref)
	text("reason: ", e.Reason)
	for _, a := range e.Attrs {
		add("%s=%s", a.Name, strings.Trim(a.Value.String(), `"`))
	}
	text("entered by ", e.EnteredBy)
	text("approved by ", e.ApprovedBy)
	text("document ", e.Doc)
	if p, err := ledger.ParseProof(e.Proof); err == nil {
		text("proof ", p.File)
	}
	text("recorded ", e.Recorded.String())
	return strings.Join(parts, ", ")
}

// quoteEnd closes a quotation that is opened with “.
func quoteEnd(title string) string {
	if title == "" {
		return ""
	}
	return title + "”"
}
