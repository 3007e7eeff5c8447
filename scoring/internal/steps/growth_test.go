package steps_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger"
	"github.com/gongguo/gongguo/rule"
	"github.com/gongguo/gongguo/scoring/internal/frame"
	"github.com/gongguo/gongguo/scoring/internal/steps"
	"github.com/gongguo/gongguo/scoring/scheme"
)

// evaluations counts evaluations.
type evaluations int

func (*evaluations) Traces() bool { return false }
func (n *evaluations) Evaluated(*frame.Evaluator, *rule.Program, rule.Value, error, []rule.Observed) {
	*n++
}

// TestRulesOfOneGenreEach: an entry is asked by the rules that are about it, however many there are.
func TestRulesOfOneGenreEach(t *testing.T) {
	t.Parallel()
	of := `{"kind":"submit","at":"2020-02-02","item":"i%d","unit":"u","genre":"g%d"}`
	for name, row := range map[string]struct {
		section, line, entry string
		each                 int // evaluations an entry
	}{
		"rules":   {"credits", `{each: submit, when: 'item.genre == "g%d"', worth: 2}`, of, 2},
		"lists":   {"credits", `{each: submit, when: 'item.genre in ["g%d", "x"] && has(item.topic)', worth: 2}`, of, 2},
		"quotas":  {"quotas", `{per: month, count: 'item.genre == "g%d"', required: 1}`, of, 1},
		"numbers": {"quotas", `{per: month, count: 'item.genre == "g%d" ? 2 : 0', required: 1}`, of, 1},
		"commissions": {"credits", `{each: commission, when: 'commission.genre == "g%d"', worth: 2}`,
			`{"kind":"commission","at":"2020-02-02","commission":"c%d","unit":"u","genre":"g%d","due":"2020-02-03"}`, 2},
		"periods": {"credits", `{each: commission, per: month, when: 'commission.genre == "g%d"', worth: 2}`,
			`{"kind":"commission","at":"2020-02-02","commission":"c%d","unit":"u","genre":"g%d","due":"2020-02-03"}`, 2},
		"incidents": {"credits", `{each: incident, when: 'incident.type == "g%d"', worth: 2}`,
			`{"id":"x%d","kind":"incident","at":"2020-02-02","unit":"u","type":"g%d"}`, 2},
		"grants": {"credits", `{each: grant, when: 'grant.reason == "g%d"', worth: grant.amount}`,
			`{"kind":"grant","at":"2020-02-02","unit":"u","account":"points","amount":"1","rule":"r%d","reason":"g%d"}`, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, n := range []int{8, 80} {
				var text, entries strings.Builder
				text.WriteString("scheme: s\naccounts: {points: {}}\n" + row.section + ":\n")
				entries.WriteString(`{"id":"u","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}` + "\n")
				for k := range n {
					fmt.Fprintf(&text, "  r%d: "+row.line+"\n", k, k)
					line := fmt.Sprintf(row.entry, k, k)
					if !strings.HasPrefix(line, `{"id"`) {
						line = fmt.Sprintf(`{"id":"e%d",`, k) + line[1:]
					}
					entries.WriteString(line + "\n")
				}
				if row.section == "quotas" {
					text.WriteString("credits: {none: {each: endorse, worth: 1}}\n")
				}
				s, err := scheme.Load(t.Context(), "s.yaml", []byte(text.String()))
				require.NoError(t, err)
				l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(entries.String()), "l.jsonl")
				require.NoError(t, err)
				f, err := steps.OpenPlain(s, l, frame.Options{})
				require.NoError(t, err)
				e, ran, out := steps.NewRunner(f), evaluations(0), steps.Credited{}
				e.Observer = &ran
				for _, c := range f.Index.Cases() {
					e.Credit(&c, &out)
				}
				assert.Len(t, out.Changes, n)
				assert.Equal(t, row.each*n, int(ran), "%d lines", n)
			}
		})
	}
}

// TestQuotasOfOneGenreEach: what a quota allocates when it is settled depends on no other one.
func TestQuotasOfOneGenreEach(t *testing.T) { // not parallel: it counts allocations
	each := func(n int) float64 {
		text, entries := "scheme: s\naccounts: {points: {}}\nquotas:\n", ""
		for k := range n {
			text += fmt.Sprintf("  q%d: {per: month, count: 'item.genre == \"g%d\"', required: 2}\n", k, k)
			entries += fmt.Sprintf(`{"id":"e%d","kind":"submit","at":"2020-02-02","item":"i%d","unit":"u","genre":"g%d"}`+"\n",
				k, k, k)
		}
		text += "deductions:\n"
		for k := range n {
			text += fmt.Sprintf("  d%d: {of: q%d, worth: '-quota.missing - count[\"q%d\"]'}\n", k, k, k)
		}
		s, err := scheme.Load(t.Context(), "s.yaml", []byte(text))
		require.NoError(t, err)
		l, err := ledger.ReadJSONL(t.Context(), strings.NewReader(
			`{"id":"u","kind":"enroll","at":"2020-01-01","unit":"u","name":"u","category":"c"}`+"\n"+entries), "l.jsonl")
		require.NoError(t, err)
		f, err := steps.OpenPlain(s, l, frame.Options{Workers: 1})
		require.NoError(t, err)
		credited, err := steps.CreditAll(t.Context(), f, f.Index.Cases(), func(int) {})
		require.NoError(t, err)
		return testing.AllocsPerRun(3, func() {
			settled, err := steps.SettleAll(t.Context(), f, steps.ByUnit(f, credited...))
			require.NoError(t, err)
			assert.Len(t, settled[0].Quotas, 12*n)
		}) / float64(n)
	}
	few := each(20)
	assert.Less(t, each(200), 1.5*few)
}
