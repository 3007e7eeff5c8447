package scheme

import (
	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// testsSpec is the section tests.
type testsSpec []testSpec

func (t *testsSpec) Decode(d *document.Decoder, n *document.Node) {
	if n.Kind != document.List {
		d.Report(n, document.Unexpected(n, reason.New("scheme.want-tests", "a list of tests")))
		return
	}
	document.OneOrMore((*[]testSpec)(t), d, n)
}

// testSpec is a worked case inside the scheme.
type testSpec struct {
	document.Where
	// what is tested; a name of its own
	Name document.Word `yaml:"name,required"`
	// list of entries in the fields of the ledger format, in the order of recording. One without an id is e1, e2 … by
	// its place
	Ledger document.Raw `yaml:"ledger,required" shape:"array"`
	// the period that is shown, as 2020, 2020-H1, 2020-Q3, 2020-07, 2020-W07 or 2020-07-31, or a run of them,
	// 2020-01..2020-02
	Period document.Word `yaml:"period,required"`
	// last day that is taken, 2006-01-02
	Until document.Word `yaml:"until"`
	// what was recorded by then
	Known document.Word `yaml:"known"`
	// parameters, by path, `fee.county: 10`, or as nested mappings
	Params document.Raw `yaml:"params" shape:"object"`
	// readings taken instead
	Readings document.Words `yaml:"readings"`
	// what must come out; something must be expected
	Expect expectSpec `yaml:"expect,required"`
}

// expectSpec is what must come out of a test.
//
// Of honours, results, unscored, problems, unmet and suspects all that there are must be named, once one is; [] says
// that there is none, honours {best: []} that nobody has that one. Done and missing of what a unit of the period did
// not owe are 0.
type expectSpec struct {
	document.Where
	// `{unit: {account: amount}}`, none where it has no figure; what is not named is not tested
	Totals document.Table[document.Table[document.Word]] `yaml:"totals"`
	// `{unit: {account: rank}}`, with the ranking's name for the account where several rank it; what is not named is
	// not tested
	Ranks document.Table[document.Table[document.Word]] `yaml:"ranks"`
	// `{unit: {quota: missing}}`, summed over the period
	Missing document.Table[document.Table[document.Word]] `yaml:"missing"`
	// `{unit: {quota: done}}`, summed over the period
	Done document.Table[document.Table[document.Word]] `yaml:"done"`
	// `{unit: {grade: band}}`, none where it has no grade; what is not named is not tested
	Grades document.Table[document.Table[document.Word]] `yaml:"grades"`
	// `{honour: [units that have it]}`, or []; all of them; [] where nobody has any
	Honours orNone[wordsOrNone] `yaml:"honours"`
	// `{result: [units for which it holds]}`, or []; all of them; [] where it holds for nobody
	Results orNone[wordsOrNone] `yaml:"results"`
	// `{entry: code}`; all of them; [] for none
	Unscored orNone[document.Word] `yaml:"unscored"`
	// `{unit or entry: code}`; all of them; [] for none
	Problems orNone[document.Word] `yaml:"problems"`
	// `[entries]` that no rule met; all of them; [] for none
	Unmet wordsOrNone `yaml:"unmet"`
	// submissions that may be one, `['e2 e5', e7 e8 e9]`, those of a title by their dates; all of them; [] for none
	Suspects wordsOrNone `yaml:"suspects"`
}
