package scheme

import "github.com/gongguo/gongguo/rule/document"

// gradeSpec is a line of the section grades.
//
// Each unit that was on the roster at some time in the period, and for which when holds, has the first of the bands
// whose lower edge its total reaches: a band includes its edge. The total is the final one, with all that caps, settled
// and derived amounts make of it; in an account of figures a unit without a figure has no grade.
//
//	level: {account: final, per: year, bands: {优秀: 90, 良好: 80, 合格: 60}, otherwise: 不合格}
//
// A grade is read by honours of its period, and by all that reads earlier periods or those inside:
// before.grade["level"]. Nothing else of its own period may ask for it.
type gradeSpec struct {
	document.Where
	// clause of the regulation
	Clause string `yaml:"clause"`
	// title in tables; the name if left out
	Title string `yaml:"title"`
	// the kinds of period that are graded
	Per document.Words `yaml:"per,required" enum:"day,week,month,quarter,half,year,*"`
	// the account that is graded; the first one if left out
	Account document.Word `yaml:"account"`
	// first day, 2006-01-02
	From document.Word `yaml:"from"`
	// last day, 2006-01-02
	Until document.Word `yaml:"until"`
	// who is graded
	When document.Expr `yaml:"when"`
	// the names of the bands, the highest first, each with its lower edge, a number
	Bands document.Table[document.Expr] `yaml:"bands,required"`
	// the name of what lies below all edges; left out: such a unit has no grade
	Otherwise document.Word `yaml:"otherwise"`
}

// resultSpec is a line of the section results.
//
// It holds for each unit that was on the roster at some time in the period and of which when is true, and is reported
// as an honour is, without a ranking.
//
//	short: {clause: 第十五条, title: 不达标, per: quarter, when: 'total["points"] < 60'}
//
// A result reads the grades of its period. It is read by honours of its period, and by all that reads earlier periods
// or those inside: before.result["short"], which is true or false. Nothing else of its own period may ask for it.
type resultSpec struct {
	document.Where
	// clause of the regulation
	Clause string `yaml:"clause"`
	// what is reported; the name if left out
	Title string `yaml:"title"`
	// the kinds of period at whose end it is found
	Per document.Words `yaml:"per,required" enum:"day,week,month,quarter,half,year,*"`
	// first day, 2006-01-02
	From document.Word `yaml:"from"`
	// last day, 2006-01-02
	Until document.Word `yaml:"until"`
	// for whom it holds
	When document.Expr `yaml:"when,required"`
}
