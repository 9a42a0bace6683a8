package main

import (
	"fmt"
	"io/fs"
	"os"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/bureau"
	"demarcheablanc/simulators"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// check reads the situations of a folder, or those that come with the program,
// and says all that is wrong.
func check(args []string) error {
	files, err := fs.Sub(demarcheablanc.Scenarios, "scenarios")
	if len(args) > 0 {
		files, err = os.DirFS(args[0]), nil
	}
	if err != nil {
		return err
	}
	keys, err := oidc.NewKeySet()
	if err != nil {
		return err
	}
	deps := portal.Deps{Network: &portal.Network{}, Keys: keys, Seed: []byte("vérification")}
	if err := simulators.All(deps); err != nil {
		return err
	}
	library, err := scenario.Load(files, deps.Network, bureau.Facts())
	if err != nil {
		return err
	}
	for _, s := range library.Situations() {
		fmt.Printf("%s : « %s », %d buts, %d injects : rien à reprendre.\n", s.ID, s.Title, len(s.Scenario.Goals), len(s.Injects))
	}
	return nil
}
