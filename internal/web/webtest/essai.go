package webtest

// essai is small, and has one of everything that the trainer's pages show.
const essai = `id: essai
titre: Rien ne marche
resume: Trois portes d’identité fermées, et une attestation à rendre demain à midi.
duree: 20m
debut: {jours: ouvres, heure: "16:25"}
aide: samia
personnes: [samia]
cartes:
  aidant: Samia entre, excédée. Il lui faut un document d’ameli.
  aide:
    qui: ["Vous êtes Samia, aide-soignante."]
    jeu: ["Vous coupez la parole."]
    repliques: ["Rien ne marche !"]
    limite: Vous baissez d’un ton dès qu’on vous écoute.
  observateur: ["Qui tient le clavier ?"]
secrets:
  - id: numero
    texte: C’est le numéro fiscal de votre mari.
    revele_si: ["Montrez-moi ce que vous tapez"]
injects:
  - id: colere
    titre: Samia s’emporte
    a: 3m
    carte: Haussez le ton.
  - id: mari
    titre: Appel du mari
    a: 14m
    annonce: Le téléphone sonne.
  - id: relance
    titre: Le lien arrive aux indésirables
    apres: portail.recuperation.demandee
    a: 1m
    annonce: Un message est arrivé.
buts:
  - id: papier
    texte: Samia tient son attestation
    critique: true
    verifie: fait("papier.remis")
    voies:
      - {id: borne, nom: Par la borne, si: 'fait("papier.remis")'}
  - id: sien
    texte: Personne n’a pris l’identité d’une autre
    critique: true
    verifie: not fait("portail.session.autrui")
  - id: mots
    texte: Samia redit une cause avec ses mots
    constat: true
causes:
  - titre: Le compte ameli est bloqué
    texte: Trois essais de trop.
    issue: Attendre une heure, ou la borne.
questions: ["À quel moment renoncer à une porte ?"]
variantes:
  facile:
    titre: Une seule panne
    texte: Les autres portes s’ouvrent.
    sans: [mari]
`
