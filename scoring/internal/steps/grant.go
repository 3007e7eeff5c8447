package steps

import (
	"slices"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// takerOf is the rule that takes a grant, if it is in force: the one that it names, or the only one in force for grants
// to the account.
func (e *Runner) takerOf(f *frame.Fact) (n int32, ok bool) {
	if named := f.Row.Text(columns.FieldRule); named != "" {
		n, ok = e.asked.grantsByName[named]
		return n, ok
	}
	takers := e.grantTakers(f)
	if len(takers) != 1 {
		return 0, false
	}
	return takers[0], true
}

// grantTakers are the rules in force for grants to the account of a grant.
func (e *Runner) grantTakers(f *frame.Fact) []int32 {
	var out []int32
	for _, n := range e.asked.grantsByAccount[f.Row.Text(columns.FieldAccount)] {
		if e.Frame.Scheme.Credits[n].InForce(f.At) {
			out = append(out, n)
		}
	}
	return out
}

// accountOf is the account to which a rule takes grants.
func accountOf(s *scheme.Scheme, c *scheme.Credit) string {
	return s.Accounts[c.Amounts[0].Account].Name
}

// meetsAccount says whether a grant names the account of its rule.
func (e *Runner) meetsAccount(c *Candidate) bool {
	if c.Credit.Each != ledger.Grant {
		return true
	}
	want := accountOf(e.Frame.Scheme, c.Credit)
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
		named := f.Row.Text(columns.FieldRule)
		if n, found := e.asked.grantsByName[named]; found {
			if c := e.Frame.Scheme.Credits[n]; !c.InForce(f.At) {
				out.Refusals = append(out.Refusals, frame.Refusal{Position: f.Position, Code: "no-rule",
					Reason: reason.New("no-rule.not-in-force",
						"rule {rule:q} is not in force at {at}", c.Name, f.Row.Time(columns.FieldAt).String())})
			}
			continue
		}
		takers := e.grantTakers(f)
		if named == "" && len(takers) == 1 {
			continue
		}
		names := e.grantRules(e.asked.credits[f.Kind].lines)
		switch {
		case len(names) == 0:
			out.Refusals = append(out.Refusals, frame.Refusal{Position: f.Position, Code: "no-rule",
				Reason: reason.New("no-rule.no-grants", "the scheme has no rule for grants")})
		case named == "" && len(takers) > 1:
			out.Refusals = append(out.Refusals, frame.Refusal{Position: f.Position, Code: "no-rule",
				Reason: reason.New("no-rule.unnamed", "the grant names no rule; expected one of [{rules}]",
					reason.Words(e.grantRules(takers)))})
		case named == "":
			out.Refusals = append(out.Refusals, frame.Refusal{Position: f.Position, Code: "no-rule",
				Reason: e.noTaker(f)})
		default:
			out.Refusals = append(out.Refusals, frame.Refusal{Position: f.Position, Code: "no-rule",
				Reason: reason.New("no-rule.unknown", "no rule {rule:q} of the scheme takes grants{near}",
					named, frame.Nearest(named, names))})
		}
	}
}

// noTaker says that no rule takes grants to the account of a grant on its day, and which accounts have one.
func (e *Runner) noTaker(f *frame.Fact) reason.Reason {
	account, at := f.Row.Text(columns.FieldAccount), f.Row.Time(columns.FieldAt).String()
	var accounts []string
	for _, n := range e.asked.credits[f.Kind].lines {
		c := e.Frame.Scheme.Credits[n]
		if name := accountOf(e.Frame.Scheme, c); c.InForce(f.At) && !slices.Contains(accounts, name) {
			accounts = append(accounts, name)
		}
	}
	if len(accounts) == 0 {
		return reason.New("no-rule.none-in-force", "no rule for grants is in force at {at}", at)
	}
	return reason.New("no-rule.account",
		"no rule in force at {at} takes grants to account {account:q}; expected one of [{accounts}]{near}", at, account,
		reason.Words(accounts), frame.Nearest(account, accounts))
}

// grantRules are the names of rules that take grants.
func (e *Runner) grantRules(lines []int32) []string {
	names := make([]string, len(lines))
	for i, n := range lines {
		names[i] = e.Frame.Scheme.Credits[n].Name
	}
	return names
}
