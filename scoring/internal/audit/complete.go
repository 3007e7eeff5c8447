package audit

import (
	"context"

	"github.com/gongguo/gongguo/scoring/scheme"
)

// Complete gives required parameters a value, so that the scheme runs.
func Complete(ctx context.Context, s *scheme.Scheme) (*scheme.Scheme, error) {
	for _, path := range s.Missing() {
		var err error
		for _, value := range []string{"1", "true"} {
			var next *scheme.Scheme
			if next, err = s.With(ctx, scheme.Variant{Params: []scheme.Param{{Path: path, Value: value}}}); err == nil {
				s = next
				break
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return s, nil
}
