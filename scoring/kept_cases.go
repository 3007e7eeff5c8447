package scoring

import "slices"

// casesOf are the places of the cases that have an entry of a unit or give it something. Of a class whose cases have entries of
// one unit alone these are its own, unless the class gives it something of all of them.
func (k *kept) casesOf(unit int32) ([]int32, error) {
	var out []int32
	for n := range k.classes {
		c := &k.classes[n]
		gives := slices.ContainsFunc(c.gains, func(g gain) bool { return g.unit == -1-unit })
		if len(c.example.units) == 1 && !gives {
			continue
		}
		for _, places := range c.places {
			for each := range c.each(places) {
				if gives || slices.Contains(each[1:1+len(c.example.units)], unit) {
					out = append(out, each[0])
				}
			}
		}
	}
	for _, place := range k.first.casesOf(unit) {
		if n := k.classed[place]; n != noClass && len(k.classes[n].example.units) == 1 {
			out = append(out, place)
		}
	}
	out = sortedUnique(out)
	out = slices.DeleteFunc(out, func(place int32) bool {
		_, alone := slices.BinarySearch(k.apart, place)
		return alone
	})
	e := k.free.take(k.Frame)
	defer k.free.giveBack(e)
	code := k.roster.Codes()[unit]
	concerns := func(pos int32) bool { return k.unitCode(pos) == code }
	var one Credited
	for _, place := range k.apart {
		of := k.index.caseAt(place)
		if concerns(of.first) || slices.ContainsFunc(of.entries, concerns) {
			out = append(out, place)
			continue
		}
		one = Credited{Changes: one.Changes[:0]}
		if e.credit(&of, &one); e.failed != nil {
			return nil, e.failed
		}
		if slices.ContainsFunc(one.Changes, func(c Change) bool { return c.Unit == k.roster.Units()[unit] }) {
			out = append(out, place)
		}
	}
	slices.Sort(out)
	return out, nil
}
