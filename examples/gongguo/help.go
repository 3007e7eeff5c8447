package main

import (
	"flag"
	"fmt"
	"strings"
)

const about = `gongguo (功过, merits and demerits) scores an office's information work: from what was handed in,
published, endorsed, owed and missed (the ledger), by a regulation (the scheme).

Usage: gongguo COMMAND [FLAGS]
`

const ending = `
gongguo help COMMAND says more. Begin with: gongguo score

It ends with 0 if all is well, 1 if the input is wrong, 2 if the command is, and 3 if it
scored but rules missed facts.
`

func help(s *session, args []string) error {
	if len(args) > 1 {
		return &usageError{message: fmt.Sprintf("found %d names; expected one command", len(args))}
	}
	if len(args) == 1 {
		c, err := find(args[0])
		if err != nil {
			return err
		}
		fmt.Fprint(s.stdout, c.help)
		if c.flags != nil {
			fmt.Fprint(s.stdout, flagHelp(c.flags()))
		}
		return nil
	}
	fmt.Fprint(s.stdout, about+"\n")
	for _, c := range commands() {
		fmt.Fprintf(s.stdout, "  %s  %s\n", padded(c.name, 8, false), c.summary)
	}
	fmt.Fprint(s.stdout, ending)
	return nil
}

// flagHelp lists the flags of a command, each with its argument in backquotes first.
func flagHelp(fs *flag.FlagSet) string {
	var b strings.Builder
	fs.VisitAll(func(f *flag.Flag) {
		arg, usage := flag.UnquoteUsage(f)
		usage = strings.TrimPrefix(strings.TrimPrefix(usage, arg), ": ")
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" && !strings.Contains(usage, "default") {
			usage += fmt.Sprintf(" (default %s)", f.DefValue)
		}
		fmt.Fprintf(&b, "%s\n        %s\n", strings.TrimRight("  --"+f.Name+" "+arg, " "), strings.TrimSpace(usage))
	})
	if b.Len() == 0 {
		return ""
	}
	return "\nFlags:\n" + b.String()
}
