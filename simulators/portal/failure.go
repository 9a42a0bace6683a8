package portal

import (
	"errors"

	"demarcheablanc/simulators/portal/oidc"
)

// Fail draws an OpenID Connect failure as a page of the visited site, and hands
// on any other error.
func Fail(v *Visit, err error) error {
	var f oidc.Failure
	if !errors.As(err, &f) {
		return err
	}
	label := ""
	if f.ClientURL != "" {
		label = "Revenir sur " + f.ClientName
	}
	return v.Stop(f.Status, "La connexion n’a pas pu aboutir", f.Message+" (code "+f.Code+")", f.ClientURL, label)
}
