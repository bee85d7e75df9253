"""Layouts that rules may be tuned on."""

from people import MONTHS, date

P, A, E, T, N = (lambda k: lambda s: "{{%s|%s}}" % (k, s))("person"), (lambda s: "{{address|%s}}" % s), (lambda s: "{{email|%s}}" % s), (lambda s: "{{phone|%s}}" % s), (lambda s: "{{number|%s}}" % s)
I = lambda s: "{{initials|%s}}" % s
B = lambda s: "{{birthdate|%s}}" % s
BSN = lambda s: "{{bsn|%s}}" % s
IBAN = lambda s: "{{iban|%s}}" % s
PLATE = lambda s: "{{plate|%s}}" % s


def filler(r, half):
    """Sentences without anybody."""
    firm, place, street = r.choice(half.firms), r.choice(half.lookalikes), r.choice(half.streets)
    return r.choice([
        f"De commissie heeft het verzoek op {date(r)} ontvangen en in behandeling genomen.",
        f"De werkzaamheden aan de {street} zijn uitgevoerd door {firm} en zijn inmiddels afgerond.",
        f"Op grond van artikel {r.randint(2, 9)}.{r.randint(1, 30)} van de Algemene wet bestuursrecht kunt u bezwaar maken.",
        f"In het overleg over {place} is afgesproken dat de planning voor Kerst wordt vastgesteld.",
        f"De kosten bedragen € {r.randint(100, 9000)},- en komen ten laste van het budget Openbare Ruimte.",
        f"Het dossier is geregistreerd onder zaaknummer Z-{r.randint(2019, 2025)}-{r.randint(1000, 99999)}.",
        f"De Raad heeft in de vergadering van {date(r)} ingestemd met de Nota Grondbeleid.",
        f"Voor {place} geldt het Bestemmingsplan Centrum, dat in {r.choice(MONTHS)} is herzien.",
        f"Vragen kunt u stellen via info@gemeente-voorbeeld.nl of via telefoonnummer 14 0513.",
        f"Met Google Maps en het Kadaster is de ligging van het perceel nagegaan.",
        f"De Inspectie Leefomgeving en Transport heeft geen aanleiding gezien tot handhaving.",
        f"Factuurnummer {r.randint(20190000, 20259999)} van {firm} is nog niet betaald; het KvK-nummer is {r.randint(10000000, 89999999)}.",
    ])


def talk(r, p, q):
    """A sentence about persons."""
    return r.choice([
        f"Ik heb gisteren met {P(p.first)} gebeld en zij gaf aan dat de afspraak niet doorgaat.",
        f"Volgens {P(p.full)} was dit al bekend bij {P(q.first)}.",
        f"De heer {P(p.sur)} heeft aangegeven dat hij bereikbaar is op {T(p.phone)}.",
        f"Mevrouw {P(q.formal)} verklaarde dat zij dit niet heeft gezien.",
        f"{P(p.first)} heeft dit besproken met {P(q.full)}.",
        f"Kun jij dit oppakken, {P(q.first)}?",
        f"Stuur het stuk ook even naar {E(p.mail)}, dan kan {P(p.first)} meekijken.",
        f"Buurman {P(p.sur)} klaagt al maanden over geluid.",
        f"De auto met kenteken {PLATE(p.plate)} staat op naam van {P(p.formal)}.",
        f"Zij woont sinds kort aan de {A(p.street)} te {p.town}.",
    ])


def sign(r, d, p, phone=True):
    d.line(r.choice(["Met vriendelijke groet,", "Groet,", "Mvg,", "Hartelijke groeten,"]))
    d.gap(r.choice([0.2, 1.0]))
    d.line(P(r.choice([p.full, p.first, p.full])))
    if r.random() < 0.6:
        d.line(r.choice(["Beleidsmedewerker Openbare Ruimte", "Juridisch adviseur", "Projectleider", "Team Handhaving"]))
    if phone and r.random() < 0.7:
        d.line(f"T {T(p.phone)}" if r.random() < 0.5 else f"Mobiel: {T(p.phone)}")
    if phone and r.random() < 0.5:
        d.line(f"E {E(p.mail)}")


def mail_thread(r, c, d):
    people = c.some(3)
    subject = r.choice(["Overlast speelplaats", "Vergunning terras", "Planning werkzaamheden", "Terugbelverzoek"])
    for n in range(r.randint(2, 4)):
        a, b, o = people[n % 3], people[(n + 1) % 3], people[(n + 2) % 3]
        quote = "> " * min(n, 2)
        d.line(quote + f"Van: {P(a.full)} <{E(a.mail)}>")
        d.line(quote + f"Verzonden: {r.choice(['maandag', 'dinsdag', 'woensdag'])} {date(r)} {r.randint(8, 18)}:{r.randint(10, 59)}")
        d.line(quote + f"Aan: {P(b.reverse) if r.random() < 0.3 else P(b.full)}" + (f"; {P(o.full)}" if r.random() < 0.6 else ""))
        d.line(quote + ("RE: " if n else "") + f"Onderwerp: {subject}" if not n else quote + f"Onderwerp: RE: {subject}")
        d.gap(0.6)
        d.line(quote + f"{r.choice(['Beste', 'Hoi', 'Dag'])} {P(b.first)},")
        d.gap(0.6)
        for _ in range(r.randint(1, 3)):
            d.para(talk(r, a, o) if r.random() < 0.6 else filler(r, c.half), prefix=quote)
        sign(r, d, a)
        d.gap(1)


def minutes(r, c, d):
    people, mayor = c.some(5), c.public[0]
    d.line("Verslag werkgroep Leefomgeving")
    d.line(f"Datum: {date(r)}    Locatie: zaal Prinsenhof")
    d.gap()
    d.para("Aanwezig: " + f"wethouder {mayor.last} (voorzitter), " + ", ".join(f"{P(p.full)} ({I(p.code)})" for p in people[:4]))
    d.line(f"Afwezig: {P(people[4].full)}")
    d.line(f"Verslag: {P(people[0].formal)}")
    d.gap()
    for n, point in enumerate(["Opening", "Mededelingen", "Voortgang projecten", "Rondvraag"], 1):
        d.line(f"{n}. {point}")
        p, q = people[r.randrange(4)], people[r.randrange(4)]
        d.para(r.choice([
            f"{I(p.code)} meldt dat de subsidie is verleend. {I(q.code)} vraagt naar de planning.",
            f"{P(p.first)} licht de stand van zaken toe. Wethouder {mayor.last} complimenteert het team.",
            f"{filler(r, c.half)} {P(q.first)} zoekt dit uit.",
        ]))
        if r.random() < 0.7:
            d.line(f"Actie: {I(p.code)}, gereed voor {date(r)}")
        d.gap(0.5)


def objection(r, c, d):
    p, q = c.some(2)
    d.line(P(p.formal))
    d.line(A(p.street))
    d.line(A(p.town_line))
    d.gap()
    d.line("Aan het college van burgemeester en wethouders")
    d.line("Postbus 15")
    d.line(f"8440 AA {c.town}")
    d.gap()
    d.line(f"{p.town}, {date(r)}")
    d.gap()
    d.line(f"Betreft: bezwaarschrift tegen besluit met kenmerk {r.randint(2019, 2025)}/{r.randint(1000, 9999)}")
    d.gap()
    d.line("Geacht college,")
    d.gap(0.5)
    d.para(f"Hierbij maak ik, {P(p.full)}, geboren op {B(p.born)}, wonende aan de {A(p.street)} te {p.town}, bezwaar tegen uw besluit van {date(r)}.")
    d.para(filler(r, c.half))
    d.para(f"Mijn buurvrouw, mevrouw {P(q.sur)}, heeft hier ook last van. Zij is te bereiken op {T(q.phone)} of per mail via {E(q.mail)}.")
    if r.random() < 0.6:
        d.para(f"Het te veel betaalde bedrag ontvang ik graag op {IBAN(p.iban)} ten name van {P(p.formal)}.")
    d.line("Hoogachtend,")
    d.gap(2)
    d.line(P(p.formal))


def form(r, c, d):
    p, q = c.some(2)
    d.line("Aanvraagformulier bijzondere bijstand")
    d.gap()
    column = [0, 170]
    rows = [
        ("Achternaam", P(p.base)), ("Tussenvoegsel", p.prefix), ("Voorletters", P(p.initials)), ("Voornamen", P(p.first)),
        ("Geboortedatum", B(p.born)), ("Burgerservicenummer", BSN(p.bsn)), ("Adres", A(p.street)), ("Postcode en woonplaats", A(p.town_line)),
        ("Telefoonnummer", T(p.phone)), ("E-mailadres", E(p.mail)), ("IBAN", IBAN(p.iban)), ("Ten name van", P(p.formal)),
        ("Documentnummer paspoort", N("N" + r.choice("XPW") + "D" + str(r.randint(100000, 999999)))), ("Naam partner", P(q.full)),
        ("Soort aanvraag", "Eerste aanvraag"), ("Reden", "Kosten van verhuizing"), ("Datum ontvangst", date(r)), ("Behandeld door", P(c.people[0].full)),
    ]
    colon = r.random() < 0.5
    for label, value in rows:
        if value and not (label == "Tussenvoegsel"):
            d.row([label + (":" if colon else ""), value], column)
    d.gap()
    d.para(filler(r, c.half))


def inspection(r, c, d):
    p, q, o = c.some(3)
    d.line("RAPPORT VAN BEVINDINGEN")
    d.gap()
    for label, value in [("Toezichthouder", P(p.formal)), ("Boa-nummer", N(str(r.randint(100000, 999999)))), ("Datum controle", date(r)), ("Locatie", A(f"{q.street}, {q.town_line}")),
                         ("Overtreder", P(q.full)), ("Geb. datum", B(q.born))]:
        d.line(f"{label}: {value}")
    d.gap()
    d.para(f"Op {date(r)} omstreeks {r.randint(8, 22)}.{r.randint(10, 59)} uur bevond ik, toezichthouder {P(p.sur)}, mij in de {r.choice(c.half.streets)} te {q.town}.")
    d.para(f"Ik zag een voertuig met kenteken {PLATE(q.plate)}. De bestuurder gaf op te zijn: {P(q.full)}, geboren te {q.town} op {B(q.born)}.")
    d.para(f"Getuige {P(o.full)} verklaarde dat de heer {P(q.sur)} daar vaker staat. {P(o.sur)} weigerde een schriftelijke verklaring.")
    d.para(filler(r, c.half))
    d.line("Aldus opgemaakt,")
    d.gap()
    d.line(P(p.formal))


def chat(r, c, d):
    a, b = c.some(2)
    style = r.randrange(3)
    for _ in range(r.randint(9, 16)):
        p, q = (a, b) if r.random() < 0.5 else (b, a)
        name = P(p.first if style else p.full)
        hour = f"{r.randint(8, 22)}:{r.randint(10, 59)}"
        day = f"{r.randint(1, 28):02d}-{r.randint(1, 12):02d}-{r.randint(2020, 2024)}"
        head = [f"[{day} {hour}] {name}: ", f"{day} {hour} - {name}: ", f"{name}  {hour}"][style]
        said = r.choice(["Ben je er al?", "Ja komt goed", f"Heb je {P(c.people[3].first)} nog gesproken?", "Morgen pas denk ik", f"bel even {T(q.phone)}", f"Stuur maar naar {E(q.mail)}",
                         f"@{P(q.first)} kun jij dit doen?", "Gisteren was ik bij de Albert Heijn", "Ok dan zie ik je Vrijdag"])
        if style == 2:
            d.line(head)
            d.line(said)
        else:
            d.line(head + said)


def attendance(r, c, d):
    d.line(f"Presentielijst informatieavond {date(r)}")
    d.gap()
    columns = [0, 130, 270, 380]
    d.row(["Naam", "Adres", "Telefoon", "Handtekening"], columns)
    for p in c.some(r.randint(6, 11)):
        d.row([P(r.choice([p.full, p.formal, p.reverse])), A(p.street), T(p.phone), ""], columns)
    d.gap()
    d.para(filler(r, c.half))


def decision(r, c, d):
    p = c.some(1)[0]
    mayor, second = c.public[0], c.public[1]
    d.line(f"Gemeente {c.town}")
    d.line("Bezoekadres: Raadhuisplein 1")
    d.gap()
    d.line(f"De heer {P(p.formal)}")
    d.line(A(p.street))
    d.line(A(p.town_line))
    d.gap()
    for label, value in [("Ons kenmerk", f"{r.randint(2019, 2025)}-{r.randint(10000, 99999)}"), ("Behandeld door", P(c.people[0].full)), ("Telefoon", T(c.people[0].phone)), ("Datum", date(r))]:
        d.row([label, value], [0, 140])
    d.gap()
    d.line(f"Geachte heer {P(p.sur)},")
    d.gap(0.5)
    d.para(f"U heeft op {date(r)} een vergunning aangevraagd voor het perceel {A(p.street)}. Wij hebben besloten de vergunning te verlenen.")
    for _ in range(r.randint(2, 4)):
        d.para(filler(r, c.half))
    d.para(f"Wethouder {second.full} heeft hierover op {date(r)} met bewoners gesproken. Burgemeester {mayor.last} was verhinderd.")
    d.line("Met vriendelijke groet,")
    d.line(f"namens burgemeester en wethouders van {c.town},")
    d.gap()
    d.line(P(c.people[0].full))
    d.line("teamleider Vergunningen")


def journal(r, c, d):
    d.line("Contactjournaal")
    d.gap()
    p = c.some(1)[0]
    d.line(f"Cliënt: {P(p.formal)} ({B(p.born)})" if r.random() < 0.4 else f"Cliënt: {P(p.formal)}, geb. {B(p.born)}")
    d.line(f"Cliëntnummer: {N(p.staff)}")
    d.gap()
    for _ in range(r.randint(5, 9)):
        w, q = c.some(2)
        d.para(f"{date(r)}  " + r.choice([
            f"Gebeld met {P(p.first)}; huisarts {P(q.sur)} is op de hoogte. ({P(w.first)})",
            f"Huisbezoek aan de {A(p.street)}. Zoon {P(q.first)} was aanwezig.",
            f"Overleg met {P(w.full)} van {r.choice(c.half.firms)}.",
            f"Mail ontvangen van {E(q.mail)} over de afspraak van {date(r)}.",
            "Geen gehoor. Voicemail ingesproken.",
        ]))


def export(r, c, d):
    sep = r.choice(["; ", " | "])
    d.line("Uitvoer zaaksysteem")
    d.line(sep.join(["Nr", "Naam", "Geb.datum", "Postcode", "E-mail", "Status"]))
    for n, p in enumerate(c.some(r.randint(6, 10)), 1):
        d.line(sep.join([str(n), P(p.reverse), B(p.born), A(p.postcode), E(p.mail), r.choice(["open", "gesloten"])]))


def prose(r, c, d):
    d.line("Raadsvoorstel Grondexploitatie")
    d.gap()
    for _ in range(r.randint(6, 10)):
        d.para(" ".join(filler(r, c.half) for _ in range(3)))
    m = c.public[2]
    d.para(f"Portefeuillehouder: {m.full}. De raad besluit conform het voorstel van wethouder {m.last}.")


LAYOUTS = [mail_thread, minutes, objection, form, inspection, chat, attendance, decision, journal, export, prose]
