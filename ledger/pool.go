package ledger

// pool reads tasks of a whole, several at the same time, and gives them back in the order in which they were
// put in. Without workers a task is read when it is given back.
type pool[P interface{ read() }] struct {
	workers int

	work    chan *task[P]
	waiting []*task[P]
}

type task[P any] struct {
	job  P
	done chan struct{}
}

// full reports whether enough is waiting for the workers to be busy.
func (c *pool[P]) full() bool { return len(c.waiting) > 2*c.workers }

// put puts in a task. It requires that the pool is not full.
func (c *pool[P]) put(p P) {
	one := &task[P]{job: p}
	c.waiting = append(c.waiting, one)
	if c.workers == 0 {
		return
	}
	if c.work == nil {
		c.work = make(chan *task[P], 2*c.workers+1)
		for range c.workers {
			go func(work <-chan *task[P]) {
				for p := range work {
					p.job.read()
					close(p.done)
				}
			}(c.work)
		}
	}
	one.done = make(chan struct{})
	c.work <- one
}

// next gives back the task that was put in first, when it was read; false if there is none.
func (c *pool[P]) next() (p P, ok bool) {
	if len(c.waiting) == 0 {
		return p, false
	}
	one := c.waiting[0]
	c.waiting = c.waiting[1:]
	if one.done == nil {
		one.job.read()
	} else {
		<-one.done
	}
	return one.job, true
}

// end lets the workers go. What is waiting may be read or not.
func (c *pool[P]) end() {
	if c.work != nil {
		close(c.work)
	}
}
