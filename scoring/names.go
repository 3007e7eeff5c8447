package scoring

import (
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/provenance"
	"github.com/gongguo/gongguo/scoring/internal/steps"
)

// Options say what is scored. The zero value scores all that the ledger holds and shows the year of its latest entry; of a
// ledger without entries a period must be named.
type Options = frame.Options

// OptionsError is everything that is wrong with the options: a period, a day, a parameter or a reading that is not there, a
// required parameter without a value.
type OptionsError = frame.OptionsError

// Point is a posting and how it came about.
type Point = provenance.Point

// Source is an entry that counts: its standard, the bonuses on it and what both make.
type Source = provenance.Source

// Beaten is an entry that a collapse left out.
type Beaten = provenance.Beaten

// Value is a value that an expression read.
type Value = provenance.Value

// Posting is a change of an amount, dated, with its clause and its evidence.
type Posting = steps.Posting

// Problem is a fact that a rule needed and did not find, or that breaks a declared bound.
type Problem = frame.Problem

// Query says what is asked about: a unit, an item, or an entry; one of them.
type Query = provenance.Query

// Total is what a unit has of an account in the period that is shown.
type Total = steps.Total

// QuotaRow is what a unit owed and did in a period. Required, Missing and Extra are zero in a tally, which requires nothing.
type QuotaRow = steps.QuotaRow

// Silent is an entry that gave nothing, and why not.
type Silent = provenance.Idle
