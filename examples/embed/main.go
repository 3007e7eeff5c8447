// Embed shows how a program that has tables of its own scores them: its rows become entries of a ledger, and a scheme
// does the rest. Everything that is gongguo's is in entries and score.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/gongguo/gongguo/examples/schemes"
	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/scoring"
)

// The tables of somebody's OA system.
type (
	office struct{ Code, Name, Class string }
	paper  struct {
		No       int
		Office   string
		Sent     time.Time
		Headline string
		Long     bool
	}
	clipping struct {
		No, Paper int
		Day       time.Time
		Medium    string
	}
)

// entries turns the rows into entries: the keys of the tables are the ids, so that an import can be repeated.
func entries(from time.Time, offices []office, papers []paper, clippings []clipping) ([]ledger.Entry, error) {
	var out []ledger.Entry
	var failed error
	add := func(at time.Time, e ledger.Entry) {
		t, err := ledger.TimeOf(at)
		if err != nil {
			failed = fmt.Errorf("%s: %w", e.ID, err)
		}
		e.At = t
		out = append(out, e)
	}
	for _, o := range offices {
		add(from, ledger.Entry{ID: "office/" + o.Code, Kind: ledger.Enroll, Unit: o.Code, Name: o.Name,
			Category: o.Class})
	}
	for _, p := range papers {
		genre := map[bool]string{false: "brief", true: "research"}[p.Long]
		add(p.Sent, ledger.Entry{ID: fmt.Sprint("paper/", p.No), Kind: ledger.Submit, Item: fmt.Sprint(p.No),
			Unit: p.Office, Genre: genre, Title: p.Headline})
	}
	for _, c := range clippings {
		add(c.Day, ledger.Entry{ID: fmt.Sprint("clipping/", c.No), Kind: ledger.Adopt, Item: fmt.Sprint(c.Paper),
			Outlet: c.Medium})
	}
	return out, failed
}

// score scores the rows by a scheme of examples/schemes; scheme.Load reads one of your own.
func score(ctx context.Context, rows []ledger.Entry, period string) (*scoring.Scorebook, error) {
	s, err := schemes.Load(ctx, "chifeng-2020")
	if err != nil {
		return nil, err
	}
	l, err := ledger.Of(ctx, rows...)
	if err != nil {
		return nil, err
	}
	o, err := scoring.ParseOptions(period, "", "")
	if err != nil {
		return nil, err
	}
	return scoring.Score(ctx, s, l, o)
}

func run(ctx context.Context) error {
	china := time.FixedZone("", 8*60*60)
	on := func(month time.Month, day int) time.Time { return time.Date(2020, month, day, 9, 30, 0, 0, china) }
	rows, err := entries(on(3, 1),
		[]office{{"linxi", "林西县扶贫办", "county"}, {"aohan", "敖汉旗扶贫办", "county"}},
		[]paper{{1, "linxi", on(3, 9), "贫困户家门口就业享受“VIP”服务", false}, {2, "aohan", on(3, 9), "小米产业调研", true},
			{3, "aohan", on(3, 10), "扶贫车间复工", false}},
		[]clipping{{1, 1, on(3, 11), "《赤峰日报》"}, {2, 1, on(3, 13), "内蒙古日报"}, {3, 2, on(3, 12), "领导参阅"},
			{4, 3, on(3, 12), "赤峰曰报"}})
	if err != nil {
		return err
	}
	book, err := score(ctx, rows, "2020-W11")
	if err != nil {
		return err
	}
	postings, err := book.Postings(ctx)
	if err != nil {
		return err
	}
	unscored, err := book.Unscored(ctx)
	if err != nil {
		return err
	}
	for _, t := range book.Totals() {
		fmt.Println(t.Name, t.Amount)
	}
	for _, p := range postings {
		fmt.Println(p.At.Format(time.DateOnly), p.Unit, p.Amount, p.Title, p.Clause, p.Entries)
	}
	for _, u := range unscored {
		fmt.Println(u.Entry, u.Reason)
	}
	return nil
}

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
