package signature

import (
	"slices"

	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// attrValues is a dictionary of the values of declared attributes; code 0 is an absent value.
type attrValues struct {
	values []rule.Value
	codes  map[string]uint32
	key    []byte
}

// attrCodes are the declared attributes of the entries of a kind as codes of their values.
type attrCodes struct {
	declared []scheme.Attr
	names    []uint32              // the codes of their names
	codes    map[givenValue]uint32 // the code of the value
	absent   []uint32              // by attribute: the code of its value where it is not given
	offsets  []uint32              // by code of a list of attributes: the offset of its row, plus one
	rows     []uint32              // a row a list: the codes of the declared attributes
}

// givenValue is a value that entries give to a declared attribute.
type givenValue struct {
	attr  int
	value columns.AttrCode
}

// attrsOf are the codes of the declared attributes of an entry.
func (p *Projector) attrsOf(pos int32) []uint32 {
	codes, code := &p.attrs[p.Frame.Columns.KindCode(int(pos))], p.Frame.Columns.Code(int(pos), columns.FieldAttrs)
	for int(code) >= len(codes.offsets) {
		codes.offsets = append(codes.offsets,
			make([]uint32, max(64, len(codes.offsets), int(code)+1-len(codes.offsets)))...)
	}
	if codes.offsets[code] == 0 {
		codes.offsets[code] = uint32(len(codes.rows) + 1)
		codes.rows = append(codes.rows, codes.absent...)
		p.setGiven(codes, code, codes.rows[len(codes.rows)-len(codes.absent):])
	}
	start := codes.offsets[code] - 1
	return codes.rows[start : int(start)+len(codes.declared)]
}

// setGiven sets the codes of the attributes that a list gives.
func (p *Projector) setGiven(a *attrCodes, code uint32, codes []uint32) {
	if code == 0 {
		return
	}
	for name, value := range p.Frame.Columns.Attrs(code) {
		i := slices.Index(a.names, name)
		if i < 0 {
			continue
		}
		n, ok := a.codes[givenValue{i, value}]
		if !ok {
			v, _ := p.Runner.Attribute(&a.declared[i], p.Frame.Columns.AttrValue(value), true)
			n = p.values.code(v)
			a.codes[givenValue{i, value}] = n
		}
		codes[i] = n
	}
}

func (v *attrValues) code(value rule.Value) uint32 {
	if value.IsNone() {
		return 0
	}
	v.key, _ = value.AppendKey(v.key[:0])
	n, ok := v.codes[string(v.key)]
	if !ok {
		n = uint32(len(v.values))
		v.values = append(v.values, value)
		v.codes[string(v.key)] = n
	}
	return n
}
