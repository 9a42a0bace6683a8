package main

import (
	"fmt"
	"io/fs"
	"os"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/bureau"
	"demarcheablanc/internal/witness"
	"demarcheablanc/simulators"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// check reads the situations of a folder, or those that come with the program,
// says all that is wrong, and plays their witness paths.
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
		paths, err := witness.Paths(files, s.ID)
		if err != nil {
			return err
		}
		for _, path := range paths {
			if err := witness.Play(files, path, library, deps.Network); err != nil {
				return err
			}
		}
		fmt.Printf("%s : « %s », %d buts, %d injects, %d chemins témoins : rien à reprendre.\n",
			s.ID, s.Title, len(s.Scenario.Goals), len(s.Injects), len(paths))
	}
	return nil
}
