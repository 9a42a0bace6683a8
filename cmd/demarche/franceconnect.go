package main

import (
	"context"
	"crypto/rsa"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"demarcheablanc/internal/app"
	"demarcheablanc/simulators/franceconnect/outside"
	"demarcheablanc/simulators/portal/oidc"
)

// franceConnect serves the provider alone, for applications under development.
func franceConnect(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("franceconnect", flag.ContinueOnError)
	file := flags.String("clients", "", "fichier des applications admises (YAML)")
	address := flags.String("adresse", "127.0.0.1:8400", "adresse de cet ordinateur à laquelle répondre")
	posture := flags.String("posture", "strict", "strict (comme FranceConnect v2) ou standard (OpenID Connect simple)")
	keysFile := flags.String("cles", "", "fichier des clés de signature (JSON Web Key Set, ou une clé privée PEM), créé s’il n’existe pas")
	old := flags.Bool("v1", false, "répondre aussi comme la première version, sous /api/v1")
	slow := flags.Bool("atelier", false, "codes et jetons qui durent, pour lire et parler")
	flags.SetOutput(io.Discard)
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("cette option n’existe pas, ou sa valeur manque (%w).\n\n%s", err, usage)
	}
	c := app.ProviderConfig{Address: *address, Legacy: *old, Workshop: *slow}
	if err := fillProvider(&c, *file, *posture, *keysFile); err != nil {
		return err
	}
	p, err := app.StartProvider(ctx, c)
	if err != nil {
		return err
	}
	printProvider(p, c)
	<-ctx.Done()
	return p.Close()
}

func fillProvider(c *app.ProviderConfig, file, posture, keysFile string) error {
	switch posture {
	case "strict":
	case "standard":
		c.Posture = oidc.Standard
	default:
		return fmt.Errorf("--posture %s : choisissez strict ou standard", posture)
	}
	if file == "" {
		return errors.New("il manque --clients : le fichier des applications admises (voir docs/franceconnect.md)")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if c.Clients, err = outside.ReadClients(file, text); err != nil {
		return err
	}
	if keysFile != "" {
		c.Keys, err = app.KeysFile(keysFile)
	}
	return err
}

func printProvider(p *app.Provider, c app.ProviderConfig) {
	fmt.Printf("\n  FranceConnect d’exercice, pour cet ordinateur seulement.\n\n    issuer    %s\n    plus      %s/plus/api/v2\n", p.Issuer, p.URL)
	if c.Legacy {
		fmt.Printf("    v1        %s/api/v1\n", p.URL)
	}
	for _, client := range c.Clients {
		fmt.Printf("    client    %s (%s)\n", client.ID, client.Name)
	}
	for _, key := range p.Keys.Public().Keys {
		fmt.Printf("    clé       %s  kid %s\n", key.Algorithm, key.KeyID)
		if public, ok := key.Key.(*rsa.PublicKey); ok {
			fmt.Printf("              n %s\n", public.N.Text(16))
		}
	}
	fmt.Print("\n  Les personnes sont inventées. Pour fermer : Ctrl+C. Rien ne sort de cet ordinateur.\n\n")
}
