package review

import (
	"strconv"
	"strings"

	"github.com/gongguo/gongguo/ledger"
)

// outletFact is where an item is adopted: one outlet of each sort that expressions tell apart, listed ones first. Open
// says that not everything that could matter of it can be tried.
func (v *vocabulary) outletFact(of wanted) (f entryFact, open bool) {
	var attrs []string
	named, level := false, false
	for _, name := range of.names {
		switch name {
		case "tier":
		case "outlet.name":
			named = true
		case "outlet.level":
			level = true
		default:
			if strings.HasPrefix(name, "outlet.") {
				attrs = append(attrs, name)
			} else {
				open = true
			}
		}
	}
	open = open || v.scheme.Outlets.Dated() // which line is asked hangs on the day
	type outlet struct {
		name   string
		listed map[string]string
	}
	var outlets []outlet
	seen := map[string]bool{}
	for _, e := range v.scheme.Outlets.Entries() {
		key := ""
		if level {
			key = strconv.Quote(e.Attrs["level"])
		}
		for _, a := range attrs {
			value, there := e.Attrs[strings.TrimPrefix(a, "outlet.")]
			key += strconv.Quote(value) + strconv.FormatBool(there)
		}
		if named && v.known[[2]string{"outlet.name", e.Name}] {
			key += e.Name
		}
		if !seen[key] {
			seen[key] = true
			outlets = append(outlets, outlet{e.Name, e.Attrs})
		}
	}
	for _, name := range v.texts["outlet.name"] {
		if _, listed := v.scheme.Outlets.Find(name); named && !listed && name != "" {
			outlets = append(outlets, outlet{name: name})
		}
	}
	unlisted := "某报"
	for v.known[[2]string{"outlet.name", unlisted}] || listedIn(v, unlisted) {
		unlisted += "报"
	}
	outlets = append(outlets, outlet{name: unlisted})
	f.name = "adopt.outlet"
	for i, o := range outlets {
		options := []entryOption{{foreign: named && o.name == unlisted, weight: min(i, 1), set: func(e *ledger.Entry) {
			e.Outlet = o.name
		}}}
		vary := func(values []value, set func(*ledger.Entry, value)) {
			var next []entryOption
			for _, before := range options {
				for k, one := range values {
					if len(f.options)+len(next) >= mostWorlds {
						open = true
						break
					}
					next = append(next, entryOption{before.foreign || one.foreign, before.weight + min(k, 1),
						func(e *ledger.Entry) { before.set(e); set(e, one) }})
				}
			}
			options = next
		}
		if level && o.listed["level"] == "" {
			levels, _ := v.values("outlet.level", false)
			vary(levels, func(e *ledger.Entry, one value) { e.Level, _ = one.attr.Text() })
		}
		for _, a := range attrs {
			if _, there := o.listed[strings.TrimPrefix(a, "outlet.")]; there {
				continue
			}
			values, whole := v.values(a, of.asked[a])
			open = open || !whole
			vary(values, func(e *ledger.Entry, one value) { write(e, a, one, true) })
		}
		f.options = append(f.options, options...)
	}
	return f, open
}

func listedIn(v *vocabulary, name string) bool {
	_, listed := v.scheme.Outlets.Find(name)
	return listed
}
