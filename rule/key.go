package rule

import (
	"encoding/binary"
	"math/big"
)

// The first byte of each part of a key: what kind of value is there, or that none is, or that it is not
// what it is declared to be, which is an error whatever it holds.
const (
	keyAbsent = 0
	keyWrong  = 0x40 // and the kind
)

// append adds what is read of a value to a key. Every part says how long it is, so that no two combinations
// have one key. False means that there is no end to it: records within records; or that it is not worth it, see
// appendEntries.
func (n *readNode) append(key []byte, v Value, there bool, depth int) ([]byte, bool) {
	if !there {
		return append(key, keyAbsent), true
	}
	if v.kind != n.typ.kind || v.rec != n.typ.rec || v.flag && v.kind == kindNumber {
		// The message of the error depends on the kind, and on the other record's name.
		key = append(key, keyWrong|byte(v.kind))
		if v.rec != nil {
			key = appendText(key, v.rec.Name)
		}
		return key, true
	}
	if depth == 0 {
		return key, false
	}
	key = append(key, byte(v.kind))
	if v.kind == kindList && (n.whole || n.elements != nil) && len(v.list().items) > longest {
		return key, false
	}
	if n.whole {
		return appendWhole(key, v, depth)
	}
	switch v.kind {
	case kindRecord:
		return n.appendFields(key, v, depth)
	case kindList:
		return n.appendList(key, v, depth)
	case kindMap:
		return n.appendMap(key, v, depth)
	}
	return key, true
}

func (n *readNode) appendFields(key []byte, v Value, depth int) ([]byte, bool) {
	ok, fields := true, v.fields()
	for _, f := range n.fields.list {
		item, there := fields.Field(f.index)
		if key, ok = f.append(key, item, there, depth-1); !ok {
			return key, false
		}
	}
	return key, true
}

// longest is how many elements of a list a key has at most. That of a longer one would be as long, be it that one
// element is read: to evaluate takes less.
const longest = 32

func (n *readNode) appendList(key []byte, v Value, depth int) ([]byte, bool) {
	items := v.list().items
	if n.length || n.elements != nil {
		key = binary.AppendUvarint(key, uint64(len(items)))
	}
	if n.elements == nil {
		return key, true
	}
	ok := true
	for i := range items {
		if key, ok = n.elements.append(key, items[i], true, depth-1); !ok {
			return key, false
		}
	}
	return key, true
}

func (n *readNode) appendMap(key []byte, v Value, depth int) ([]byte, bool) {
	if e, ok := v.ref.(*entriesValue); ok {
		return n.appendEntries(key, e.entries, depth)
	}
	m, ok := v.mapping(), true
	if n.length {
		key = binary.AppendUvarint(key, uint64(len(m.items)))
	}
	if n.values != nil {
		key = appendKeys(key, m)
		for _, name := range m.keys {
			if key, ok = n.values.append(key, m.items[name], true, depth-1); !ok {
				return key, false
			}
		}
	}
	for _, k := range n.keys.list {
		item, there := m.items[k.name]
		if key, ok = k.append(key, item, there, depth-1); !ok {
			return key, false
		}
		if !there && n.values == nil && !n.whole {
			// The message of the error names the nearest of the keys.
			key = appendKeys(key, m)
		}
	}
	return key, true
}

// appendEntries adds the entries that are read by constant keys of those that are made when they are read. False where
// any other may be read, or where one is not there, since the message of the error names the nearest of the keys: to
// evaluate takes less than to make them all.
func (n *readNode) appendEntries(key []byte, e Entries, depth int) ([]byte, bool) {
	if n.length || n.values != nil {
		return key, false
	}
	ok := true
	for _, k := range n.keys.list {
		item, there := e.Entry(k.name)
		if key, ok = k.append(key, item, there, depth-1); !ok || !there {
			return key, false
		}
	}
	return key, true
}

func appendKeys(key []byte, m *mapValue) []byte {
	key = binary.AppendUvarint(key, uint64(len(m.keys)))
	for _, name := range m.keys {
		key = appendText(key, name)
	}
	return key
}

func appendText(key []byte, s string) []byte {
	return append(binary.AppendUvarint(key, uint64(len(s))), s...)
}

// appendWhole adds all of a value, whose kind has been added.
func appendWhole(key []byte, v Value, depth int) ([]byte, bool) {
	if depth == 0 {
		return key, false
	}
	ok := true
	switch v.kind {
	case kindNumber:
		return appendNumber(key, v), true
	case kindString:
		return appendText(key, v.s), true
	case kindBool:
		return append(key, boolByte(v.flag)), true
	case kindTime:
		key = binary.AppendVarint(key, v.n)
		key = binary.AppendVarint(key, int64(v.exp))
		return append(key, boolByte(v.flag)), true
	case kindDuration:
		return binary.AppendVarint(key, v.n), true
	case kindList:
		items := v.list().items
		key = binary.AppendUvarint(key, uint64(len(items)))
		for i := range items {
			if key, ok = appendWhole(append(key, byte(items[i].kind)), items[i], depth-1); !ok {
				return key, false
			}
		}
	case kindMap:
		m := v.mapping()
		key = appendKeys(key, m)
		for _, name := range m.keys {
			if key, ok = appendWhole(append(key, byte(m.items[name].kind)), m.items[name], depth-1); !ok {
				return key, false
			}
		}
	case kindRecord:
		key = binary.AppendUvarint(appendText(key, v.rec.Name), uint64(len(v.rec.Fields)))
		fields := v.fields()
		for i := range v.rec.Fields {
			item, there := fields.Field(i)
			if !there {
				key = append(key, keyAbsent)
				continue
			}
			if key, ok = appendWhole(append(key, byte(item.kind)), item, depth-1); !ok {
				return key, false
			}
		}
	}
	return key, true
}

func boolByte(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// appendNumber adds a number: its scale, how many bytes of coefficient follow (none: it is a 64-bit one), and the
// coefficient.
func appendNumber(key []byte, v Value) []byte {
	if v.flag {
		d, _ := v.AsNumber()
		key = append(key, keyWrong)
		key = binary.AppendVarint(key, int64(d.Exponent()))
		return appendBig(key, d.Coefficient())
	}
	key = append(key, byte(v.exp))
	if x := v.num(); x.big != nil {
		return appendBig(key, x.big)
	}
	return binary.AppendVarint(append(key, 0), v.n)
}

func appendBig(key []byte, b *big.Int) []byte {
	bytes := b.Bytes()
	key = binary.AppendUvarint(key, uint64(len(bytes))+1)
	key = append(key, bytes...)
	return append(key, boolByte(b.Sign() < 0))
}

// AppendKey appends bytes that two values of one type share only if they are equal, a date and its first instant being
// two; false for records within records without end.
func (v Value) AppendKey(key []byte) ([]byte, bool) {
	if v.IsNone() {
		return append(key, keyAbsent), true
	}
	return appendWhole(append(key, byte(v.kind)), v, deepest)
}
