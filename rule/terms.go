package rule

import (
	"strings"

	"github.com/gongguo/gongguo/rule/document"
)

// Terms returns the conditions of which a bool program is made with &&, those of definitions too, each a program over
// the same variables; a program that is no such chain is its own only term. The program is true where all of its terms
// are.
func (p *Program) Terms() []*Program {
	var all []*Program
	for _, t := range termsOf(p.root, p.src) {
		term := &Program{src: t.src, env: p.env, settings: p.settings, root: t.root, typ: p.typ, uses: p.uses}
		term.analyze()
		all = append(all, term)
	}
	return all
}

type term struct {
	root node
	src  document.Source
}

func termsOf(n node, src document.Source) []term {
	switch n := n.(type) {
	case *logicNode:
		if n.decide {
			break
		}
		texts := chain(src)
		var all []term
		for i, t := range n.terms {
			part := src
			if len(texts) == len(n.terms) {
				part = texts[i]
			}
			all = append(all, termsOf(t, part)...)
		}
		return all
	case *defineNode:
		inner := termsOf(n.program.root, n.program.src)
		if len(inner) == 1 {
			break
		}
		for i := range inner {
			part := *n.program
			part.root, part.src = inner[i].root, inner[i].src
			inner[i].root = &defineNode{program: &part, remap: n.remap}
		}
		return inner
	}
	return []term{{n, src}}
}

// chain cuts a text at its outermost &&; whole brackets around it are taken off first.
func chain(s document.Source) []document.Source {
	runes := []rune(s.Text())
	for {
		start, end := trimmed(runes, 0, len(runes))
		if start == end || runes[start] != '(' || closing(runes, start) != end-1 {
			return splitAtAnd(s, runes, start, end)
		}
		for i := range runes {
			if i <= start || i >= end-1 {
				runes[i] = ' '
			}
		}
	}
}

func splitAtAnd(s document.Source, runes []rune, start, end int) []document.Source {
	var all []document.Source
	from := start
	add := func(to int) {
		a, b := trimmed(runes, from, to)
		all = append(all, s.Part(a, b))
	}
	for i := start; i < end; i++ {
		switch runes[i] {
		case '(', '[', '{', '"', '\'':
			i = closing(runes, i)
		case '&':
			if i+1 < end && runes[i+1] == '&' {
				add(i)
				from = i + 2
				i++
			}
		}
	}
	add(end)
	return all
}

func trimmed(runes []rune, start, end int) (int, int) {
	space := func(r rune) bool { return strings.ContainsRune(" \t\r\n", r) }
	for start < end && space(runes[start]) {
		start++
	}
	for start < end && space(runes[end-1]) {
		end--
	}
	return start, end
}

// closing is where the bracket or quote at i is closed; the last rune if nowhere.
func closing(runes []rune, i int) int {
	depth := 0
	for ; i < len(runes); i++ {
		switch r := runes[i]; r {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 {
				return i
			}
		case '"', '\'':
			for i++; i < len(runes) && runes[i] != r; i++ {
				if runes[i] == '\\' {
					i++
				}
			}
			if depth == 0 {
				return min(i, len(runes)-1)
			}
		}
	}
	return len(runes) - 1
}
