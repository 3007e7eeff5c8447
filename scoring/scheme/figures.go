package scheme

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// paramPath is a parameter in an expression, up to what cannot be followed.
var (
	paramPath = regexp.MustCompile(`\bparams((?:\s*\.\s*[A-Za-z_]\w*|\s*\[\s*(?:"[^"]*"|'[^']*')\s*\])*)`)
	pathStep  = regexp.MustCompile(`[A-Za-z_]\w*|"[^"]*"|'[^']*'`)
	figure    = regexp.MustCompile(`^[+-]?\d+(\.\d+)?([^\d.:/-]|$)`)
)

// textFigures says, behind errors of an expression, which of the parameters that it names is a text that begins as a
// number does: 60分, or a number in wide digits.
func (b *builder) textFigures(errs document.Errors, expression string) {
	if len(errs) == 0 {
		return
	}
	var notes []reason.Reason
	seen := map[string]bool{}
	var look func(text string)
	look = func(text string) {
		for _, m := range paramPath.FindAllStringSubmatch(text, -1) {
			p, path := b.paramTree, "params"
			for _, step := range pathStep.FindAllString(m[1], -1) {
				name := strings.Trim(step, `"'`)
				next, ok := p.children[name]
				if !ok {
					break
				}
				p, path = next, path+"."+name
			}
			if path != "params" {
				notes = p.figures(path, notes)
			}
		}
		for _, name := range refsIn(text) {
			for _, d := range b.defined {
				if d.ref() == name && !seen[name] {
					seen[name] = true
					look(d.expr.Node.Value)
				}
			}
		}
	}
	look(expression)
	if len(notes) == 0 {
		return
	}
	for _, err := range errs {
		if text := err.Reason.String(); strings.Contains(text, "string") || strings.Contains(text, "record") {
			err.Reason = reason.New("scheme.because-of-text", "{wrong}; {note}", err.Reason, notes[0])
			return
		}
	}
}

// figures collects the texts below a parameter that were perhaps meant as numbers.
func (p param) figures(path string, notes []reason.Reason) []reason.Reason {
	if text, ok := p.value.AsString(); ok && p.node != nil && figure.MatchString(norm.NFKC.String(text)) {
		notes = append(notes, reason.New("scheme.text-for-number",
			"{path} is the text {text:q}, on line {line}: a number has plain digits and nothing else",
			path, text, p.node.Line))
	}
	for _, name := range p.names {
		notes = p.children[name].figures(path+"."+name, notes)
	}
	for _, item := range p.items {
		notes = item.figures(path, notes)
	}
	return notes
}
