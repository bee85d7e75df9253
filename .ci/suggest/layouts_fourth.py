"""A fourth author's habits, with names and places of their own: measured once before anything was tuned on it, and tuned on since."""

from layouts_dev import A, B, BSN, E, IBAN, N, P, PLATE, T
from people import MONTHS, Half, date

HALF = Half(
    first="Albert Marijke Simone Gerard Tineke Wendy Dennis Patrick Monique Jasper Robin Eline Sophie Milan Finn Yara Amira Omar Halima Ibrahim Aleksandra Pawel Jagoda Vikram Anjali Xiao Adjoa Kwasi Luca Giulia Sven Astrid Hendrika Cornelis Aart Geertje Wubbo Ytsje Evert Neeltje".split(),
    last=("Smits|van der Veen|Koopmans|de Haan|Hermans|van Dam|Prinsen|van den Bosch|van der Horst|Scholten|Kooistra|Veenstra|"
        "van Loon|Gerritsen|Roelofs|de Ridder|van Es|Willems|El Amrani|Tahiri|Aydın|Arslan|Wójcik|Kaczmarek|Doerga|Mohan|Zhang|"
        "Boateng|Rossi|Lindqvist|'t Hart|van het Hoff|de Jager-Pot|Stuivenberg|Ruitenbeek|Hoogeveen|Lammers|Nijboer|Pijnenburg|"
        "Verbruggen").split("|"),
    words=("Jager|Ridder|Ruiter|Pot|Kuil|Hart").split("|"),
    streets=("Parallelweg|Wilhelminastraat|Mauritskade|Ds. van der Boschlaan|Mgr. Zwijsenplein|Rozengracht|Tweede Kostverlorenkade|"
        "Oosterparkweg|Boslust|De Hoefslag|Schapendrift|Karel Doormanstraat").split("|"),
    towns=("Zwijndrecht|Capelle aan den IJssel|Meppel|Ter Apel|Oss|Venlo|Wijk bij Duurstede|Zuidlaren").split("|"),
    firms=("Timmerfabriek Van Eck|De Jong Advies|Stichting Jeugdhulp Noord|VvE De Zonnehoek|Hotel Wilhelmina|Zorggroep Sint Maarten|"
        "Kinderdagverblijf Pippeloentje|Royal HaskoningDHV").split("|"),
    lookalikes=("Joke Smitplein|Openbaar Ministerie|Wet kinderopvang|Hart van Noord|Raad voor de Kinderbescherming|Prinses Beatrixschool|"
        "Bureau Jeugdzorg|Pinksteren").split("|"),
    mayors=[("Bea", "Moorman"), ("Wobine", "Buijs"), ("Oscar", "Dusschooten"), ("Cora", "Yfke-Sikkema"), ("Milo", "Schoenmaker"), ("Anja", "Thijs")],
)


def fill(r, h):
    return r.choice(
        [
            f"De termijn voor het indienen van bezwaar bedraagt zes weken na {date(r)}.",
            f"Voor {r.choice(h.lookalikes)} is een apart traject gestart in {MONTHS[r.randrange(12)]}.",
            f"De offerte van {r.choice(h.firms)} bedroeg € {r.randint(100,9999)},50 exclusief BTW.",
            f"De Commissie heeft zich over de kwestie gebogen en adviseert Positief.",
            f"Zie ook het rapport van {r.choice(h.firms)} en de Handreiking Participatie.",
            f"De parkeerdruk in de {r.choice(h.streets)} is volgens het Verkeersbesluit te hoog.",
            f"Dit valt onder artikel {r.randint(1,9)} lid {r.randint(1,4)} van de Verordening Jeugdhulp.",
            f"Bij vragen belt u 14 {r.randint(10,99)} of mailt u naar loket@gemeente-x.nl.",
        ]
    )


def outlook(r, c, d):
    a, b, o = c.some(3)
    d.line(P(a.full))
    d.gap(0.5)
    for l, v in [
        ("Van:", P(f"{a.base}, {a.first}" + (f" {a.prefix}" if a.prefix else "")) + " (JZ)"),
        ("Verzonden:", f"{date(r)} 11:{r.randint(10,59)}"),
        ("Aan:", P(b.full) + "; " + P(f"{o.base}, {o.first}" + (f" {o.prefix}" if o.prefix else ""))),
        ("CC:", "griffie@gemeente-x.nl"),
        ("Onderwerp:", f"RE: concept brief {r.choice(c.half.firms)}"),
    ]:
        d.row([l, v], [0, 90])
    d.gap()
    d.line(f"Ha {P(b.first)},")
    d.gap(0.5)
    d.para(
        f"Zoals net besproken met {P(o.first)} stuur ik je de aangepaste versie. {fill(r,c.half)} Kun jij {P(c.people[7].full)} ({T(c.people[7].phone)}) nog benaderen?"
    )
    d.para(
        f"Overigens hoorde ik van {P(c.people[8].first)} {P(c.people[8].last)} dat zij eerder weg is.".replace(
            P(c.people[8].first) + " " + P(c.people[8].last), P(c.people[8].full)
        )
    )
    d.line(f"Groet {P(a.first)}")
    d.gap()
    d.line(f"{P(a.full)} - juridisch medewerker - {E(a.mail)} - {T(a.phone)}")


def bob(r, c, d):
    p, q = c.some(2)
    d.line("BESLISSING OP BEZWAAR")
    d.gap()
    d.para(
        f"Op {date(r)} ontvingen wij het bezwaarschrift van mevrouw {P(p.formal)} (hierna: bezwaarmaakster), {A(p.street)}, {A(p.town_line)}, tegen het besluit van {date(r)}."
    )
    d.para(f"Bezwaarmaakster is gehoord op {date(r)}. Namens het college verschenen {P(q.formal)} en {P(c.people[5].formal)}. {fill(r,c.half)}")
    d.para(
        f"Mevrouw {P(p.sur)} voert aan dat haar zoon {P(c.people[6].first)} (geboren {B(c.people[6].born)}) extra zorg nodig heeft. {fill(r,c.half)} De stelling van {P(p.sur)} slaagt niet."
    )
    d.line("Het college van burgemeester en wethouders,")
    d.line("namens deze,")
    d.gap()
    d.line(P(q.full))
    d.line("afdelingsmanager Juridische Zaken")


def truant(r, c, d):
    k, m, l = c.some(3)
    d.line("Melding schoolverzuim")
    d.gap()
    for lab, v in [
        ("Naam leerling", P(k.full)),
        ("Geboortedatum leerling", B(k.born)),
        ("BSN leerling", BSN(k.bsn)),
        ("Adres leerling", A(f"{k.street} {k.town_line}")),
        ("Naam ouder/verzorger", P(m.full)),
        ("Telefoonnummer ouder", T(m.phone)),
        ("Leerplichtambtenaar", P(l.formal)),
        ("School", r.choice(["Prinses Beatrixschool", "OBS De Wegwijzer"])),
    ]:
        d.row([lab, v], [0, 190])
    d.gap()
    d.para(
        f"{P(k.first)} is sinds {date(r)} niet op school verschenen. Volgens moeder is {P(k.first)} ziek. Leerplichtambtenaar {P(l.sur)} heeft op {date(r)} contact gehad met {P(m.first)} {P(m.last)}.".replace(
            P(m.first) + " " + P(m.last), P(m.full)
        )
    )


def apply(r, c, d):
    p = c.some(1)[0]
    d.line(P(p.full))
    d.line(A(p.street))
    d.line(A(p.town_line))
    d.line(T(p.phone))
    d.line(E(p.mail))
    d.gap()
    d.line("Betreft: sollicitatie Consulent Werk en Inkomen")
    d.gap()
    d.line("Geachte heer, mevrouw,")
    d.gap(0.5)
    d.para(
        f"Met veel interesse las ik de vacature. Momenteel werk ik bij {r.choice(c.half.firms)}, waar {P(c.people[4].full)} mijn leidinggevende is. {fill(r,c.half)}"
    )
    d.line("Met vriendelijke groeten,")
    d.gap(2)
    d.line(P(p.full))


def tenants(r, c, d):
    d.line("Huurderslijst complex " + r.choice(c.half.streets))
    d.gap()
    d.row(["Huurder", "Huisnr", "Telefoonnummer", "E-mailadres", "Huurachterstand"], [0, 130, 180, 280, 430])
    for p in c.some(r.randint(6, 9)):
        d.row([P(r.choice([p.full, p.formal])), str(r.randint(1, 90)), T(p.phone), E(p.mail), f"€ {r.randint(10,900)}"], [0, 130, 180, 280, 430])


def visit(r, c, d):
    p, q, o = c.some(3)
    d.line("Verslag huisbezoek Wmo")
    d.line(f"Datum bezoek: {date(r)}")
    d.line(f"Consulent: {P(q.full)}")
    d.line(f"Aanwezig bij gesprek: cliënt, {P(o.full)} (dochter)")
    d.gap()
    d.para(f"Meneer {P(p.sur)} ({B(p.born)}) woont alleen aan de {A(p.street)}. Zijn dochter {P(o.first)} doet de boodschappen. {fill(r,c.half)}")
    d.para(
        f"Meneer {P(p.sur)} heeft een scootmobiel. De fysiotherapeut, {P(c.people[9].formal)}, komt twee keer per week. Thuiszorg wordt geleverd door {r.choice(c.half.firms)}."
    )
    d.para(f"Afspraken: {P(q.first)} vraagt een indicatie aan; {P(o.first)} levert het rekeningnummer aan ({IBAN(p.iban)}).")


def note(r, c, d):
    a, b = c.some(2)
    d.row(["Registratienummer", f"{r.randint(100000,999999)}", "Portefeuillehouder", c.public[0].full], [0, 130, 240, 370])
    d.row(["Opsteller", P(a.full), "Datum", date(r)], [0, 130, 240, 370])
    d.row(["Afdeling", "Ruimte", "Meelezer", P(b.full)], [0, 130, 240, 370])
    d.gap()
    d.para(
        f"Voorgesteld besluit: de heer {P(c.people[3].formal)} een tegemoetkoming te verlenen. {fill(r,c.half)} Wethouder {c.public[0].last} heeft hierover met {P(b.first)} gesproken."
    )
    for _ in range(3):
        d.para(fill(r, c.half) + " " + fill(r, c.half))


def incident2(r, c, d):
    p, q, o = c.some(3)
    d.line("Rapportage toezicht openbare orde")
    d.gap()
    d.para(
        f"Op {date(r)} te {r.randint(10,22)}:{r.randint(10,59)} uur zagen wij, boa's {P(p.sur)} en {P(q.sur)}, een personenauto (kenteken {PLATE(o.plate)}) op het trottoir staan. De bestuurder legitimeerde zich als {P(o.last+', '+o.first)}, geboren {B(o.born)}, wonende te {o.town}, {A(o.street)}. Rijbewijsnr. {N(str(r.randint(10**9,10**10-1)))}.".replace(
            P(o.last + ", " + o.first), P(o.full)
        )
    )
    d.para(f"{P(o.sur)} werd verbaal agressief richting collega {P(q.sur)}. Omstander {P(c.people[10].full)} filmde het voorval. {fill(r,c.half)}")
    d.line(f"{P(p.formal)}, boa domein I, pasnummer {N(p.staff)}")


LAYOUTS = [outlook, bob, truant, apply, tenants, visit, note, incident2]
