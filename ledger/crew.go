package ledger

// crew reads pieces of a whole, several at the same time, and gives them back in the order in which they were
// put in. Without workers a piece is read when it is given back.
type crew[P interface{ read() }] struct {
	workers int

	work    chan *piece[P]
	waiting []*piece[P]
}

type piece[P any] struct {
	of   P
	done chan struct{}
}

// full reports whether enough is waiting for the workers to be busy.
func (c *crew[P]) full() bool { return len(c.waiting) > 2*c.workers }

// put puts in a piece. It requires that the crew is not full.
func (c *crew[P]) put(p P) {
	one := &piece[P]{of: p}
	c.waiting = append(c.waiting, one)
	if c.workers == 0 {
		return
	}
	if c.work == nil {
		c.work = make(chan *piece[P], 2*c.workers+1)
		for range c.workers {
			go func(work <-chan *piece[P]) {
				for p := range work {
					p.of.read()
					close(p.done)
				}
			}(c.work)
		}
	}
	one.done = make(chan struct{})
	c.work <- one
}

// next gives back the piece that was put in first, when it was read; false if there is none.
func (c *crew[P]) next() (p P, ok bool) {
	if len(c.waiting) == 0 {
		return p, false
	}
	one := c.waiting[0]
	c.waiting = c.waiting[1:]
	if one.done == nil {
		one.of.read()
	} else {
		<-one.done
	}
	return one.of, true
}

// end lets the workers go. What is waiting may be read or not.
func (c *crew[P]) end() {
	if c.work != nil {
		close(c.work)
	}
}
