package scheme

import (
	"regexp"
	"strings"
)

// elsewhere is how other packages say what they expected and what was perhaps meant; texts in quotes are passed over.
var elsewhere = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|, expected |, did you mean "(?:[^"\\]|\\.)*"\??`)

// styled puts a message of another package into the style of this one.
func styled(message string) string {
	return elsewhere.ReplaceAllStringFunc(message, func(part string) string {
		if part[0] != ',' {
			return part
		}
		part = ";" + part[1:]
		if strings.HasSuffix(part, `"`) {
			part += "?"
		}
		return part
	})
}
