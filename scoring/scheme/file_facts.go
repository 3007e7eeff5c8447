package scheme

import "github.com/gongguo/gongguo/rule/document"

// attrsSpec is the section attrs.
//
// An attribute that is not declared cannot be read.
//
// It is declared short or long:
//
//	late: bool = false                 # absent: false
//	words: number                      # absent: whoever reads it finds it absent, and a problem is reported
//	publish_at: optional time          # may be absent: has(item.publish_at) asks,
//	                                   # default(item.publish_at, t) falls back
//	quota: {type: number, must: value >= 1 && value <= 5, title: 任务}
//	form: {type: string, default: '"text"', one_of: [text, audio, video]}
//
// A text in quotes that an expression compares with an attribute with one_of, or with a tier, is one of those that it
// can be; so is one in rank("…"). A default keeps to must and one_of; the empty text, "not said", may be a default
// beside any one_of. An attribute cannot have the name of a field that its kind has anyway (see Names), but one of the
// texts there can be bounded in the same way: submit.genre, adopt.placement, endorse.by, commission.genre,
// grant.reason, incident.type, unit.category and outlet.level with `{type: string, one_of: […]}`. Another text than
// those, the empty one excepted, is then a problem of the entry, and whoever reads it finds it absent.
type attrsSpec struct {
	// facts of a submission, read as item.x
	Submit document.Table[attrSpec] `yaml:"submit"`
	// facts of an adoption, read as adopt.x
	Adopt document.Table[attrSpec] `yaml:"adopt"`
	// facts of an endorsement, read as endorse.x
	Endorse document.Table[attrSpec] `yaml:"endorse"`
	// facts of a commission, read as commission.x
	Commission document.Table[attrSpec] `yaml:"commission"`
	// facts of a grant, read as grant.x
	Grant document.Table[attrSpec] `yaml:"grant"`
	// facts of an incident, read as incident.x
	Incident document.Table[attrSpec] `yaml:"incident"`
	// facts of a unit on the roster, read as unit.x
	Unit document.Table[attrSpec] `yaml:"unit"`
	// facts of an outlet, from the table or else from the adoption, read as outlet.x
	Outlet document.Table[attrSpec] `yaml:"outlet"`
}

// attrLong is the long form of an attribute; the short one is `type`, `type = default` or `optional type`.
type attrLong struct {
	document.Where
	// string, bool, number or time
	Type document.Word `yaml:"type,required" enum:"string,bool,number,time"`
	// the value of an absent one: a constant expression of that type; a text stands in quotes of its own
	Default document.Expr `yaml:"default"`
	// true: may be absent; has() asks. Not beside default
	Optional bool `yaml:"optional"`
	// a condition on value; a value that breaks it is a problem and counts as absent
	Must document.Expr `yaml:"must"`
	// the texts that are allowed
	OneOf document.Words `yaml:"one_of"`
	// title in explanations
	Title string `yaml:"title"`
}

// numberSpec is a line of the section numbers.
//
// What must be known of other entries is counted in the order of at, then of recording.
//
// Every scope of an entry (not tier) has every number: name.nth is that of the entry (of a number of submissions: of
// its item's submission), from 1; 0 where it is not numbered. name.before is a map from the value of by to how many
// were counted up to the entry's time, that time included, in the same period: item.unit in plagiarised.before.
// name.earlier is the same of those before the entry, in the order of at, then of recording. A number may name those
// before it, and nothing that happens to an item later (item.adoptions …).
type numberSpec struct {
	document.Where
	// clause of the regulation
	Clause string `yaml:"clause"`
	// title in explanations
	Title string `yaml:"title"`
	// the kind of entry that is numbered
	Each document.Word `yaml:"each,required" enum:"submit,adopt,endorse,commission,grant,incident"`
	// which of them
	When document.Expr `yaml:"when"`
	// numbered apart for each value, or for several
	By document.Exprs `yaml:"by"`
	// numbered anew in each period
	Per document.Word `yaml:"per" enum:"day,week,month,quarter,half,year,*"`
	// entries with the same value share the number of the first of them: `same: item.id` with `each: adopt` numbers the
	// items that were adopted, by their first adoption. They share it within one value of by, in whatever period they
	// are, and count once, with the first
	Same document.Expr `yaml:"same"`
}

// balanceSpec is a line of the section balances.
//
// Every scope of an entry (not tier) has every balance, as a number: what the rules gave by entries that took effect
// before this one, rounded as it was posted, in the same period. Entries of one instant stand in the order of
// recording. It is fixed at the entry itself, for a commission at its due; nothing that happens later changes it. It
// sees no cap and nothing that is settled. What says when an entry counts, a number, and by may not name one.
type balanceSpec struct {
	document.Where
	// clause of the regulation
	Clause string `yaml:"clause"`
	// title in explanations
	Title string `yaml:"title"`
	// the account whose amounts are added up; the first one if left out
	Account document.Word `yaml:"account"`
	// the rules for entries that feed it; left out: all that give to the account, but for those with per
	Of document.Words `yaml:"of"`
	// kept apart for each value, or for several, of the entry that is asked, and of the entry by which a rule gave: an
	// entry sees what was given by entries with its own values, whoever received it. Left out: by who received it; an
	// entry sees what its unit has
	By document.Exprs `yaml:"by"`
	// begun anew in each period
	Per document.Word `yaml:"per" enum:"day,week,month,quarter,half,year,*"`
}
