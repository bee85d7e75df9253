"""More layouts that rules may be tuned on: the ways in which names and numbers are written when nobody tidies them."""

from layouts_dev import A, B, BSN, E, I, IBAN, N, P, PLATE, T, filler
from people import MONTHS, date


def police(r, c, d):
    p, q, o = c.some(3)
    d.line("PROCES-VERBAAL VAN AANGIFTE")
    d.line(f"Registratienummer PL{r.randint(1000, 9999)}-{r.randint(10**6, 10**7)}")
    d.gap()
    d.para(f"Ik, verbalisant {P(o.formal)}, brigadier van politie, Eenheid Noord-Nederland, verklaar het volgende.")
    d.line("VERDACHTE")
    for label, value in [("Achternaam", P(p.base.upper())), ("Voornamen", P(p.first)), ("Geboren", f"{B(p.born)} te {p.town}"), ("Adres", A(p.street)),
                         ("Postcode plaats", A(p.town_line.replace(" ", "", 1))), ("BSN-nummer", BSN(p.bsn)), ("Telefoon", T(p.phone)), ("Rijbewijsnummer", N(str(r.randint(10**9, 10**10 - 1))))]:
        d.row([label, ": " + value], [0, 130])
    d.gap()
    d.para(f"Op {date(r)} deed {P(q.full)} aangifte. Aangever {P(q.sur)} verklaarde dat verdachte {P(p.sur)} met een Opel Corsa, kenteken {PLATE(p.plate)}, was weggereden.")
    d.para(f"Meneer {P(q.sur)} herkende de man als {P(p.first)}. Ook de heren {P(o.sur)} en {P(q.sur)} waren ter plaatse.")


def web_form(r, c, d):
    p = c.some(1)[0]
    d.line("Nieuwe klacht via het webformulier")
    d.gap()
    for label, value in [("Uw naam", P(p.full)), ("Uw e-mailadres", E(p.mail)), ("Uw telefoonnummer", T(p.phone)), ("Straat en huisnummer", A(p.street)), ("Postcode", A(p.postcode)),
                         ("Waar gaat uw klacht over?", "Overlast van de Markt")]:
        d.line(label)
        d.line(value)
        d.gap(0.4)
    d.para(f"Al weken staat de auto van {P(c.people[3].full)} op de stoep. Ik heb {P(c.people[3].first)} hierop aangesproken. {filler(r, c.half)}")


def petition(r, c, d):
    d.line("Handtekeningenlijst behoud speeltuin")
    d.gap()
    for n, p in enumerate(c.some(r.randint(6, 11)), 1):
        d.line(f"{n}. {P(r.choice([p.formal, p.full]))}, {A(p.street)}, {p.town}")
    d.gap()
    d.para("Wij vragen de Raad om de speeltuin aan de " + r.choice(c.half.streets) + " te behouden.")


def hr(r, c, d):
    p, q = c.some(2)
    d.line("Gespreksverslag functioneren")
    for label, value in [("Medewerker", P(p.full)), ("Personeelsnummer", N(p.staff)), ("Leidinggevende", P(q.formal)), ("Functie", "Medewerker Burgerzaken"), ("Datum gesprek", date(r))]:
        d.line(f"{label:<20} {value}" if d.font == "mono" else f"{label}: {value}")
    d.gap()
    d.para(f"{P(p.first)} geeft aan dat de werkdruk hoog is. {P(q.first)} heeft hierover met HR gesproken. {P(p.first)}'s verlof is akkoord.")
    d.para(f"Afgesproken is dat {P(p.first)} zich ziek meldt bij {P(q.first)} via {T(q.phone)}. {filler(r, c.half)}")


def health(r, c, d):
    p, k1, k2, w = c.some(4)
    d.line("Memo GGD, vertrouwelijk")
    d.line(f"Van: {P(w.first)}, jeugdverpleegkundige")
    d.line(f"Betreft: casus fam. {P(p.sur)}")
    d.gap()
    d.para(f"Het gezin bestaat uit moeder {P(p.first)}, zoon {P(k1.first)} (geb. {B(k1.born)}) en dochter {P(k2.first)} ({B(k2.born)}). Vader is onbekend.")
    d.para(f"{P(k1.first)} is in {MONTHS[r.randrange(12)]} aangemeld bij Veilig Thuis. De familie {P(p.sur)} woont op {A(p.street)}.")
    d.para(f"Overleg met mw. {P(c.people[9].sur)} (school) en dhr. {P(c.people[10].sur)} van {r.choice(c.half.firms)}.")
    d.line(f"mvg {P(w.first)}")


def subsidy(r, c, d):
    d.line("Overzicht subsidieaanvragen")
    d.gap()
    col = [0, 180, 330, 420]
    d.row(["Aanvrager", "Contactpersoon", "Bedrag", "Besluit"], col)
    for _ in range(r.randint(5, 9)):
        p = r.choice(c.people)
        d.row([r.choice(c.half.firms), P(r.choice([p.full, p.formal])), f"€ {r.randint(1, 90)}.000", r.choice(["Toegekend", "Afgewezen"])], col)


def meeting(r, c, d):
    people = c.some(5)
    d.line(f"Onderwerp: Bespreking {r.choice(c.half.lookalikes)}")
    d.line(f"Organisator: {P(people[0].full)}")
    d.line("Vereiste deelnemers: " + "; ".join(P(p.reverse if r.random() < 0.4 else p.full) for p in people[1:4]))
    d.line(f"Optionele deelnemers: {P(people[4].full)}")
    d.line("Locatie: Microsoft Teams-vergadering")
    d.gap()
    d.para(f"Hoi allemaal, {P(people[1].first)} kan niet, dus {P(people[2].first)} zit voor. Bel anders {P(people[3].first)} op {T(people[3].phone)}.")
    d.line(f"Gr. {P(people[0].first)}")
    d.gap()
    d.line(f"{P(people[0].full)} | Beleidsadviseur | Gemeente {c.town} | {T(people[0].phone)}")


def permit(r, c, d):
    p = c.some(1)[0]
    m = c.public[1]
    d.line("OMGEVINGSVERGUNNING")
    d.line("Burgemeester en wethouders hebben op grond van artikel 2.1 van de Wabo besloten:")
    d.gap()
    d.para(f"aan {P('mevrouw ' and p.formal)}, {A(p.street)}, {A(p.town_line)}, vergunning te verlenen voor het bouwen van een aanbouw op het perceel kadastraal bekend gemeente {c.town}, sectie B, nummer {r.randint(100, 999)}.")
    for _ in range(4):
        d.para(filler(r, c.half))
    d.line(f"{c.town}, {date(r)}")
    d.gap()
    d.line("Het college van burgemeester en wethouders,")
    d.gap()
    d.row([f"{c.public[0].initials} {c.public[0].last}", f"{m.initials} {m.last}"], [0, 240])
    d.row(["secretaris" if False else "gemeentesecretaris", "burgemeester"], [0, 240])


def sloppy_mail(r, c, d):
    a, b, o = c.some(3)
    d.line(f"From: {P(a.reverse)}")
    d.line(f"To: {P(b.full)} <{E(b.mail)}>, {P(o.full)} <{E(o.mail)}>")
    d.line(f"Date: Mon, {r.randint(1, 28)} Mar 2022 10:{r.randint(10, 59)}:11 +0100")
    d.gap()
    d.line(f"{P(b.first)},")
    d.gap(0.4)
    d.para(f"Dhr {P(o.sur)} belde net (tel.nr. {T(o.phone)}) over de Kap van bomen. Volgens mij weet {P(c.people[7].first)} hier meer van, of anders {P(c.people[8].full)}.")
    d.para(f"Kan jij mevr {P(c.people[9].sur)} terugbellen? Zij woont {A(c.people[9].street)}. {filler(r, c.half)}")
    d.line(f"Groetjes {P(a.first)}")
    d.gap(0.5)
    d.line("Verstuurd vanaf mijn iPhone")


def record_export(r, c, d):
    d.line("Persoonsgegevens uit de registratie")
    for p in c.some(3):
        d.gap()
        for label, value in [("ACHTERNAAM", P(p.base.upper())), ("VOORVOEGSEL", p.prefix), ("VOORNAMEN", P(p.first)), ("GEB.DATUM", B(p.born)), ("GEB.PLAATS", p.town.upper()), ("BSN", BSN(p.bsn)),
                             ("STRAAT", A(p.street)), ("PC/PLAATS", A(p.town_line)), ("REKENING", IBAN(p.iban)), ("CLIENTNR", N(p.staff))]:
            if value:
                d.row([label, value], [0, 120])


def invitation(r, c, d):
    p, q, o = c.some(3)
    d.line(f"Aan de heer en mevrouw {P(p.sur)}")
    d.line(A(p.street))
    d.line(A(p.town_line))
    d.gap()
    d.para(f"Graag nodigen wij u uit voor de opening door wethouder {c.public[0].full} op {date(r)}. {P(q.full)} en {P(o.full)} verzorgen een rondleiding.")
    d.para(f"Aanmelden kan bij {P(q.first)} via {E(q.mail)} of bij het Klant Contact Centrum.")
    d.line("Namens de Stichting,")
    d.line(P(o.full))


def facts(r, c, d):
    people = c.some(4)
    d.line("Feitenrelaas")
    d.gap()
    for _ in range(r.randint(6, 9)):
        p, q = r.sample(people, 2)
        d.para(f"{date(r)}: " + r.choice([
            f"{P(p.full)} ({r.choice(['afdeling Juridische Zaken', 'team Handhaving'])}) stuurt de conceptbrief aan {P(q.full)}.",
            f"Telefonisch contact tussen {P(p.first)} en {P(q.formal)}.",
            f"Wethouder {c.public[0].last} informeert de Raad.",
            f"Mail van {P(p.first)} aan {P(q.first)} met het verzoek om stukken.",
            f"Bespreking op het Gemeentehuis met {P(p.sur)} en diens advocaat mr. {P(q.formal)}.",
            f"{P(p.sur)} trekt het bezwaar in.",
        ]))


LAYOUTS = [police, web_form, petition, hr, health, subsidy, meeting, permit, sloppy_mail, record_export, invitation, facts]
