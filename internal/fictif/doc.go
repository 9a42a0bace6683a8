// Package fictif knows two things about identifiers: what can belong to nobody,
// and what looks as if it belonged to somebody.
//
// It owns the fictional scheme of the exercise (which département, which bank,
// which phone ranges, which mail domains do not exist), the check digits, and
// the sentence that a person reads when something real was typed. It leaves to
// others where a text comes from, whether it is kept, and what is journaled:
// nothing here keeps, logs or sends what it is given.
//
// Two families of functions:
//
//   - CheckNIR, CheckPhone, CheckIBAN… say whether a text is a well-formed
//     identifier of the exercise, and in French what is wrong and what to do;
//   - [LooksReal] says whether a text typed by a player holds something that may
//     belong to somebody, and [Scan] proves that a file holds nothing such.
package fictif
