package scoring

import (
	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/ledger/calendar"
	"github.com/gongguo/gongguo/ledger/reason"
)

// Carried says of a posting that it is the difference between what a closed period has by now and what was posted of
// it. Its title is that of the rule, with 补记 or 更正.
type Carried struct {
	Close    string          // the entry that closed the period
	Period   calendar.Period // the one that is closed
	Late     bool            // entries came late (补记); else what counted was struck out or changed otherwise (更正)
	Was, Now decimal.Decimal // what was posted of it before, and what it comes to
}

// Reason says it in a code with arguments.
func (c *Carried) Reason() reason.Reason {
	period, was, now := c.Period.String(), c.Was.String(), c.Now.String()
	if c.Late {
		return reason.New("carried.late",
			"{period} is closed by {close}; entries came late: {was} so far, {now} by now", period, c.Close, was, now)
	}
	return reason.New("carried.correction",
		"{period} is closed by {close}; corrected: {was} so far, {now} by now", period, c.Close, was, now)
}

// String is the reason in English, and empty of what is not carried.
func (c *Carried) String() string {
	if c == nil {
		return ""
	}
	return c.Reason().String()
}

// title is the title of a rule with what the posting is.
func (c *Carried) title(of string) string {
	kind := "更正"
	if c.Late {
		kind = "补记"
	}
	if of == "" {
		return kind
	}
	return of + "（" + kind + "）"
}

// jsonCarried is its shape as JSON.
type jsonCarried struct {
	Period string `json:"period"`
	Close  string `json:"close"`
	As     string `json:"as"`
	Was    amount `json:"was"`
	Now    amount `json:"now"`
}

// The words of what a posting is.
const (
	carriedLate       = "late"
	carriedCorrection = "correction"
)

func (c *Carried) shape() *jsonCarried {
	if c == nil {
		return nil
	}
	out := &jsonCarried{c.Period.String(), c.Close, carriedCorrection, amount{c.Was}, amount{c.Now}}
	if c.Late {
		out.As = carriedLate
	}
	return out
}

func (j *jsonCarried) carried() (*Carried, error) {
	if j == nil {
		return nil, nil
	}
	p, err := calendar.ParsePeriod(j.Period)
	return &Carried{j.Close, p, j.As == carriedLate, j.Was.Decimal, j.Now.Decimal}, err
}
