package part

import (
	"context"

	"github.com/hyperjumptech/grule-rule-engine/ast"
	"github.com/hyperjumptech/grule-rule-engine/builder"
	"github.com/hyperjumptech/grule-rule-engine/engine"
	"github.com/hyperjumptech/grule-rule-engine/pkg"

	"github.com/gongguo/gongguo/examples/bench/digest"
)

// gruleFact is one adoption, as the rules of Grule see and fill it.
type gruleFact struct {
	Tier, Genre, Medium, Placement string
	Endorsed                       bool
	Standard, Worth                int64
}

// gruleBy is one endorsement.
type gruleBy struct {
	By     string
	Counts bool
}

const gruleAdoption = `
rule NationalBrief "四(三)2" salience 10 {
  when F.Standard == 0 && F.Tier == "national" && F.Genre == "brief"
  then F.Standard = 20;
}
rule NationalResearch "四(三)2" salience 10 {
  when F.Standard == 0 && F.Tier == "national" && F.Genre == "research"
  then F.Standard = 40;
}
rule RegionBrief "四(三)2" salience 10 {
  when F.Standard == 0 && F.Tier == "region" && F.Genre == "brief"
  then F.Standard = 10;
}
rule RegionResearch "四(三)2" salience 10 {
  when F.Standard == 0 && F.Tier == "region" && F.Genre == "research"
  then F.Standard = 20;
}
rule CityBrief "四(三)2" salience 10 {
  when F.Standard == 0 && F.Tier == "city" && F.Genre == "brief"
  then F.Standard = 5;
}
rule CityResearch "四(三)2" salience 10 {
  when F.Standard == 0 && F.Tier == "city" && F.Genre == "research"
  then F.Standard = 10;
}
rule Portal "四(三)2" salience 10 { when F.Standard == 0 && F.Tier == "portal" then F.Standard = 2; }
rule Doubled "四(三)3" salience 5 {
  when F.Standard > 0 && F.Worth == 0 &&
    (F.Endorsed || F.Medium == "newspaper" && (F.Placement == "headline" || F.Placement == "ear"))
  then F.Worth = F.Standard * 2;
}
rule Plain "四(三)2" salience 1 { when F.Standard > 0 && F.Worth == 0 then F.Worth = F.Standard; }
`

const gruleEndorsement = `
rule Counts "四(三)3" {
  when !E.Counts && (E.By == "市委" || E.By == "市政府" || E.By == "自治区扶贫办" ||
    E.By == "自治区党委" || E.By == "自治区政府" || E.By == "国务院扶贫办")
  then E.Counts = true;
}
`

// Grule runs the rules with Grule (github.com/hyperjumptech/grule-rule-engine): a knowledge base and a data context,
// each made once and used again for every fact.
func Grule(d *Data) (Run, error) {
	library := ast.NewKnowledgeLibrary()
	rules := builder.NewRuleBuilder(library)
	knowledge := func(name, text string) (*ast.KnowledgeBase, error) {
		if err := rules.BuildRuleFromResource(name, "1", pkg.NewBytesResource([]byte(text))); err != nil {
			return nil, err
		}
		return library.NewKnowledgeBaseInstance(name, "1")
	}
	adoption, err := knowledge("adoption", gruleAdoption)
	if err != nil {
		return nil, err
	}
	endorsement, err := knowledge("endorsement", gruleEndorsement)
	if err != nil {
		return nil, err
	}
	var (
		fact  gruleFact
		by    gruleBy
		facts = ast.NewDataContext()
		bys   = ast.NewDataContext()
	)
	if err := facts.Add("F", &fact); err != nil {
		return nil, err
	}
	if err := bys.Add("E", &by); err != nil {
		return nil, err
	}
	return func(ctx context.Context) ([]digest.Line, error) {
		run := engine.NewGruleEngine()
		endorsed := make([]bool, len(d.Items))
		for _, e := range d.Endorsements {
			by = gruleBy{By: e.By}
			if err := run.ExecuteWithContext(ctx, bys, endorsement); err != nil {
				return nil, err
			}
			endorsed[e.Item] = endorsed[e.Item] || by.Counts
		}
		return d.total(ctx, func(a *Adoption) (int64, error) {
			o := &d.Outlets[a.Outlet]
			fact = gruleFact{Tier: o.Level, Genre: d.Items[a.Item].Genre, Medium: o.Medium, Placement: a.Placement,
				Endorsed: endorsed[a.Item]}
			err := run.ExecuteWithContext(ctx, facts, adoption)
			return fact.Worth, err
		})
	}, nil
}
