package bulk

// Recorder records, for an engine, the runs of step 1 that make classes, in the order in which the goroutine makes
// them.
type Recorder interface {
	Start(order []int32) // a run on a case with these entries in the order of effect
	Finish()
}

// caseRecord is the classes of the cases of one goroutine, for an engine.
type caseRecord struct {
	Recorder   Recorder
	Classed    []classed // by number in the shared table
	Placements [][]int32 // by number in the classifier, see [Creditor.AppendPlacement]
	Made       []int32   // numbers in the shared table of the classes that this goroutine made
}

// classed is a case, by its place, with its class.
type classed struct {
	Place int32
	Class uint32
}
