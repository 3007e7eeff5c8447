package worlds

import (
	"strings"

	"github.com/gongguo/gongguo/ledger"
)

// parted is the scheme of joint for a part of the items, which is another one from July on. Of some items it cannot be
// asked whether they are the scheme's own.
func parted() *World {
	w := joint()
	w.Name = "parted"
	w.Codes = []string{"no-tier", "struck-out", "off-roster", "no-rule", "refused", "type", "problem type"}
	w.Source = strings.NewReplacer("scheme: joint\n", "scheme: parted\n",
		"  submit: {editor: string = \"\"}\n", "  submit: {editor: string = \"\", stream: string = \"info\"}\n"+
			"covers: 'item.stream == \"info\" && item.genre != params.apart'\n",
		"params:\n", "params:\n  apart: {2025-01-01: photo, 2025-07-01: study}\n",
		"quotas:\n", "numbers:\n  nth: {each: submit, by: item.unit, per: quarter}\nquotas:\n",
	).Replace(jointScheme)
	w.attrs = map[ledger.Kind][]string{
		ledger.Submit: {"editor=u1", "editor=u2", "editor=u3", "stream=info", "stream=info", "stream=opinion",
			"stream=7"},
	}
	return w
}
