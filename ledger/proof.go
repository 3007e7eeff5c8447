package ledger

import (
	"strings"

	"github.com/gongguo/gongguo/internal/plain"
	"github.com/gongguo/gongguo/ledger/internal/store"
	"github.com/gongguo/gongguo/ledger/reason"
)

// Proof is a scan of an entry: the name of a file, and the SHA-256 of its content. It is written as the program
// sha256sum writes it: 64 hexadecimal digits, two spaces, and the name. A ledger takes only the name of a file, and no
// way to it: no slash, no backslash, no drive, neither . nor ..
type Proof struct {
	SHA256 string // 64 small hexadecimal digits
	File   string
}

// String is the proof as an entry has it.
func (p Proof) String() string { return p.SHA256 + "  " + p.File }

// ParseProof reads a proof as an entry has it; the zero Proof is an empty text. The error is a [*reason.Error].
func ParseProof(text string) (Proof, error) {
	if text == "" {
		return Proof{}, nil
	}
	p, wrong := parseProof(text)
	if !wrong.IsZero() {
		return Proof{}, &reason.Error{Reason: wrong}
	}
	return p, nil
}

func isProof(text string) bool {
	_, wrong := parseProof(text)
	return wrong.IsZero()
}

// parseProof reads a proof, or says what is wrong with it.
func parseProof(text string) (Proof, reason.Reason) {
	sum, file, ok := strings.Cut(text, "  ")
	if !ok || len(sum) != 64 || strings.Trim(sum, "0123456789abcdef") != "" {
		return Proof{}, noProof(text, reason.New("ledger.expected.proof",
			"what sha256sum writes: 64 small hexadecimal digits, two spaces, the name of a file"))
	}
	drive := len(file) > 1 && file[1] == ':' && file[0]|0x20 >= 'a' && file[0]|0x20 <= 'z'
	if file == "" || file == "." || file == ".." || strings.ContainsAny(file, "/\\") || drive ||
		plain.Line(file) != file {
		return Proof{}, noProof(file, reason.New("ledger.expected.file-name",
			"the name of a file behind the digits, without a way to it: no slash, no drive, not {up}", ".."))
	}
	return Proof{SHA256: sum, File: file}, reason.Reason{}
}

// checkProof reports a proof that is not written as one.
func (b *builder) checkProof(d *draft) {
	if d.Proof == "" || d.bad.Has(store.FieldProof) {
		return
	}
	if _, wrong := parseProof(d.Proof); !wrong.IsZero() {
		b.failField(d, store.FieldProof, wrong)
	}
}

func noProof(found string, expected reason.Reason) reason.Reason {
	return reason.New("ledger.no-proof", "found {found}, expected {expected}", quote(found), expected)
}
