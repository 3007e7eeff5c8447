package scheme

import (
	"context"
	"maps"
	"slices"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
)

// builder compiles a decoded file into a scheme. The order of its steps is that of what refers to what: names first,
// then records, then expressions.
type builder struct {
	*document.Decoder
	s            *Scheme
	root         *document.Node
	bare         *rule.Env // no variables: defaults
	budget       rule.Budget
	scopes       map[string]*Scope
	paramTree    param
	programs     []*rule.Program           // all of them, some for several scopes
	ruleNames    []string                  // all that post
	keys         map[string]*document.Node // of rules and quotas: where their names stand
	quotaNames   []string
	owedNames    []string // the quotas that are no tallies
	tierNames    []string
	groupNames   []string         // what groups can be called; nil: not known
	tierHeights  map[string]int64 // by name, 1 for the lowest
	rankingNames []string
	derivedNames []string
	honourNames  []string
	grades       []string // their names
	bandNames    []string // of all grades
	results      []string // their names
	capNames     []string
	defined      []define
	defineUsed   map[string]bool
	balanceList  []string        // the names of the balances
	failed       map[string]bool // numbers and defines that do not compile: what names them is not reported again
	tallies      map[string]bool // quotas without `required`
	global       map[string]bool // the names that some scope or define has
	hidden       []Slot          // the variables that names of the file hide
	undeclared   undeclared
	rules        map[string]*Rule
	kinds        map[string]lineKind // of the rules of credits, bonuses and deductions
	credits      map[string]*Credit
	quotas       map[string]*Quota
}

// build compiles the tree; the errors are all there are at the first stage that has any: the version, the shape of the
// file, then names and figures, then rules and expressions. Once the context has ended the last error is the context's.
func build(ctx context.Context, f *document.File, root *document.Node) (*Scheme, document.Errors) {
	b, errs := compiled(ctx, f, root)
	return b.s, errs
}

// compiled is what build makes, with what it learned on the way.
func compiled(ctx context.Context, f *document.File, root *document.Node) (*builder, document.Errors) {
	b := &builder{Decoder: document.NewDecoder(ctx, f, limits), s: &Scheme{study: &study{}}, root: root,
		scopes: map[string]*Scope{}, defineUsed: map[string]bool{},
		failed: map[string]bool{}, tallies: map[string]bool{}, global: map[string]bool{}, rules: map[string]*Rule{},
		kinds: map[string]lineKind{}, keys: map[string]*document.Node{}, credits: map[string]*Credit{},
		quotas: map[string]*Quota{}, undeclared: undeclared{}}
	if v := root.Child("version"); v != nil && (v.Kind != document.Scalar || v.Value != "1") {
		b.Report(v, reason.New("scheme.version", "found version {found}; this engine reads version 1", v.Describe()))
		return b, b.Errors()
	}
	var in file
	b.Decode(root, &in)
	if len(b.Errors()) > 0 {
		b.cutDefines()
		return b, b.Errors()
	}
	b.s.Name, b.s.Title = in.Scheme.Value, in.Title
	b.afterClose(in.AfterClose)
	b.calendar(in.Calendar)
	b.succeeds(in.Succeeds)
	b.bare = b.newEnv("constants", nil)
	b.accounts(in.Accounts)
	b.clauses(in.Clauses)
	b.names(&in)
	b.attrs(in.Attrs)
	b.categories(in.Categories, in.Attrs)
	b.groupNames = b.groupTexts(&in)
	b.params(in.Params)
	if len(b.Errors()) > 0 {
		return b, b.Errors()
	}
	b.s.Vocabulary = newVocabulary(b.s.Attrs, b.s.Bounds, b.tierNames, b.s.Params.record)
	b.rowKeys()
	b.argumentTypes()
	b.covers(in.Covers)
	b.numbers(in.Numbers)
	b.ownDays(in.Calendar.Own)
	b.balanceNames(in.Balances)
	b.outlets(in.Outlets)
	b.tiers(in.Tiers.lines)
	b.takesEffect(in.TakesEffect)
	b.creditRules(in.Credits, "credits", 0)
	b.creditRules(in.Bonuses, "bonuses", 1)
	b.creditRules(in.Deductions, "deductions", -1)
	b.collapses(in.Collapses)
	for _, line := range in.Caps {
		b.newRule(line.Name, "caps", line.Spec.Clause, line.Spec.Title, line.Spec.From, line.Spec.Until)
	}
	for _, line := range in.Derived {
		r := b.newRule(line.Name, "derived", line.Spec.Clause, line.Spec.Title, line.Spec.From, line.Spec.Until)
		r.Figure = line.Spec.Kind.Value == derivedKinds[1]
	}
	b.quotaRules(in.Quotas)
	b.settleRules(&in)
	b.attachBonuses(in.Bonuses)
	b.attachBonuses(in.Deductions)
	b.accountsHad(in.Accounts)
	b.balances(in.Balances)
	b.rankings(in.Rankings)
	b.derived(in.Derived)
	b.gradeLines(in.Grades)
	if len(b.Errors()) == 0 {
		b.capsInVain(in.Caps)
		b.capsNamed(in.Caps)
		b.figures(in.Rankings, in.Grades)
	}
	b.openings()
	b.honours(in.Honours)
	b.resultLines(in.Results)
	b.strandedDefines()
	if len(b.Errors()) == 0 {
		for _, name := range slices.Sorted(maps.Keys(b.scopes)) {
			b.s.Scopes = append(b.s.Scopes, b.scopes[name])
		}
		b.standings()
		b.neverMade()
		early := b.outcomesEarly()
		b.order()
		b.settledBefore()
		if !early {
			b.rankOrder()
			b.early()
		}
		b.carriesApart()
		b.ownApart(&in)
		b.s.ReadsRecorded = slices.ContainsFunc(b.programs, readsRecorded)
		b.kindsOfPeriod()
	}
	_ = b.Ended() // the last look, so that what is built after the end is refused
	return b, b.Errors()
}

// ended says whether the context has ended.
func (b *builder) ended() bool { return b.Ended() != nil }

// compile compiles an expression in a scope; nil after an error.
func (b *builder) compile(s *Scope, e document.Expr, want ...rule.Type) *rule.Program {
	if s.env == nil || !e.Given() {
		return nil
	}
	before := len(b.Errors())
	p := b.compileIn(s.env, e, want...)
	if p != nil {
		s.note(p)
	}
	for _, err := range b.Errors()[before:] {
		b.calledInVain(s, err)
		name, _ := err.Reason.Arg("name").(string)
		undeclared := err.Reason.Code == "rule.undeclared-name"
		if undeclared && b.isBalance(name) && slices.Contains(eachKinds, s.Name) {
			err.Nearest, err.Reason = "", b.tooEarly(name)
			continue
		}
		if !undeclared && err.Reason.Code != "rule.function-as-name" {
			continue
		}
		if b.global[name] { // perhaps a function, too, as sum and months
			err.Reason = reason.New("scheme.no-meaning-here",
				"{name:q} has no meaning here; expected one of {names}", name, s.names())
		} else if what := b.whatIs(name); undeclared && !what.IsZero() {
			err.Nearest, err.Reason = "", reason.New("scheme.named-thing",
				"{name:q} is {what}, which is no value; expected one of {names}", name, what, s.names())
		}
	}
	return p
}

func (b *builder) compileIn(env *rule.Env, e document.Expr, want ...rule.Type) *rule.Program {
	return b.compileFunc(env, nil, e, want...)
}

// compileFunc compiles an expression that may also name parameters.
func (b *builder) compileFunc(env *rule.Env, params []rule.Var, e document.Expr, want ...rule.Type) *rule.Program {
	if b.Ended() != nil || b.budget.Over() {
		return nil
	}
	for _, name := range refsIn(e.Node.Value) {
		if b.failed[name] {
			return nil
		}
	}
	p, err := env.CompileFunc(params, b.File().Scalar(e.Node.Line, e.Node.Column, e.Node.Value), want...)
	if err != nil {
		before := len(b.Errors())
		b.Fail(e.Node, err)
		b.textFigures(b.Errors()[before:], e.Node.Value)
		for _, d := range b.defined {
			if d.expr.Node == e.Node {
				b.failed[d.ref()] = true
			}
		}
		return nil
	}
	b.programs = append(b.programs, p)
	for _, r := range p.Reads() {
		if len(r.Path) > 0 && r.Path[0].Name == "params" {
			b.checkRead(r)
		}
	}
	return p
}
