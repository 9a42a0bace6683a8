package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
)

// check reads every Go file of the module at root and lists the breaches, each
// as file:line: what.
func check(root string) ([]string, error) {
	var breaches []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && skipped(root, path) {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		found, err := checkFile(root, path)
		breaches = append(breaches, found...)
		return err
	})
	return breaches, err
}

// skipped are folders with no code of the module.
func skipped(root, path string) bool {
	name := filepath.Base(path)
	return path != root && (name == "node_modules" || name == "testdata" || name == "tools" || strings.HasPrefix(name, "."))
}

func checkFile(root, path string) ([]string, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	rel, err := filepath.Rel(root, path)
	if err != nil {
		return nil, err
	}
	folder := filepath.ToSlash(filepath.Dir(rel))
	test := strings.HasSuffix(path, "_test.go")
	var breaches []string
	report := func(pos token.Pos, what string) {
		breaches = append(breaches, fmt.Sprintf("%s:%d: %s", filepath.ToSlash(rel), files.Position(pos).Line, what))
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		for _, what := range importBreaches(folder, imported, test) {
			report(spec.Pos(), what)
		}
	}
	if !test && !under(folder, clockOwners) {
		for _, call := range clockCalls(file) {
			report(call.Pos(), "time."+call.Sel.Name+": take the clock that you are given")
		}
	}
	if fn := initFunc(file); fn != nil {
		report(fn.Pos(), "init(): say it where it is used")
	}
	return breaches, nil
}

func importBreaches(folder, imported string, test bool) []string {
	var out []string
	for _, r := range importRules {
		hit := imported == r.imports || strings.HasPrefix(imported, strings.TrimSuffix(r.imports, "/")+"/")
		if hit && !under(folder, r.allowed) && !(test && r.tests) {
			out = append(out, "imports "+imported+": "+r.instead)
		}
	}
	if what := crossing(folder, imported); what != "" && !test {
		out = append(out, "imports "+imported+": "+what)
	}
	return out
}

// clockCalls finds the uses of the machine's clock.
func clockCalls(file *ast.File) []*ast.SelectorExpr {
	var calls []*ast.SelectorExpr
	ast.Inspect(file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "time" && clockFree[sel.Sel.Name] {
			calls = append(calls, sel)
		}
		return true
	})
	return calls
}

func initFunc(file *ast.File) *ast.FuncDecl {
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
			return fn
		}
	}
	return nil
}
