package rule

import (
	"flag"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// globals says, in a process that the test below starts, whether to set the variables: no or yes.
var globals = flag.String("globals", "", "for TestGlobalsOfTheLibrary")

// TestGlobalsOfTheLibrary sets every variable of the decimal library to nonsense, as a program that embeds
// us may, in a process of its own: they are shared by all tests. The results must not move.
func TestGlobalsOfTheLibrary(t *testing.T) {
	t.Parallel()
	if *globals == "" {
		out := map[string]string{}
		for _, silly := range []string{"no", "yes"} {
			cmd := exec.Command(os.Args[0], "-test.run=^TestGlobalsOfTheLibrary$", "-test.v", "-globals="+silly)
			text, err := cmd.CombinedOutput()
			require.NoError(t, err, "%s", text)
			_, results, found := strings.Cut(string(text), "results: ")
			require.True(t, found, "%s", text)
			results, _, _ = strings.Cut(results, "\n")
			out[silly] = results
		}
		assert.Equal(t, out["no"], out["yes"])
		assert.Equal(t, "0.3333333333|2.5|1267650600228229401496703205376|12.50|false|0.000000000000000000001|7",
			out["no"])
		return
	}
	if *globals == "yes" {
		decimal.DivisionPrecision = 1
		decimal.PowPrecisionNegativeExponent = 1
		decimal.MarshalJSONWithoutQuotes = true
		decimal.TrimTrailingZeros = false
		decimal.UseScientificNotation = true
		decimal.ExpMaxIterations = 1
		decimal.MaxDecodeExponent = 1
		decimal.Zero = decimal.New(7, 0)
	}
	env := kitEnv(t)
	var results []string
	for _, expr := range []string{
		`string(div(1, 3, 10))`, `string(x * 1.00)`, `string(pow(2, 100))`, `string(round(12.499, 1)) + "0"`,
		`string(x == 2.4)`, `string(number("1e-21"))`, `string(sum([0, 7.0]))`,
	} {
		v, err := compile(t, env, expr).Eval(Row{varX: Number(decimal.New(250, -2))})
		require.NoError(t, err)
		s, _ := v.AsString()
		results = append(results, s)
	}
	t.Logf("results: %s", strings.Join(results, "|"))
}
