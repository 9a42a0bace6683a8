package frtext

import (
	"fmt"
	"html/template"
	"reflect"
)

// Funcs gives templates the functions of this package. Those that take a
// number accept any integer type, because template fields have many.
func Funcs() template.FuncMap {
	return template.FuncMap{
		"money":       onInt(Money),
		"roundMoney":  onInt(RoundMoney),
		"number":      onInt(Number),
		"decimal":     Decimal,
		"longDate":    LongDate,
		"date":        Date,
		"shortDate":   ShortDate,
		"dayMonth":    DayMonth,
		"monthYear":   MonthYear,
		"clock":       Clock,
		"dateTime":    DateTime,
		"duration":    Duration,
		"relative":    Relative,
		"plural":      Plural,
		"count":       Count,
		"countOrNone": CountOrNone,
		"de":          De,
		"que":         Que,
		"list":        List,
		"sortKey":     SortKey,
	}
}

// onInt lets a function of int64 be called with any integer from a template.
func onInt(f func(int64) string) func(any) (string, error) {
	return func(v any) (string, error) {
		value := reflect.ValueOf(v)
		switch {
		case value.IsValid() && value.CanInt():
			return f(value.Int()), nil
		case value.IsValid() && value.CanUint():
			return f(int64(value.Uint())), nil
		}
		return "", fmt.Errorf("frtext: %T is not an integer", v)
	}
}
