// Command layers checks that imports point one way (docs/architecture.md): who
// may know gin, who may know SQL, who may read the machine's clock. It prints
// one line per breach, with what to do instead, and exits 1 if there is any.
//
// Usage: layers [folder of the main module]
package main

import (
	"fmt"
	"os"
)

func main() {
	root := "."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	breaches, err := check(root)
	if err != nil {
		fmt.Fprintln(os.Stderr, "layers:", err)
		os.Exit(2)
	}
	for _, b := range breaches {
		fmt.Println(b)
	}
	if len(breaches) > 0 {
		os.Exit(1)
	}
}
