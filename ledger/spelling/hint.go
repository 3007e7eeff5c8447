package spelling

import "github.com/gongguo/gongguo/ledger/reason"

// Hint asks for the name that was probably meant, after a punctuation mark that follows what was found and expected:
// `; did you mean "unit"?`. Where nothing is near, nearest is "" and the Reason zero.
func Hint(mark, nearest string) reason.Reason {
	if nearest == "" {
		return reason.Reason{}
	}
	return reason.New("spelling.near", "{mark} did you mean {nearest:q}?", mark, nearest)
}
