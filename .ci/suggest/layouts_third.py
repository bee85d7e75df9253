"""A third author's habits, with names and places of their own: measured once before anything was tuned on it, and tuned on since."""

from layouts_dev import A, B, BSN, E, IBAN, P, PLATE, T, filler
from people import MONTHS, Half, date

HALF = Half(
    first="Jikke Ubbo Wietse Sjaan Oeds Merthe Fedde Bouke Zoubida Thanh Ngozi Chidi Jadranka Zvonimir Ioana Siobhan Lieke Stijn Koen Mirjam Bart Esther Rob Linda Peter Ria Hans Ineke Fouad Naoual Selim Gül Bogdan Zofia Ashwin Radjesh Mei Yaw".split(),
    last=("Quispel|Ottevanger|Zuurbier|Wiegersma|Tjalma|Oudshoorn|Kloosterman|Paardekooper|Spaargaren|Zonneveld|van Rossem|"
        "van Nieuwkerk|Mekonnen|Haile|Nguyen|Tran|Adeyemi|Horvat|de Groot|Groot|van den Brink|van der Wal|in 't Veld|op den Kamp|"
        "Bos-de Haan|El Khatib|ten Cate|Boonstra|Poelman|Kuiper").split("|"),
    words=("Zwart|Kramer|Veen|Haas|Steen|Vis").split("|"),
    streets=("Kerkweg|Noordeinde|Plein 1944|Laan van Nieuw Oosteinde|Van Speijkstraat|Dr. Schaepmanstraat|P.C. Hooftlaan|Zuidhoek|"
        "Haven|Oranje Nassaulaan|De Run|Achterom").split("|"),
    towns=("Leidschendam|Den Haag|Hoek van Holland|Zuidbroek|Ulft|Etten-Leur|'s-Hertogenbosch|Veen").split("|"),
    firms=("Van der Valk Hotel|Loodgietersbedrijf Smits|Heijmans Infra BV|Stichting De Brink|ABN AMRO|KPN|Koninklijke BAM Groep|"
        "Architectenbureau Jansen & De Wit").split("|"),
    lookalikes=("Van Goghmuseum|Wet open overheid|Huis van de Wijk|Prins Clausplein|Koningin Wilhelminapark|Albert Cuypmarkt|"
        "Jan Ligthartschool|Commissie Van der Steur").split("|"),
    mayors=[("Ahmed", "Marcouch"), ("Femke", "Halsema"), ("Jan", "van Zanen"), ("Carola", "Schouten"), ("Hubert", "Bruls"), ("Sharon", "Dijksma")],
)


def memo(r, c, d):
    a, b, o = c.some(3)
    d.line("MEMO")
    d.gap()
    for l, v in [
        ("Aan", "College van B&W"),
        ("Van", P(a.full) + ", team Juridische Zaken"),
        ("Cc", P(b.formal)),
        ("Datum", date(r)),
        ("Betreft", "Handhaving " + r.choice(c.half.streets)),
    ]:
        d.row([l, v], [0, 80])
    d.gap()
    d.line("Aanleiding")
    d.para(
        f"In {MONTHS[r.randrange(12)]} heeft de eigenaar, de heer {P(o.formal)}, zich gemeld bij het klantcontactcentrum. Ambtenaar {P(b.sur)} heeft hem te woord gestaan. {filler(r,c.half)}"
    )
    d.para(
        f"Op {date(r)} is een dwangsom opgelegd aan {P(o.sur)}. Namens hem heeft {P(c.people[9].formal)} van {r.choice(c.half.firms)} een zienswijze ingediend."
    )
    d.line("Advies")
    d.para("Het College wordt gevraagd in te stemmen met het voorgestelde besluit. Portefeuillehouder wethouder " + c.public[0].last + " is geïnformeerd.")


def letter2(r, c, d):
    p, q = c.some(2)
    d.row(["Retouradres: Postbus 100, 2500 AA Den Haag", ""], [0, 300])
    d.gap()
    d.line(r.choice(c.half.firms))
    d.line("T.a.v. mevrouw " + P(p.formal))
    # The firm's address.
    d.line(p.street)
    d.line(p.postcode + "  " + p.town.upper())
    d.gap()
    for l, v in [
        ("Datum", date(r)),
        ("Ons kenmerk", f"D{r.randint(10000,99999)}"),
        ("Contactpersoon", P(q.full)),
        ("Doorkiesnummer", T(q.phone)),
        ("Onderwerp", "Ontvangstbevestiging"),
    ]:
        d.row([l, v], [0, 120])
    d.gap()
    d.line(f"Geachte mevrouw {P(p.sur)},")
    d.gap()
    d.para(
        f"Uw brief van {date(r)} hebben wij ontvangen. Uw verzoek is in behandeling bij {P(q.first)} {P(q.sur)} . {filler(r,c.half)}".replace(
            P(q.first) + " " + P(q.sur) + " .", P(q.full) + "."
        )
    )
    for _ in range(2):
        d.para(filler(r, c.half))
    d.line("Hoogachtend,")
    d.gap()
    d.line("Burgemeester en wethouders van Leidschendam,")
    d.line("namens dezen,")
    d.gap(2)
    d.line(P(q.formal))
    d.line("Hoofd afdeling Veiligheid")


def notes(r, c, d):
    d.line("Telefoonnotities")
    for _ in range(r.randint(6, 10)):
        p, q = c.some(2)
        d.para(
            f"{date(r)} {r.randint(8,17)}.{r.randint(10,59)}u - "
            + r.choice(
                [
                    f"Dhr. {P(p.sur)} gebeld, wil teruggebeld worden door {P(q.first)}. Nr: {T(p.phone)}",
                    f"Gesproken met {P(p.full)}, eigenaresse pand {A(p.street)}.",
                    f"Mw {P(p.formal)} vraagt naar stand van zaken. Doorgezet naar {P(q.full)}.",
                    f"{P(q.first)} {r.choice(['afwezig','ziek','op vakantie'])}, overgenomen door {P(p.first)}.",
                    f"Familie {P(p.sur)} klaagt over geluid van buren ({P(q.sur)}, nr 12).",
                ]
            )
        )


def involved(r, c, d):
    d.line("Bijlage 3: Lijst van betrokkenen")
    d.gap()
    for n, p in enumerate(c.some(r.randint(5, 8)), 1):
        d.line(f"{n}) {P(p.full)}, {r.choice(['bewoner','raadsman','ooggetuige','projectontwikkelaar'])}, geb. {B(p.born)}, BSN {BSN(p.bsn)}")


def minutes2(r, c, d):
    ps = c.some(4)
    m = c.public[0]
    d.line("Notulen bewonersoverleg " + date(r))
    d.gap()
    d.line("Aanwezig")
    d.line(f"Mevr. {P(ps[0].sur)} (voorzitter bewonersvereniging)")
    d.line(f"Dhr. {P(ps[1].formal)}")
    d.line(f"Wethouder {m.last}")
    d.line(f"{P(ps[2].full)} (notulist)")
    d.gap()
    for _ in range(6):
        p, q = r.sample(ps, 2)
        d.para(
            r.choice(
                [
                    f"Mevr. {P(ps[0].sur)} opent de vergadering.",
                    f"{P(p.sur)} vraagt wanneer de bomen worden gekapt. De Wethouder zegt toe dit uit te zoeken.",
                    f"Volgens {P(q.sur)} is de beslissing al genomen; {P(p.first)} {P(p.sur)} bestrijdt dit.".replace(P(p.first) + " " + P(p.sur), P(p.full)),
                    filler(r, c.half),
                    f"Actiepunt: {P(p.first)} stuurt de tekening aan {P(q.first)}.",
                ]
            )
        )


def table2(r, c, d):
    d.line("Overzicht deelnemers inburgering")
    d.gap()
    col = [0, 60, 190, 280, 400]
    d.row(["Nr.", "Achternaam", "Voornaam", "Geboortedatum", "Telefoon"], col)
    for n, p in enumerate(c.some(r.randint(6, 9)), 1):
        d.row([str(n), P(p.last), P(p.first), B(p.born), T(p.phone)], col)


def compl(r, c, d):
    p, q = c.some(2)
    d.line("Klachtformulier")
    d.gap()
    for l, v in [
        ("Ingediend door:", P(p.full)),
        ("Adres:", A(p.street)),
        ("Woonplaats:", A(p.town_line)),
        ("Mobiel:", T(p.phone)),
        ("E-mail:", E(p.mail)),
        ("Betrokken medewerker:", P(q.full)),
        ("Rekeningnummer:", IBAN(p.iban)),
        ("Kenteken:", PLATE(p.plate)),
    ]:
        d.row([l, v], [0, 150])
    d.gap()
    d.para(
        f"Ik werd aan de balie onheus bejegend door mevrouw {P(q.sur)}. Mijn dochter {P(c.people[8].first)} was erbij. Later belde {P(q.first)} mij op. {filler(r,c.half)}"
    )
    d.line("Ondertekend te " + p.town + " op " + date(r))
    d.line(P(p.formal))


def wapp(r, c, d):
    a, b, o = c.some(3)
    d.line("Export groepschat Buurtpreventie")
    for _ in range(10):
        p = r.choice([a, b, o])
        d.line(
            f"{r.randint(1,28)}/{r.randint(1,12)}/2{r.randint(1,4)}, {r.randint(8,22)}:{r.randint(10,59)} - {P(p.full)}: "
            + r.choice(
                [
                    "Iemand gezien?",
                    f"{P(a.first)} staat weer buiten",
                    f"Bel {P(b.first)} even",
                    "Kenteken is " + PLATE(o.plate),
                    "Ok top",
                    "Politie is onderweg naar het Plein",
                ]
            )
        )


LAYOUTS = [memo, letter2, notes, involved, minutes2, table2, compl, wapp]
