// Command demarche runs « Démarche à blanc », or checks situations without
// starting anything.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

const usage = `Démarche à blanc : des comptes fictifs pour s’exercer aux démarches en ligne.

  demarche serve [--adresse 127.0.0.1:8080] [--donnees data]   ouvre l’atelier
  demarche check [dossier]                                     vérifie des situations sans rien lancer
  demarche franceconnect --clients clients.yaml                le FranceConnect d’exercice, pour vos applications
                         [--adresse 127.0.0.1:8400] [--posture strict|standard] [--cles cles.json] [--v1] [--atelier]
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

// run does what the words ask and returns the exit status.
func run(ctx context.Context, args []string) int {
	command := "serve"
	if len(args) > 0 {
		command, args = args[0], args[1:]
	}
	var err error
	switch command {
	case "serve":
		err = serve(ctx, args)
	case "check":
		err = check(args)
	case "franceconnect":
		err = franceConnect(ctx, args)
	case "aide", "help", "-h", "--help":
		fmt.Print(usage)
		return 0
	default:
		fmt.Fprintf(os.Stderr, "demarche : « %s » n’est pas une commande.\n\n%s", command, usage)
		return 2
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "demarche : "+err.Error())
		return 1
	}
	return 0
}
