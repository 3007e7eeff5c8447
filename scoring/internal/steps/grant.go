package steps

import (
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// takesGrant says whether a rule that is in force takes a grant: it is named, or it is the only rule in force for
// grants to the account.
func (e *Runner) takesGrant(c *scheme.Credit, f *frame.Fact) bool {
	if named := f.Row.Text(columns.FieldRule); named != "" {
		return c.Name == named
	}
	takers := e.grantTakers(f)
	return len(takers) == 1 && takers[0] == c.Name
}

// grantTakers are the rules in force for grants to the account of a grant.
func (e *Runner) grantTakers(f *frame.Fact) []string {
	var out []string
	for _, c := range e.Frame.Scheme.Credits {
		if c.Each == ledger.Grant && c.InForce(f.At) && e.accountOf(c) == f.Row.Text(columns.FieldAccount) {
			out = append(out, c.Name)
		}
	}
	return out
}

// accountOf is the account to which a rule takes grants.
func (e *Runner) accountOf(c *scheme.Credit) string {
	return e.Frame.Scheme.Accounts[c.Amounts[0].Account].Name
}

// meetsAccount says whether a grant names the account of its rule.
func (e *Runner) meetsAccount(c *Candidate) bool {
	if c.Credit.Each != ledger.Grant {
		return true
	}
	want := e.accountOf(c.Credit)
	account := c.Fact.Row.Text(columns.FieldAccount)
	if account == want {
		return true
	}
	c.refuse(c.Credit.Rule, "wrong-account", reason.New("grant.account",
		"found account {account:q}; rule {rule} gives to {expected:q}", account, c.Credit.Name, want))
	return false
}

// refuseGrants refuses the grants for which the scheme has no rule in force.
func (e *Runner) refuseGrants(facts []*frame.Fact, out *Credited) {
	for _, f := range facts {
		if f.Row.Kind() != ledger.Grant || f.StateOnly {
			continue
		}
		var names []string
		found, named := false, f.Row.Text(columns.FieldRule)
		for _, c := range e.Frame.Scheme.Credits {
			if c.Each == ledger.Grant {
				names = append(names, c.Name)
				found = found || c.Name == named
				if c.Name == named && !c.InForce(f.At) {
					out.Refusals = append(out.Refusals, frame.Refusal{Position: f.Position, Code: "no-rule",
						Reason: reason.New("no-rule.not-in-force",
							"rule {rule:q} is not in force at {at}", c.Name, f.Row.Time(columns.FieldAt).String())})
				}
			}
		}
		switch {
		case len(names) == 0:
			out.Refusals = append(out.Refusals, frame.Refusal{Position: f.Position, Code: "no-rule",
				Reason: reason.New("no-rule.no-grants", "the scheme has no rule for grants")})
		case named == "":
			if takers := e.grantTakers(f); len(takers) == 1 {
				continue
			} else if len(takers) > 1 {
				names = takers
			}
			out.Refusals = append(out.Refusals, frame.Refusal{Position: f.Position, Code: "no-rule",
				Reason: reason.New("no-rule.unnamed", "the grant names no rule; expected one of [{rules}]",
					reason.Words(names))})
		case !found:
			out.Refusals = append(out.Refusals, frame.Refusal{Position: f.Position, Code: "no-rule",
				Reason: reason.New("no-rule.unknown", "no rule {rule:q} of the scheme takes grants{near}",
					named, frame.Nearest(named, names))})
		}
	}
}
