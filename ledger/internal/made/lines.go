package made

import (
	"bytes"
	"fmt"
	"io"
)

// Lines are n entries of one year of a large office: 200 units, three entries an item. The text is
// made while it is read, so that it takes no memory.
func Lines(n int) io.Reader {
	const units = 200
	i := 0
	var line bytes.Buffer
	return readerFunc(func(p []byte) (int, error) {
		for line.Len() < len(p) && i < n {
			item := (i - units) / 3
			at := fmt.Sprintf("2020-%02d-%02dT%02d:%02d:%02d+08:00", 1+item/28%12, 1+item%28, item/3%24, item/7%60,
				item%60)
			switch {
			case i < units:
				fmt.Fprintf(&line,
					`{"id":"u%d","kind":"enroll","at":"2019-12-26","unit":"unit-%d","name":"单位%d","category":"county"}`+
						"\n", i, i, i)
			case (i-units)%3 == 0:
				fmt.Fprintf(&line,
					`{"id":"e%d","kind":"submit","at":"%s","item":"i%d","unit":"unit-%d","genre":"brief",`+
						`"title":"关于第%d项工作的简讯","attrs":{"words":%d,"late":false}}`+"\n", i, at, item, item%units,
					item%5000, 200+item%600)
			case (i-units)%3 == 1:
				fmt.Fprintf(&line,
					`{"id":"e%d","kind":"adopt","at":"%s","item":"i%d","outlet":"人民日报","placement":"headline"}`+"\n", i,
					at, item)
			default:
				fmt.Fprintf(&line, `{"id":"e%d","kind":"endorse","at":"%s","item":"i%d","by":"市委"}`+"\n", i, at, item)
			}
			i++
		}
		if line.Len() == 0 {
			return 0, io.EOF
		}
		return line.Read(p)
	})
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
