package reason

import (
	"encoding/json"
	"fmt"
)

// jsonReason is a reason as JSON: {"code":"tier.none","args":[{"name":"outlet","value":"某某网"}],"text":"outlet 某某网
// matches no tier"}.
type jsonReason struct {
	Code string    `json:"code"`
	Args []jsonArg `json:"args,omitempty"`
	Text string    `json:"text"`
}

type jsonArg struct {
	Name    string       `json:"name"`
	Value   *string      `json:"value,omitempty"`
	List    []string     `json:"list,omitempty"`
	Reason  *jsonReason  `json:"reason,omitempty"`
	Reasons []jsonReason `json:"reasons,omitempty"`
}

// MarshalJSON gives code, arguments and the English sentence. Arguments that are neither reasons nor lists are texts.
func (r Reason) MarshalJSON() ([]byte, error) { return json.Marshal(r.json()) }

func (r Reason) json() jsonReason {
	out := jsonReason{Code: r.Code, Text: r.String()}
	for _, a := range r.Args {
		arg := jsonArg{Name: a.Name}
		switch v := a.Value.(type) {
		case Reason:
			inner := v.json()
			arg.Reason = &inner
		case Lazy:
			inner := v.Reason().json()
			arg.Reason = &inner
		case []Reason:
			for _, one := range v {
				arg.Reasons = append(arg.Reasons, one.json())
			}
		case []string:
			arg.List = v
		case Words:
			arg.List = v
		default:
			text := say(v, English)
			arg.Value = &text
		}
		out.Args = append(out.Args, arg)
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON gives. The English sentence is then as it was said, and arguments are texts,
// lists and reasons.
func (r *Reason) UnmarshalJSON(data []byte) error {
	var in jsonReason
	if err := json.Unmarshal(data, &in); err != nil {
		return fmt.Errorf("reason: %w", err)
	}
	*r = in.reason()
	return nil
}

func (in jsonReason) reason() Reason {
	r := Reason{Code: in.Code, english: literal(in.Text)}
	for _, a := range in.Args {
		arg := Arg{Name: a.Name, Value: a.List}
		switch {
		case a.Reason != nil:
			arg.Value = a.Reason.reason()
		case a.Reasons != nil:
			list := make([]Reason, len(a.Reasons))
			for i, one := range a.Reasons {
				list[i] = one.reason()
			}
			arg.Value = list
		case a.Value != nil:
			arg.Value = *a.Value
		}
		r.Args = append(r.Args, arg)
	}
	return r
}
