package rule

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// fold makes the node of a macro. Its accumulator says which; see macros for the shapes.
func (c *compiler) fold(e ast.Expr) (node, free) {
	fold := e.AsComprehension()
	if fold.IterVar() == bound {
		return c.bind(e)
	}
	n := &foldNode{kind: foldOf(fold.AccuVar()), slot: len(c.scope), at: c.at(e)}
	var f free
	n.over, f = c.build(fold.IterRange())
	element := scoped{fold.IterVar(), c.path(fold.IterRange()) + "[]", StringType()}
	if over := c.typeOf(fold.IterRange()); over.kind == kindMap {
		n.keys, element.path = true, fold.IterVar()
	} else {
		element.typ = *over.elem
	}
	n.elem = element.typ
	begun, needs := free{slot: closed}, free{}
	if n.kind == foldFold {
		n.start, begun = c.build(fold.AccuInit())
		n.result = c.typeOf(e)
		c.scope = append(c.scope, element, scoped{fold.AccuVar(), fold.AccuVar(), n.result})
		n.value, needs = c.build(fold.LoopStep())
	} else {
		c.scope = append(c.scope, element)
		needs = c.foldStep(n, e)
	}
	c.scope = c.scope[:n.slot]
	n.apart = !needs.reads && needs.slot >= n.slot && !begun.reads && begun.slot == closed
	return n, f.and(begun).and(c.outside(needs))
}

// foldStep makes what a fold asks of each element.
func (c *compiler) foldStep(n *foldNode, e ast.Expr) (needs free) {
	fold := e.AsComprehension()
	step := fold.LoopStep().AsCall().Args()
	switch n.kind {
	case foldAll, foldExists:
		// accumulator && condition; a condition that is itself an && is one term of the two.
		n.cond, needs = c.build(step[1])
		return needs
	case foldExistsOne, foldCount:
		n.cond, needs = c.build(step[0])
		return needs
	}
	n.result, needs = *c.typeOf(e).elem, free{slot: closed}
	if fold.LoopStep().AsCall().FunctionName() == operators.Conditional {
		n.cond, needs = c.build(step[0])
		step = step[1].AsCall().Args()
	}
	if n.kind == foldMap || n.kind == foldSum {
		var needsValue free
		n.value, needsValue = c.build(step[1].AsList().Elements()[0])
		needs = needs.and(needsValue)
	}
	return needs
}

// outside is what a part needs from outside of the names that are given behind those of the scope.
func (c *compiler) outside(needs free) free {
	if needs.slot >= len(c.scope) {
		needs.slot = closed
	}
	return needs
}

// bind makes the node of bind().
func (c *compiler) bind(e ast.Expr) (node, free) {
	fold := e.AsComprehension()
	n := &bindNode{slot: len(c.scope), at: c.at(e)}
	var f, needs free
	n.value, f = c.build(fold.AccuInit())
	path := fold.AccuVar()
	if kind := fold.AccuInit().Kind(); kind == ast.IdentKind || kind == ast.SelectKind {
		path = c.path(fold.AccuInit())
	}
	c.scope = append(c.scope, scoped{fold.AccuVar(), path, c.typeOf(fold.AccuInit())})
	n.body, needs = c.build(fold.Result())
	c.scope = c.scope[:n.slot]
	return n, f.and(c.outside(needs))
}
