package calendar

// ParsePeriod reads a period as [Period.String] writes it, as [Calendar.Parse] does: which periods there are does not
// depend on the calendar.
func ParsePeriod(text string) (Period, error) { return new(Calendar).Parse(text) }
