package ledger

import "unicode/utf8"

// validText reports whether s is UTF-8, as utf8.ValidString does. It is made for the texts of a ledger: short
// ones of ASCII, of which it looks at two words that may overlap, and Chinese ones, of which it takes two
// characters at a time.
func validText(s string) bool {
	// A character of three bytes is 1110xxxx 10xxxxxx 10xxxxxx. Where xxxx is 0000 or 1101, not all that looks
	// so is one.
	const (
		high  = 0x8080808080808080 // of no ASCII
		bits  = 0xc0c0f0
		three = 0x8080e0
		sure  = 1<<16 - 1 - 1<<0b0000 - 1<<0b1101
	)
	if 8 <= len(s) && len(s) <= 16 && (word(s)|word(s[len(s)-8:]))&high == 0 {
		return true
	}
	if s == "" || s[0] < utf8.RuneSelf {
		return utf8.ValidString(s)
	}
	for len(s) > 8 {
		switch w := word(s); {
		case w&(bits<<24|bits) == three<<24|three && sure>>(w&0xf)&(sure>>(w>>24&0xf))&1 == 1:
			s = s[6:]
		case w&bits == three && sure>>(w&0xf)&1 == 1:
			s = s[3:]
		case w&0x80 == 0:
			s = s[1:]
		default:
			return utf8.ValidString(s)
		}
	}
	return utf8.ValidString(s)
}

// word is the first eight bytes of s. It requires that there are as many.
func word(s string) uint64 {
	low := uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
	high := uint32(s[4]) | uint32(s[5])<<8 | uint32(s[6])<<16 | uint32(s[7])<<24
	return uint64(low) | uint64(high)<<32
}
