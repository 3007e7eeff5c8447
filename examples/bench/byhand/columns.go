package byhand

// Columns are entries of one ledger, a table a kind, rows in the order of recording. Names are numbers: the place of
// the name in its dictionary. Times are nanoseconds since 1970 in UTC; a date is the first instant of its day, a due
// date the last. Seq is the place of a row among all entries, by which a void names it.
type Columns struct {
	Len        int      // entries of all kinds
	Units      []string // dictionaries
	Categories []string
	Outlets    []Outlet
	Genres     []string
	Reports    []string
	Placements []string
	Endorsers  []string
	Items      int // how many there are; their names are of no use here
	Orders     int // commissions, likewise

	Roster struct {
		Seq, Unit, Category []int32 // Category −1: withdrawn
		At                  []int64
		TaskGroup           []bool
	}
	Submit struct {
		Seq, Item, Unit, Order []int32 // Order −1: for no commission
		At                     []int64
		Genre, Report          []uint8
		Flags                  []uint8
	}
	Adopt struct {
		Seq, Item []int32
		At        []int64
		Outlet    []uint16
		Placement []uint8
	}
	Endorse struct {
		Seq, Item []int32
		At        []int64
		By        []uint8
	}
	Order struct {
		Seq, Order, Unit []int32
		At, Due          []int64
	}
	Grant struct { // those with rule great-value to points, on an item
		Seq, Item, Unit []int32
		At, Amount      []int64
	}
	Void struct{ Seq, Ref []int32 }
}

// Outlet is what an adoption says of where it was published, each combination once.
type Outlet struct{ Name, Level, Medium string }

// Flags of a submission.
const (
	late uint8 = 1 << iota
	offBrief
)

// struck says by Seq which entries voids strike out, the last void first; nil where there are no voids.
func (c *Columns) struck() []bool {
	if len(c.Void.Seq) == 0 {
		return nil
	}
	out := make([]bool, c.Len)
	for i := len(c.Void.Seq) - 1; i >= 0; i-- {
		if !out[c.Void.Seq[i]] {
			out[c.Void.Ref[i]] = true
		}
	}
	return out
}
