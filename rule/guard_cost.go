package rule

// mostOfGuard is what an evaluation costs at most until a guard ends it. So no evaluation that a guard spares would go
// over a limit, and what guards spare differs little from entry to entry.
const mostOfGuard = 1000

// unbounded is the cost of what may go over a list, or a text of any length.
const unbounded = mostOfGuard + 1

// mostCost is what a node costs at most, or unbounded. It looks at no more nodes than it counts.
func mostCost(n node) int { return costWithin(n, mostOfGuard) }

// costWithin is what a node costs at most, or more than room.
func costWithin(n node, room int) int {
	cost := 1
	switch n := n.(type) {
	case *constNode, *varNode, *localNode:
		return cost
	case *defineNode:
		return cost + costWithin(n.program.root, room-cost)
	case *binaryNode:
		cost += costOfComparing(n)
	case *fieldNode, *hasNode, *condNode, *defaultNode, *logicNode, *notNode:
	default:
		return unbounded
	}
	for _, part := range parts(n) {
		if cost > room {
			return unbounded
		}
		if part != nil {
			cost += costWithin(part, room-cost)
		}
	}
	return cost
}

// costOfComparing is what an operator costs at most beside its sides: one that gives a bool, and has a constant on a
// side, or values of one size on both.
func costOfComparing(n *binaryNode) int {
	if !n.compares {
		return unbounded
	}
	left, right := kindOf(n.left), kindOf(n.right)
	if c, ok := n.right.(*constNode); ok {
		return costOfConstant(c.value)
	}
	if left != right {
		return unbounded
	}
	if c, ok := n.left.(*constNode); ok {
		return costOfConstant(c.value)
	}
	switch left {
	case kindNumber, kindBool, kindTime, kindDuration:
		return costOfWide
	}
	return unbounded
}

// costOfConstant is what it costs at most to compare a value with a constant, or to look for it in one.
func costOfConstant(v Value) int {
	switch v.kind {
	case kindString:
		return len(v.s) / bytesOfCost
	case kindList:
		cost := 0
		for _, item := range v.list().items {
			cost += 1 + costOfConstant(item)
		}
		return cost
	case kindMap:
		return unbounded
	}
	return costOfWide
}

// kindOf is the kind of what a node gives as it is; 0: of another node.
func kindOf(n node) kind {
	switch n := n.(type) {
	case *constNode:
		return n.value.kind
	case *varNode:
		return n.typ.kind
	case *localNode:
		return n.typ.kind
	case *fieldNode:
		return n.rec.Fields[n.index].Type.kind
	}
	return 0
}
