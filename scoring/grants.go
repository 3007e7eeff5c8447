package scoring

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/internal/civil"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/scoring/internal/frame"
)

// AccountError is an account that a scheme has not.
type AccountError struct {
	Account string
	Reason  reason.Reason
}

// Error is the reason in English.
func (e *AccountError) Error() string { return e.Reason.String() }

// Grants are the totals of an account, be it a helper, as entries that the ledger of another scheme takes: for each
// unit that has an amount a grant of that amount, dated the last day of what is shown, to the account as, which is of
// the other scheme; the same name if empty. The id is made of scheme, period, account and unit, and so is the same
// whenever the same is asked; another amount under it is an error of the ledger that has the first. The order is that
// of the totals. The error is an [*AccountError].
func (b *Scorebook) Grants(account, as string) ([]ledger.Entry, error) {
	var names []string
	title := ""
	for _, a := range b.Scheme.Accounts {
		if names = append(names, a.Name); a.Name == account {
			if title = a.Title; title == "" {
				title = a.Name
			}
		}
	}
	if title == "" {
		return nil, &AccountError{account, reason.New("grants.account",
			"found account {account:q}, expected one of {accounts}{near}", account, names,
			frame.Nearest(account, names))}
	}
	if as == "" {
		as = account
	}
	_, end := b.Bounds()
	at, err := ledger.ParseTime(civil.Of(end.Add(-1).In(b.scored.Frame.Loc())).String())
	if err != nil {
		return nil, err
	}
	of := b.Scheme.Title
	if of == "" {
		of = b.Scheme.Name
	}
	var out []ledger.Entry
	for _, t := range slices.Concat(b.Totals(), b.Helpers()) {
		if t.Account != account || t.Absent {
			continue
		}
		out = append(out, ledger.Entry{
			ID:   strings.Join([]string{b.Scheme.Name, b.Shown().String(), account, t.Unit}, "/"),
			Kind: ledger.Grant, At: at, Unit: t.Unit, Account: as,
			Amount: decimal.NullDecimal{Decimal: t.Amount, Valid: true},
			Reason: strings.Join([]string{of, b.Shown().String(), title}, " ")})
	}
	return out, nil
}
