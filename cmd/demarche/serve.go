package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"demarcheablanc/internal/app"
)

func serve(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	address := flags.String("adresse", either(os.Getenv("DEMARCHE_ADRESSE"), "127.0.0.1:8080"), "adresse à laquelle le programme répond")
	data := flags.String("donnees", either(os.Getenv("DEMARCHE_DONNEES"), "data"), "dossier où tout est gardé")
	flags.SetOutput(io.Discard)
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("cette option n’existe pas, ou sa valeur manque (%w).\n\n%s", err, usage)
	}
	a, err := app.Start(ctx, app.Config{Address: *address, Data: *data, Log: os.Stderr})
	if err != nil {
		return err
	}
	fmt.Printf(`
  Démarche à blanc est ouverte.

    À ouvrir dans un navigateur   %s
    Phrase d’accès du formateur   %s

  Pour fermer : Ctrl+C. Rien ne sort de cet ordinateur.

`, a.URL(), a.Phrase)
	<-ctx.Done()
	return a.Close()
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
