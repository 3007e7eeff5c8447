package tier_test

import (
	"fmt"

	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/rule/document"
	"github.com/gongguo/gongguo/tier"
)

// The table decides first; the level that an adoption names is for outlets that no list names.
func Example() {
	table, err := tier.NewTable([]tier.Entry{
		{Name: "人民日报", Attrs: map[string]string{"level": "national"}},
		{Name: "赤峰日报", Attrs: map[string]string{"level": "city"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	outlet := &rule.Record{Name: "outlet", Fields: []rule.Field{{Name: "level", Type: rule.StringType()}}}
	env, err := rule.NewEnv(rule.Config{Vars: []rule.Var{{Name: "outlet", Type: outlet.Type()}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	var tiers []tier.Tier
	for _, name := range []string{"national", "city"} {
		when, err := env.Compile(document.Text(`outlet.level == "`+name+`"`), rule.BoolType())
		if err != nil {
			fmt.Println(err)
			return
		}
		tiers = append(tiers, tier.Tier{Name: name, When: when})
	}
	ladder, err := tier.NewLadder(tiers)
	if err != nil {
		fmt.Println(err)
		return
	}

	for _, adoption := range []struct{ outlet, level string }{
		{"《人民日报》", "city"}, {"某市日报", "city"}, {"赤烽日报", "county"},
	} {
		level := adoption.level
		if line, listed := table.Find(adoption.outlet); listed {
			level = line.Attrs["level"]
		}
		name, ok, err := ladder.Of(rule.Row{outlet.Value(rule.Row{rule.String(level)})})
		switch {
		case err != nil:
			fmt.Println(err)
		case ok:
			fmt.Println(adoption.outlet, "is", name)
		default:
			nearest, _ := table.Nearest(adoption.outlet)
			fmt.Printf("%s matches no tier, did you mean %s?\n", adoption.outlet, nearest)
		}
	}
	// Output:
	// 《人民日报》 is national
	// 某市日报 is city
	// 赤烽日报 matches no tier, did you mean 赤峰日报?
}

func ExampleNormalise() {
	for _, name := range []string{"《人民日报》", "「阿 壩 日 報」", "区“两办”", "中國．紅原", "ＣＣＴＶ－１３", "中國·紅原"} {
		fmt.Println(tier.Normalise(name))
	}
	// Output:
	// 人民日报
	// 阿壩日報
	// 区两办
	// 中國.紅原
	// cctv-13
	// 中國·紅原
}

// Every error of a table is reported, not the first only.
func ExampleNewTable() {
	_, err := tier.NewTable([]tier.Entry{
		{Name: "人民日报", Attrs: map[string]string{"level": "national"}},
		{Name: "《》", Attrs: map[string]string{"level": "national"}},
		{Name: "《人民日报》", Attrs: map[string]string{"level": "region"}},
	})
	fmt.Println(err)
	// Output:
	// outlets[1]: found "《》", expected the name of an outlet
	// outlets[2]: "《人民日报》" is listed already as outlets[0] with other attributes (level "national" there, "region" here), expected it once
}
