package calendar

// ParsePeriod reads a period as [Period.String] writes it, as [Calendar.Parse] does, of whatever calendar it is; also a
// unit's own one, of the kind [Own].
func ParsePeriod(text string) (Period, error) {
	if p, own := ownNamed(text); own {
		return p, nil
	}
	return new(Calendar).Parse(text)
}
