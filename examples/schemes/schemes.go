// Package schemes holds the five published regulations as schemes, for programs to import: chifeng-2020, hongyuan-2018,
// bazhou-2022, street-2022 and xihu-2021. Each is one YAML file, which is all that is known of its regulation.
//
//	s, err := schemes.Load(ctx, "chifeng-2020")
package schemes

import (
	"context"
	"embed"
	"fmt"
	"strings"

	"github.com/gongguo/gongguo/ledger/spelling"
	"github.com/gongguo/gongguo/scoring/scheme"
)

//go:embed *.yaml
var files embed.FS

// Names lists the schemes, in the order of their names.
func Names() []string {
	var out []string
	entries, _ := files.ReadDir(".") // the embedded root is always there
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return out
}

// Source is the YAML text of a scheme; the error names the nearest one.
func Source(name string) ([]byte, error) {
	content, err := files.ReadFile(name + ".yaml")
	if err != nil {
		if near, ok := spelling.Nearest(name, Names()); ok {
			return nil, fmt.Errorf("no scheme %q; did you mean %q?", name, near)
		}
		return nil, fmt.Errorf("no scheme %q; there are %s", name, strings.Join(Names(), ", "))
	}
	return content, nil
}

// Load reads, checks and compiles a scheme.
func Load(ctx context.Context, name string) (*scheme.Scheme, error) {
	content, err := Source(name)
	if err != nil {
		return nil, err
	}
	return scheme.Load(ctx, name+".yaml", content)
}
