package rule

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/reason"
	"github.com/gongguo/gongguo/rule/document"
)

// TestReasonsOfEvaluations holds codes and arguments of what an evaluation says, and that JSON gives them back.
func TestReasonsOfEvaluations(t *testing.T) {
	t.Parallel()
	env, vars := kitEnv(t), kitVars()
	for _, row := range []struct {
		expr, code, arg, value, text string
	}{
		{`div(x, 0 * x, 1)`, "rule.division-by-zero", "", "", "division by zero"},
		{`names[x * 4]`, "rule.no-index", "size", "3", ""},
		{`sums["great_" + "value" + name.substring(0, 0)]`, "rule.no-key", "hint", `, did you mean "great-value"`,
			`found no key "great_value" in the map, did you mean "great-value"`},
		{`item.happened < on`, "rule.absent", "path", "item.happened", "item.happened is absent"},
		{`rank(name)`, "rule.foreign", "detail", "no tier 《人民日报》", "no tier 《人民日报》"},
	} {
		_, err := compile(t, env, row.expr).Eval(vars)
		var r reason.Reason
		var eval *EvalError
		var absent *AbsentError
		switch {
		case errors.As(err, &eval):
			r = eval.Reason()
		case errors.As(err, &absent):
			r = absent.Reason
		}
		assert.Equal(t, row.code, r.Code, row.expr)
		text, err := json.Marshal(r)
		require.NoError(t, err)
		var back reason.Reason
		require.NoError(t, json.Unmarshal(text, &back))
		assert.True(t, r.Equal(back))
		if row.text != "" {
			assert.Equal(t, row.text, r.String())
		}
		if row.arg == "" {
			continue
		}
		switch arg := back.Arg(row.arg).(type) {
		case reason.Reason:
			assert.Equal(t, row.value, arg.String())
		default:
			assert.Equal(t, row.value, arg)
		}
	}
}

// TestReasonsOfCompiling holds some codes of what is wrong with an expression.
func TestReasonsOfCompiling(t *testing.T) {
	t.Parallel()
	env := kitEnv(t)
	for expr, code := range map[string]string{
		`itme.genre`: "rule.undeclared-name", `item.gener`: "rule.undeclared-field",
		`roundd(x, 2)`: "rule.undeclared-function", `sums["great_value"]`: "rule.undeclared-key",
		`x + name`: "rule.operands", `x / 2`: "rule.refused-division",
		`int(x)`: "rule.refused-function", `(x`: "rule.want-sign", `x = 1`: "rule.write-instead",
		`div(1, 0, 2)`: "rule.division-by-zero", `[1].exists(1, true)`: "rule.macro-name",
		`name.matches("(")`: "rule.pattern-unreadable",
		` `:                 "rule.empty-expression",
	} {
		_, err := env.Compile(document.Text(expr))
		var errs document.Errors
		require.ErrorAs(t, err, &errs, expr)
		assert.Equal(t, code, errs[0].Reason.Code, expr)
	}
}
