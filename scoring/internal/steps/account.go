package steps

// lackingBy are the units that do not have an account in the current period, by the condition of the account: by
// account and number; nil: not asked yet.
type lackingBy [][]bool

// Has says whether a unit has an amount of an account, see [Total]; without one it is not ranked. The units are asked
// when the account is first looked at in the period.
func (r *Ranking) Has(c *Contender, account int) bool {
	if !c.Figures.has(r.e.Frame, account) {
		return false
	}
	if r.e.Frame.Scheme.Accounts[account].When == nil || r.ofReported() && r.e.Frame.IsRun() ||
		r.e.Frame.Scheme.EndsBefore(r.now.End) {
		return true
	}
	r.askWho(account)
	return !r.lacking[account][c.Number]
}

// askWho asks which units have an account with a condition in the current period.
func (r *Ranking) askWho(account int) {
	if r.lacking == nil {
		r.lacking = make(lackingBy, len(r.e.Frame.Scheme.Accounts))
	}
	if r.lacking[account] != nil {
		return
	}
	r.lacking[account] = make([]bool, len(r.Units))
	a := &r.e.Frame.Scheme.Accounts[account]
	for _, c := range r.Field(r.ofReported()) {
		r.bind(&c)
		has, err := r.e.Holds(a.Scope, a.When)
		if err != nil {
			r.problem(a.Name, &c, err)
		}
		r.lacking[account][c.Number] = !has
	}
}

// askWhoAtOnce asks for all accounts, of a reported period that is none of a run.
func (r *Ranking) askWhoAtOnce() {
	for account := range r.e.Frame.Scheme.Accounts {
		if r.e.Frame.Scheme.Accounts[account].When != nil && !r.e.Frame.IsRun() {
			r.askWho(account)
		}
	}
}
