package recherche

// traps lists the over-eager sites. The first is lawful and useless, the two
// others steal.
var traps = []trap{
	{
		ID: "attestation-express", Host: "attestation-express.example", Name: "Attestation Express",
		Title: "Votre attestation de droits en 5 minutes",
		Pitch: []string{
			"Plus besoin de compte, plus besoin d’attendre : nos experts font la démarche pour vous.",
			"Aujourd’hui seulement : 19,90 € au lieu de 49 €. Plus que 3 dossiers à ce prix.",
		},
		Fields: []trapField{
			{Name: "nom", Label: "Nom et prénom", Mode: "text"},
			{Name: "carte", Label: "Numéro de carte bancaire", Mode: "numeric"},
			{Name: "code", Label: "Trois chiffres au dos de la carte", Mode: "numeric", Secret: true},
		},
		Button: "Payer 19,90 € et recevoir mon attestation",
		Hurry:  "Plus que 3 minutes à ce prix : remplissez vite les champs.",
		Nature: "carte", Gesture: paidSite,
		After: []string{
			"La carte a été débitée de 19,90 €. En petits caractères, un abonnement de 39 € par mois commence dans deux jours.",
			"Aucune attestation n’est délivrée : le site demandera encore une copie de la carte Vitale, puis renverra vers l’Assurance maladie.",
			"L’attestation est gratuite : dans le compte ameli, à une borne avec la carte Vitale, ou par téléphone.",
		},
		Next: []string{
			"Appeler la banque : arrêter l’abonnement, faire opposition.",
			"Garder la page et le courriel de confirmation comme preuves.",
			"Regarder, au-dessus d’un résultat de recherche, s’il est écrit « Annonce ».",
		},
	},
	{
		ID: "impots-sosie", Host: "impots-gouv.example", Name: "Impôts service",
		Title: "Retrouvez votre accès tout de suite",
		Pitch: []string{
			"Votre espace va être suspendu. Confirmez votre identité pour éviter la fermeture.",
			"Un remboursement est en attente : il sera perdu ce soir.",
		},
		Fields: []trapField{
			{Name: "numero", Label: "Numéro fiscal", Mode: "numeric"},
			{Name: "motdepasse", Label: "Mot de passe des impôts", Mode: "text", Secret: true},
			{Name: "carte", Label: "Carte bancaire pour le remboursement", Mode: "numeric"},
		},
		Button: "Confirmer mon identité",
		Hurry:  "Votre remboursement expire : remplissez tous les champs.",
		Nature: "motdepasse", Gesture: phishFollowed,
		After: []string{
			"Ce site n’était pas celui des impôts. Son adresse est impots-gouv.example, avec un tiret ; celle de l’État est impots.gouv.example, avec un point.",
			"Ce qui a été tapé est parti chez des inconnus : ils peuvent se connecter à la place de la personne.",
		},
		Next: []string{
			"Changer tout de suite le mot de passe, sur le vrai site, adresse tapée à la main.",
			"Changer aussi celui des autres comptes où il servait.",
			"Si une carte a été donnée, appeler la banque.",
			"Se rappeler : aucun service ne rembourse en demandant un numéro de carte.",
		},
	},
	{
		ID: "franceconnect-sosie", Host: "franceconnect-aide.example", Name: "Aide France Connect",
		Title: "FranceConnect bloqué ? Un technicien vous débloque",
		Pitch: []string{
			"Nos techniciens agréés rétablissent l’accès en direct, sept jours sur sept.",
			"Indiquez le compte que vous utilisez et son mot de passe : nous nous occupons de tout.",
		},
		Fields: []trapField{
			{Name: "compte", Label: "Identifiant du compte (ameli, impôts, La Poste)", Mode: "text"},
			{Name: "motdepasse", Label: "Mot de passe de ce compte", Mode: "text", Secret: true},
			{Name: "code", Label: "Dernier code reçu par SMS", Mode: "numeric", Secret: true},
		},
		Button: "Débloquer mon accès",
		Hurry:  "Un technicien vous attend : indiquez au moins votre compte.",
		Nature: "motdepasse", Gesture: phishFollowed,
		After: []string{
			"FranceConnect n’a pas de technicien qui demande un mot de passe. Personne, dans aucun service, n’en a besoin pour aider.",
			"Avec l’identifiant, le mot de passe et le code, des inconnus peuvent entrer partout où FranceConnect ouvre.",
		},
		Next: []string{
			"Changer tout de suite le mot de passe du compte donné, sur son vrai site.",
			"Regarder l’historique des connexions et signaler celles qu’on ne reconnaît pas.",
			"Pour un blocage, chercher la cause chez le compte choisi : ameli, impôts ou La Poste.",
		},
	},
	{
		ID: "caf-sosie", Host: "caf-remboursement.example", Name: "Caf remboursement",
		Title: "Un remboursement de 312 € vous attend",
		Pitch: []string{
			"Après contrôle de votre dossier, 312 € vous sont dus. Le versement part ce soir.",
			"Indiquez la carte à créditer, et votre accès à la Caf pour confirmer.",
		},
		Fields: []trapField{
			{Name: "numero", Label: "Numéro d’allocataire ou de sécurité sociale", Mode: "numeric"},
			{Name: "motdepasse", Label: "Mot de passe de la Caf", Mode: "text", Secret: true},
			{Name: "carte", Label: "Numéro de carte bancaire", Mode: "numeric"},
		},
		Button: "Recevoir mes 312 €",
		Hurry:  "Le versement expire ce soir : remplissez au moins votre numéro.",
		Nature: "motdepasse", Gesture: phishFollowed,
		After: []string{
			"Ce site n’était pas celui de la Caf. Son adresse est caf-remboursement.example, celle de la Caf est www.caf.example.",
			"La Caf verse sur le compte qu’elle connaît déjà. Elle n’a jamais besoin d’une carte, ni d’un mot de passe.",
		},
		Next: []string{
			"Changer tout de suite le mot de passe de la Caf, adresse tapée à la main.",
			"Si une carte a été donnée, appeler la banque.",
			"Transférer le SMS au 33700, puis l’effacer.",
		},
	},
}
