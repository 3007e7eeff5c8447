package ledger

import (
	"github.com/gongguo/gongguo/ledger/internal/store"
)

// fieldsByName finds a field by its exact written name.
var fieldsByName = func() map[string]store.Field {
	byName := make(map[string]store.Field, store.NumFields)
	for f := range store.NumFields {
		byName[f.String()] = f
	}
	return byName
}()

var (
	commonRequired = store.SetOf(store.FieldID, store.FieldKind, store.FieldAt)
	commonOptional = store.SetOf(store.FieldRecorded, store.FieldAttrs, store.FieldEnteredBy,
		store.FieldApprovedBy, store.FieldDoc, store.FieldProof, store.FieldRestricted)
)

// kindSpec is the fields that a kind needs and those that it may have, the needed ones among them.
type kindSpec struct{ required, allowed store.FieldSet }

// spec returns the fields of the kind with that number. Number 0, an unknown kind, needs the common ones
// and may have any.
func spec(number uint8) kindSpec {
	if number == 0 {
		return kindSpec{commonRequired, store.AllFields}
	}
	return kindSpecs[number-1]
}

// kindSpecs follows the order of kinds.
var kindSpecs = [len(kinds)]kindSpec{
	// enroll
	needs(store.FieldUnit, store.FieldName, store.FieldCategory).may(store.FieldOf, store.FieldSucceeds),
	// withdraw
	needs(store.FieldUnit),
	// submit
	needs(store.FieldItem, store.FieldUnit, store.FieldGenre).
		may(store.FieldTitle, store.FieldHappened, store.FieldCommission, store.FieldWith, store.FieldShares,
			store.FieldTopic),
	// adopt
	needs(store.FieldItem, store.FieldOutlet).may(store.FieldPlacement, store.FieldLevel),
	// endorse
	needs(store.FieldItem, store.FieldBy),
	// commission
	needs(store.FieldCommission, store.FieldUnit, store.FieldDue).may(store.FieldGenre, store.FieldTitle),
	// assign
	needs(store.FieldUnit, store.FieldQuota, store.FieldPeriod, store.FieldRequired),
	// grant
	needs(store.FieldUnit, store.FieldAccount, store.FieldAmount, store.FieldReason).may(store.FieldItem,
		store.FieldRule),
	// incident
	needs(store.FieldUnit, store.FieldType).may(store.FieldItem),
	// void
	needs(store.FieldRef, store.FieldReason),
	// close
	needs(store.FieldPeriod).may(store.FieldTitle),
	// opening; checkOpening says which of the others go together
	needs(store.FieldUnit, store.FieldPeriod, store.FieldAmount).
		may(store.FieldAccount, store.FieldQuota, store.FieldRule, store.FieldItem, store.FieldRequired,
			store.FieldTitle),
}

func needs(list ...store.Field) kindSpec {
	s := commonRequired | store.SetOf(list...)
	return kindSpec{s, s | commonOptional}
}

func (k kindSpec) may(list ...store.Field) kindSpec {
	k.allowed |= store.SetOf(list...)
	return k
}

// kindsWith lists the kinds that may have f, for a message: "submit, commission or grant".
func kindsWith(f store.Field) any {
	var names []string
	for i, k := range kinds {
		if kindSpecs[i].allowed.Has(f) {
			names = append(names, string(k))
		}
	}
	return enumerate(names)
}
