"""Layouts that no rule was tuned on."""

from layouts_dev import A, B, BSN, E, I, IBAN, N, P, PLATE, T, filler
from people import MONTHS, date


def phone_list(r, c, d):
    d.line("Bereikbaarheidslijst calamiteiten")
    d.gap()
    for p in c.some(r.randint(7, 12)):
        d.row([r.choice(["Piketdienst", "Coördinator", "Achterwacht", "Beheerder"]), P(p.full), T(p.phone)], [0, 150, 330])
    d.gap()
    d.line("Centrale meldkamer: 0900-8844")


def hearing(r, c, d):
    a, b, o = c.some(3)
    m = c.public[0]
    d.line("Verslag hoorzitting commissie bezwaarschriften")
    d.line(f"Zitting van {date(r)}, raadhuis {c.town}")
    d.gap()
    d.line("Verschenen zijn:")
    d.line(f"- {P(a.formal)}, bezwaarmaker;")
    d.line(f"- {P(b.full)}, gemachtigde, kantoorhoudend bij {r.choice(c.half.firms)};")
    d.line(f"- {P(o.formal)} namens het college.")
    d.gap()
    for _ in range(r.randint(6, 9)):
        p = r.choice([a, b, o])
        d.para(f"{P(p.sur)}: " + r.choice(["Ik blijf bij mijn standpunt en verwijs naar de stukken.", f"Zoals {P(a.sur)} al zei, is er nooit overleg geweest.", "Dat klopt niet. Er is in Mei nog geschreven.", filler(r, c.half)]))
    d.para(f"De voorzitter sluit de zitting. Wethouder {m.last} ontvangt een afschrift.")


def english_mail(r, c, d):
    a, b, o = c.some(3)
    d.line(f"From: {P(a.full)} [mailto:{E(a.mail)}]")
    d.line(f"Sent: Thursday, March {r.randint(1, 28)}, 2023 9:{r.randint(10, 59)} AM")
    d.line(f"To: {P(b.full)}; {P(o.reverse)}")
    d.line("Cc: Postbus Griffie")
    d.line("Subject: FW: concept collegebesluit")
    d.gap()
    d.line(f"Goedemorgen {P(b.first)} en {P(o.first)},")
    d.gap(0.5)
    d.para(f"In de bijlage het concept. {P(o.first)} wil jij de financiële paragraaf nalopen? Ik hoorde van {P(c.people[5].full)} dat de cijfers van {MONTHS[r.randrange(12)]} nog ontbreken.")
    d.para(filler(r, c.half))
    d.line("Alvast dank!")
    d.line(P(a.first))
    d.gap()
    d.line(P(a.full))
    d.line("Strategisch adviseur | Concernstaf")
    d.line(f"{T(a.phone)} | {E(a.mail)}")
    d.gap()
    d.line(f"Op {date(r)} om 14:{r.randint(10, 59)} schreef {P(b.full)} <{E(b.mail)}>:")
    d.line(f"> Ha {P(a.first)}, dank voor je bericht. Ik leg het voor aan burgemeester {c.public[1].last}.")
    d.line(f"> {P(b.first)}")


def cv(r, c, d):
    p, q = c.some(2)
    d.line(P(p.full))
    d.line(A(f"{p.street}, {p.town_line}"))
    d.line(f"{T(p.phone)}  {E(p.mail)}")
    d.line(f"Geboren: {B(p.born)} te {p.town}")
    d.gap()
    d.line("Werkervaring")
    for _ in range(3):
        d.line(f"{r.randint(2001, 2012)} - {r.randint(2013, 2022)}  {r.choice(['Projectleider', 'Consulent', 'Administratief medewerker'])}, {r.choice(c.half.firms)}")
    d.gap()
    d.line("Opleiding")
    d.line("1998 - 2002  HBO Bestuurskunde, Hogeschool Thorbecke")
    d.gap()
    d.line("Referenties")
    d.line(f"Mevr. drs. {P(q.formal)}, afdelingshoofd, {T(q.phone)}")
    d.gap()
    d.para(filler(r, c.half))


def invoice(r, c, d):
    p = c.some(1)[0]
    d.row([r.choice(c.half.firms), "FACTUUR"], [0, 330])
    d.gap()
    d.row([P(p.full), f"Factuurdatum: {date(r)}"], [0, 300])
    d.row([A(p.street), f"Factuurnummer: F{r.randint(2019, 2025)}{r.randint(100, 999)}"], [0, 300])
    d.row([A(p.town_line), f"Klantnummer: {N(p.staff)}"], [0, 300])
    d.gap()
    d.row(["Omschrijving", "Aantal", "Prijs", "Bedrag"], [0, 230, 300, 380])
    for what in ["Kozijnen schilderen", "Voorrijkosten", "Materiaal RAL 9010"]:
        d.row([what, str(r.randint(1, 9)), f"€ {r.randint(10, 90)},00", f"€ {r.randint(100, 900)},00"], [0, 230, 300, 380])
    d.gap()
    d.para(f"Gelieve te betalen op {IBAN(p.iban)} t.n.v. {P(p.formal)} onder vermelding van het factuurnummer. BTW NL{r.randint(100000000, 899999999)}B01.")


def routing(r, c, d):
    d.line("Parafenroute collegevoorstel")
    d.line(f"Portefeuillehouder: {c.public[0].full}")
    d.line(f"Steller: {P(c.people[1].full)}")
    d.gap()
    d.row(["Stap", "Door", "Datum", "Paraaf"], [0, 120, 270, 380])
    for step in ["Opsteller", "Juridische Zaken", "Financiën", "Communicatie", "Directie"]:
        p = r.choice(c.people[:6])
        d.row([step, P(p.full), date(r), I(p.code)], [0, 120, 270, 380])
    d.gap()
    for _ in range(3):
        p = r.choice(c.people[:6])
        d.line(f"Opmerking {P(p.full)}: {r.choice(['akkoord', 'tekst aangepast', 'zie Bijlage 2'])}")


def school(r, c, d):
    child, mother, teacher = c.some(3)
    d.line("Basisschool, verslag oudergesprek")
    d.gap()
    d.row(["Leerling", P(child.full)], [0, 140])
    d.row(["Geb.", B(child.born)], [0, 140])
    d.row(["Groep", f"{r.randint(3, 8)}b"], [0, 140])
    d.row(["Leerkracht", P(f"{teacher.first}")], [0, 140])
    d.row(["Gesproken met", P(mother.full)], [0, 140])
    d.gap()
    d.para(f"{P(child.first)} zit sinds September in de groep van juf {P(teacher.first)}. Moeder vertelt dat {P(child.first)} thuis goed slaapt. Zusje {P(c.people[4].first)} ({B(c.people[4].born)}) zit ook op school.")
    d.para(f"De Intern Begeleider belt volgende week met moeder op {T(mother.phone)}. {filler(r, c.half)}")
    d.para(f"Afspraak: {P(mother.first)} neemt contact op met de logopedist.")


def incident(r, c, d):
    d.line("Tijdlijn incident")
    d.gap()
    for _ in range(r.randint(7, 11)):
        p, q = c.some(2)
        d.row([f"{r.randint(8, 22)}:{r.randint(10, 59)}", r.choice([
            f"{P(p.full)} meldt zich bij de balie en vraagt naar {P(q.sur)}.",
            f"Beveiliger {P(p.first)} spreekt betrokkene aan.",
            f"Voertuig {PLATE(p.plate)} rijdt weg richting {r.choice(c.half.streets)}.",
            f"112 gebeld door {P(q.first)}.",
            f"Mevr. {P(q.sur)} wordt opgevangen door {P(p.full)}.",
            "Politie ter plaatse. Situatie rustig.",
        ])], [0, 60])


def key_persons(r, c, d):
    d.line("Overzicht sleutelpersonen wijk Noord")
    d.gap()
    for p in c.some(r.randint(4, 6)):
        d.line(P(p.full))
        d.line(r.choice(["Voorzitter bewonersvereniging", "Vrijwilliger buurthuis", "Contactpersoon moskee"]))
        d.line(A(p.street))
        d.line(A(p.town_line))
        d.line(f"tel. {T(p.phone)}")
        d.gap()


def child_letter(r, c, d):
    child, friend = c.some(2)
    d.line(f"Lieve burgemeester {c.public[0].last},")
    d.gap()
    d.para(f"Ik ben {P(child.first)} en ik ben {r.randint(7, 11)} jaar. Mijn vriend {P(friend.first)} en ik willen graag een skatebaan bij de {r.choice(c.half.streets)}.")
    d.para(f"Mijn moeder vindt het ook goed. Ik woon op de {A(child.street)}. Komt u een keer kijken?")
    d.line("Groetjes van")
    d.line(P(child.full))


def advice(r, c, d):
    p, q = c.some(2)
    d.line("MEDISCH ADVIES")
    d.gap()
    d.para(f"Betreft: de heer {P(p.formal)}, geboren {B(p.born)}, BSN {BSN(p.bsn)}, wonende {A(p.street)} te {p.town}.")
    d.para(f"Betrokkene is op {date(r)} gezien door arts {P(q.formal)}. De heer {P(p.sur)} gebruikt medicatie. Echtgenote {P(c.people[6].full)} was bij het gesprek.")
    d.para(filler(r, c.half))
    d.para(f"Conclusie: urgentie wordt geadviseerd. Voor vragen is {P(q.sur)} bereikbaar via {E(q.mail)}.")
    d.line(P(q.formal))
    d.line("sociaal-medisch adviseur")


LAYOUTS = [phone_list, hearing, english_mail, cv, invoice, routing, school, incident, key_persons, child_letter, advice]
