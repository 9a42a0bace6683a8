package demarche

import (
	"maps"
	"slices"
)

// texts cuts every text of the file that can hold names between < and >, and checks
// the names.
func (l *loader) texts() {
	known := slices.Concat(builtins, l.c.Words.Names, l.c.Recap.Results, slices.Sorted(maps.Keys(l.c.fields)))
	for _, text := range l.c.allTexts() {
		p, err := cut(text)
		if err == nil {
			err = p.check(known)
		}
		if err != nil {
			l.say(text, "%v", err)
			continue
		}
		l.c.phrases[text] = p
	}
}

func (c *compiled) allTexts() []string {
	all := slices.Concat([]string{c.Title, c.Lasts, c.Recap.Title, c.Recap.Help, c.Recap.Button, c.Receipt.Title}, c.Intro, c.Bring, c.Recap.Certify, c.Receipt.Text, c.Receipt.Next)
	for _, era := range c.Eras {
		all = append(all, era.Title)
	}
	mail := func(m *MailDef) {
		if m != nil {
			all = append(append(all, m.Subject, m.Path), m.Text...)
		}
	}
	mail(c.Receipt.Mail)
	for _, st := range c.Steps {
		all = append(all, st.Title, st.Help, st.Plain.Label, st.Plain.Help)
		all = append(all, relabels(st.Eras)...)
	}
	for _, f := range c.fields {
		all = append(all, f.Heading, f.Label, f.Help, f.Plain.Label, f.Plain.Help, f.Source)
		all = append(all, relabels(f.Eras)...)
		for _, o := range f.Options {
			all = append(all, o.Label, o.Plain)
		}
	}
	for _, st := range c.Stages {
		all = append(all, st.Title, st.Who, st.Text)
		for _, a := range st.Asks {
			all = append(all, a.From, a.What)
		}
		for _, end := range st.Ends {
			all = append(all, end.Title, end.State, end.SMS)
			mail(end.Mail)
			if end.Letter != nil {
				all = append(append(all, end.Letter.Object), end.Letter.Text...)
			}
			if end.Payment != nil {
				all = append(all, end.Payment.Label)
			}
			if end.Debt != nil {
				all = append(all, end.Debt.Label)
			}
		}
	}
	return all
}

func relabels(eras map[string]Relabel) []string {
	var all []string
	for _, r := range eras {
		all = append(all, r.Label, r.Help)
	}
	return all
}

// say writes one of the file's texts for a case.
func (c *Case) say(text string) string {
	if p, ok := c.def.phrases[text]; ok {
		return p.in(c)
	}
	return text
}

func (c *Case) sayAll(texts []string) []string {
	said := make([]string, len(texts))
	for i, t := range texts {
		said[i] = c.say(t)
	}
	return said
}
