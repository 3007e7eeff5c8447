package signature

import (
	"encoding/binary"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/ledger/columns"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// signRecord finds the signature of an entry by its record key, which may be the same for different row keys. The
// answers of the predicates that are per entry are given.
func (s *Signer) signRecord(d *Entry, unit int32, member, epoch uint32, answered []uint32) Signature {
	key := binary.AppendUvarint(s.recordKey[:0], uint64(member))
	key = binary.AppendUvarint(key, uint64(epoch))
	key, ok := s.appendRecordKey(key, d, unit, answered)
	if s.recordKey = key; !ok {
		return 0
	}
	return s.signatures.table.signatureOf(key)
}

// RecordKeyOf is the record key that all entries of a group have, but for the member code and the epoch; empty: they
// have different ones.
func (s *Signer) RecordKeyOf(group uint32) string {
	if !s.signatures.ReadSet.InCases[s.signatures.KindOfGroup[group]] || s.PerEntry(group) {
		return ""
	}
	representative := &Entry{Pos: int32(s.signatures.Grouping.Representative(group)), Group: group}
	key, ok := s.appendRecordKey(s.recordKey[:0], representative, columns.NoState, nil)
	if s.recordKey = key; !ok {
		return ""
	}
	return string(key)
}

// appendRecordKey appends what expressions read of an entry by value, but for the member code and the epoch; false: a
// limit was passed. The answers of the predicates that are per entry are given.
func (s *Signer) appendRecordKey(key []byte, d *Entry, unit int32, answered []uint32) ([]byte, bool) {
	pos, kind := d.Pos, s.signatures.KindOfGroup[d.Group]
	key = append(key, kind)
	answers, ok := s.appendAnswers(answered, pos, kind, false)
	if !ok {
		return key, false
	}
	key = binary.AppendUvarint(key, uint64(len(answers)))
	for _, answer := range answers {
		key = binary.AppendUvarint(key, uint64(answer))
	}
	for _, n := range s.signatures.ReadSet.numbers[kind] {
		key = binary.AppendUvarint(key, uint64(s.f.Numbers[n].Nth[pos]))
	}
	if s.signatures.ReadSet.NamesReceiver[kind] {
		key = binary.AppendUvarint(key, uint64(unit+1))
		key = binary.AppendUvarint(key, uint64(EpochOf(s.signatures.RosterChanges, d.At)))
	}
	ft, v := &frame.Fact{Position: pos}, s.f.Scheme.Vocabulary
	row := &ft.Row
	s.f.Columns.Read(int(pos), row)
	switch row.Kind() {
	case ledger.Submit:
		key = s.appendRecord(key, v.Item, &frame.ItemView{E: s.runner.Evaluator, Row: row})
		key = s.appendRecord(key, v.Answer, frame.AnswerView{E: s.runner.Evaluator, Row: row})
		code := s.f.Columns.Code(int(pos), columns.FieldCommission)
		if s.signatures.ReadSet.Reads.UseOf(v.Item, scheme.ItemCommission) != Unread {
			if asked, ok := s.f.Index.Commission(code); ok {
				view := &frame.CommissionView{E: s.runner.Evaluator, Row: s.f.Columns.Row(int(asked)), Answers: nil}
				key = s.appendRecord(append(key, 1), v.Asked, view)
			} else {
				key = append(key, 0)
			}
		}
	case ledger.Adopt:
		_, outlet, _ := s.runner.OutletRecord(row).AsRecord()
		key = s.appendRecord(key, v.Adopt, frame.FactView{E: s.runner.Evaluator, F: ft})
		key = s.appendRecord(key, v.Outlet, outlet)
	case ledger.Endorse:
		key = s.appendRecord(key, v.Endorse, frame.FactView{E: s.runner.Evaluator, F: ft})
	case ledger.Grant:
		key = s.appendRecord(key, v.Grant, frame.FactView{E: s.runner.Evaluator, F: ft})
		amount := row.Number(columns.FieldAmount).Decimal.String()
		for _, text := range []string{row.Text(columns.FieldRule), row.Text(columns.FieldAccount), amount} {
			key, _ = rule.String(text).AppendKey(key)
		}
	case ledger.Incident:
		key = s.appendRecord(key, v.Incident, frame.FactView{E: s.runner.Evaluator, F: ft})
	case ledger.Commission:
		key = s.appendRecord(key, v.Commission, &frame.CommissionView{E: s.runner.Evaluator, Row: row, Answers: nil})
	}
	return key, true
}

// appendRecord appends what is read of a record: values, or whether they are there. Lists of other entries are left to
// these.
func (s *Signer) appendRecord(key []byte, record *rule.Record, view rule.Fields) []byte {
	for field, u := range s.signatures.ReadSet.Reads.Fields[record] {
		if u == Unread || s.signatures.ReadSet.Reads.Inner(record, field) != nil ||
			record == s.f.Scheme.Vocabulary.Adopt && field == scheme.AdoptTier {
			continue
		}
		v, there := view.Field(field)
		switch {
		case !there:
			key = append(key, 0)
		case u == Partly:
			key = append(key, 1)
		default:
			key, _ = v.AppendKey(key)
		}
	}
	return key
}
