package calcul

import "math/bits"

// ratio is a fraction in lowest terms whose terms are below 2⁶¹: what nearly every
// amount and rate of a law is. Its operations say whether the result is one too;
// math/big takes over where it is not. Its zero value is 0.
type ratio struct {
	num int64
	den int64 // above 0; 0 stands for 1
}

// most keeps the sum of two terms within an int64.
const most = 1 << 61

func fits(n int64) bool { return -most < n && n < most }

func (r ratio) under() int64 { return max(r.den, 1) }

func (r ratio) opposite() ratio { return ratio{-r.num, r.den} }

// inverse of 0 means nothing.
func (r ratio) inverse() ratio {
	if r.num < 0 {
		return ratio{-r.under(), -r.num}
	}
	return ratio{r.under(), r.num}
}

// plus adds over the product of the denominators, or over their common one.
func (r ratio) plus(s ratio) (ratio, bool) {
	d, e := r.under(), s.under()
	if d == e {
		sum := r.num + s.num
		return ratio{sum, d}.reduced(), fits(sum)
	}
	left, ok1 := product(r.num, e)
	right, ok2 := product(s.num, d)
	den, ok3 := product(d, e)
	sum := left + right
	return ratio{sum, den}.reduced(), ok1 && ok2 && ok3 && fits(sum)
}

// times reduces across before multiplying, so that the product is in lowest terms.
func (r ratio) times(s ratio) (ratio, bool) {
	a, b := ratio{r.num, s.under()}.reduced(), ratio{s.num, r.under()}.reduced()
	num, ok1 := product(a.num, b.num)
	den, ok2 := product(a.den, b.den)
	return ratio{num, den}, ok1 && ok2
}

func (r ratio) cmp(s ratio) (order int, ok bool) {
	left, ok1 := product(r.num, s.under())
	right, ok2 := product(s.num, r.under())
	switch {
	case left < right:
		order = -1
	case left > right:
		order = 1
	}
	return order, ok1 && ok2
}

// floor is the whole number just below or equal.
func (r ratio) floor() int64 {
	q := r.num / r.under()
	if r.num%r.under() < 0 {
		q--
	}
	return q
}

func (r ratio) reduced() ratio {
	if by := divisor(r.num, r.den); by > 1 {
		return ratio{r.num / by, r.den / by}
	}
	return r
}

// divisor is the greatest that two numbers share.
func divisor(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a)
}

// product says whether it fits.
func product(a, b int64) (int64, bool) {
	high, low := bits.Mul64(uint64(max(a, -a)), uint64(max(b, -b)))
	if high != 0 || low >= most {
		return 0, false
	}
	return a * b, true
}
