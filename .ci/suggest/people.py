"""Who and where the made texts are about: two halves that share no name, so that nothing tuned on one is measured on it."""

import random
from collections import namedtuple

Half = namedtuple("Half", "first last words streets towns firms lookalikes mayors")

DEV = Half(
    first="""Kees Anneke Bram Fenna Gijs Hilde Jeroen Karin Lars Marloes Niels Petra Ruben Saskia Thijs Willemijn Yvonne Daan Femke
        Hassan Samira Youssef Naima Mehmet Ayşe Emre Zeynep Piotr Agnieszka Krzysztof Małgorzata Ravi Priya Sunita Wei Ling Kofi
        Abena Sergej Olga Jean-Pierre Anne-Marie Roos Mark Bas Joy Tjitske Sjoerd Wiebe Froukje Dirk-Jan Els Ger Toos Rinus""".split(),
    last=["de Boer", "van Dijk", "Hoekstra", "Postma", "van den Heuvel", "Wiersma", "Bruinsma", "Verhoeven", "Kuipers", "ter Horst",
          "van 't Hof", "Oosterhuis", "Schouten", "Bakker-Smit", "El Idrissi", "Benali", "Yılmaz", "Öztürk", "Demir", "Kowalski",
          "Nowak", "Wiśniewska", "Ramdin", "Soekhoe", "Chen", "Mensah", "Ivanov", "Dupont", "Müller", "van der Meulen", "de Graaf",
          "Zijlstra", "Terpstra", "Huizinga", "Dekkers", "Aalbers", "van Leeuwen", "Nagtegaal", "Boukhari", "Janssens"],
    words=["Rood", "Water", "Koning", "Bos", "Visser", "Timmer", "Zomer", "Dam", "Korte", "Wit"],
    streets=["Lindenlaan", "Dorpsstraat", "Prins Bernhardweg", "Jan van Galenstraat", "Oude Kerkhof", "Stationsplein", "De Meent", "Achter de Hoven",
             "Burgemeester Haspelslaan", "Kerkpad", "Wilgenhof", "Lange Nieuwstraat", "Molenkade", "Eikenhorst", "'t Zand", "Singel"],
    towns=["Voorbeeldrecht", "Oosterwolde", "Heerenveen", "Delft", "Oud-Beijerland", "Bergen op Zoom", "Sneek", "Nijkerk"],
    firms=["Bakkerij De Vries", "Bouwbedrijf Jansma B.V.", "Stichting Zorg Samen", "Autobedrijf Van Vliet", "Lumivia B.V.", "Basisschool De Regenboog",
           "Hendriks & Zonen", "Woningcorporatie Thuishof", "Advocatenkantoor Bergsma"],
    lookalikes=["Prins Hendrikkade", "Erasmusbrug", "Willem de Zwijgerlaan", "Anna Paulowna", "Ministerie van Binnenlandse Zaken", "Wet Maatschappelijke Ondersteuning",
                "Team Handhaving", "Sint Jan", "Zwarte Woud", "Raad van State", "Floriade", "Microsoft Teams", "Opel Corsa"],
    mayors=[("Marga", "Waanders"), ("Sybrand", "Tromp"), ("Els", "van Hattum"), ("Joop", "Alblas"), ("Hatice", "Karaca"), ("Egbert", "Stroomberg")],
)

TEST = Half(
    first="""Arjan Bernadette Coen Dorien Erwin Frederique Guus Hanneke Ingmar Jolanda Klaas Lotte Maarten Noortje Olivier Pauline Rogier
        Sietske Teun Vera Wouter Ilse Mohamed Fatiha Bilal Khadija Ahmet Elif Murat Derya Tomasz Katarzyna Marek Ewa Anil Shanti
        Rajesh Jing Hao Kwame Efua Dmitri Natasja Luc Marie-Claire Iris Storm Joost Sem Noa Gerrit-Jan Aukje Douwe Nynke Pim Truus
        Wim Ans Cor Ton Driss Soraya""".split(),
    last=["de Jong", "van der Linden", "Jansen", "Mulder", "van Rijn", "Dijkstra", "Vermeulen", "Sanders", "van Beek", "ten Broeke", "van 't Veer",
          "Nieuwenhuis", "Brouwer", "Peters-de Wit", "Bouzid", "El Haddad", "Kaya", "Şahin", "Çelik", "Lewandowski", "Zielińska", "Kamiński",
          "Bhagwan", "Jagroep", "Wang", "Owusu", "Petrov", "Lefèvre", "Schröder", "van Doorn", "de Lange", "Hofstra", "Feenstra", "Bolhuis", "Wolters",
          "Kamerling", "van Zanten", "Hazelhoff", "Amrani", "Claessens"],
    words=["Groen", "Berg", "Prins", "Smit", "Kok", "Vos", "Winter", "Molenaar", "Lange", "Blauw"],
    streets=["Beukenlaan", "Hoofdstraat", "Koningin Julianaweg", "Pieter de Hooghstraat", "Nieuwe Haven", "Marktplein", "De Wieken", "Onder de Toren",
             "Wethouder Smeetslaan", "Zandpad", "Esdoornhof", "Korte Breestraat", "Vaartkade", "Populierenhorst", "'t Veld", "Gracht"],
    towns=["Nieuwerveen", "Winschoten", "Drachten", "Gouda", "Nieuw-Vennep", "Alphen aan den Rijn", "Kampen", "Barneveld"],
    firms=["Slagerij De Groot", "Aannemersbedrijf Kuiper B.V.", "Stichting Welzijn Plus", "Garage Van Wijk", "Novatrix N.V.", "Basisschool Het Kompas",
           "Peeters & Partners", "Woonstichting Dakzeker", "Notariskantoor Meinema"],
    lookalikes=["Prinses Irenestraat", "Van Brienenoordbrug", "Johan de Wittlaan", "Maria Hoeve", "Ministerie van Justitie en Veiligheid", "Wet Langdurige Zorg",
                "Team Vergunningen", "Sint Nicolaas", "Hoge Veluwe", "Rekenkamer Noord", "Koningsdag", "Adobe Reader", "Ford Fiesta"],
    mayors=[("Ruud", "Vreeman"), ("Ineke", "Bakhuis"), ("Frank", "van Oord"), ("Liesbeth", "Spies-Kramer"), ("Naoufal", "Ziani"), ("Roelof", "Bleeker")],
)

SMALL = ("van", "de", "den", "der", "ter", "ten", "'t", "El")


class Person:
    """A person with all the numbers that a file may hold of one."""

    def __init__(self, rng, half, first=None, last=None):
        self.first = first or rng.choice(half.first)
        self.last = last or rng.choice(half.last + half.words[: len(half.last) // 4])
        self.extra = rng.choice(half.first) if rng.random() < 0.25 else None
        letters = [n[0] for part in ([self.first] + ([self.extra] if self.extra else [])) for n in part.split("-")]
        self.initials = "".join(f"{c}." for c in letters)
        parts = self.last.split(" ")
        cut = next((i for i, p in enumerate(parts) if p not in SMALL), 0)
        self.prefix, self.base = " ".join(parts[:cut]), " ".join(parts[cut:])
        plain = fold(self.first + "." + self.last.replace(" ", "").replace("'", ""))
        self.mail = plain + "@" + rng.choice(["voorbeeld.nl", "mailhuis.nl", "gemeente-voorbeeld.nl", "kpnmail.nl", "gmail.com"])
        digits = "".join(str(rng.randint(0, 9)) for _ in range(8))
        self.phone = rng.choice(["06-{0}", "06 {0}", "06{0}", "+31 6 {0}", "+316{0}", "06-{1}", "06 {2}", "0{3}-{4}", "(0{3}) {4}", "+31 (0)6 {2}"]).format(
            digits, f"{digits[:4]} {digits[4:]}", f"{digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:]}", rng.choice(["513", "181", "20", "30"]), "")
        if self.phone.endswith(("-", " ")):
            area = self.phone.strip("( )-").lstrip("0")
            self.phone += digits[: 9 - len(area)].replace("0", "5")
        self.bsn = bsn(rng)
        self.iban = iban(rng)
        self.plate = rng.choice(["{a}-{d3}-{b}", "{d}-{a}{b}{c}-{d2}", "{d2}-{a}{b}-{c}{e}", "{a}{b}-{d2}-{c}{e}", "{d2}-{a}{b}{c}-{d}"]).format(
            d=rng.randint(1, 9), d2=rng.randint(10, 99), d3=rng.randint(100, 999), **{k: rng.choice("BDFGHJKLNPRSTVXZ") for k in "abce"})
        if self.plate[1] == "-" and self.plate[0].isalpha():
            self.plate += rng.choice("BDFGHJ")
        self.born = date(rng, 1940, 2012)
        self.street = f"{rng.choice(half.streets)} {rng.randint(1, 240)}{rng.choice(['', '', '', 'a', ' B', '-2', ' bis'])}"
        self.postcode = f"{rng.randint(1000, 9899)} {rng.choice('ABCDEGHJKLMNPRTVWXZ')}{rng.choice('BCEGHKLMNPRTVWXZ')}"
        self.town = rng.choice(half.towns)
        self.staff = str(rng.randint(10000, 999999))
        self.code = letters[0] + "".join(p[0] for p in self.last.replace("'", "").split(" "))
        self.code = self.code[:3] if rng.random() < 0.5 else (letters[0] + self.base[0]).upper()

    @property
    def full(self):
        return f"{self.first} {self.last}"

    @property
    def formal(self):
        return f"{self.initials} {self.last}"

    @property
    def sur(self):
        return self.last[0].upper() + self.last[1:] if not self.last.startswith("'") else self.last

    @property
    def reverse(self):
        return f"{self.base}, {self.initials}" + (f" {self.prefix}" if self.prefix else "")

    @property
    def town_line(self):
        return f"{self.postcode} {self.town}"


def fold(text):
    import unicodedata

    text = text.replace("ı", "i").replace("ł", "l").replace("Ł", "L")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


def bsn(rng):
    while True:
        d = [rng.randint(0, 9) for _ in range(9)]
        if d[0] and sum(a * b for a, b in zip(d, (9, 8, 7, 6, 5, 4, 3, 2, -1))) % 11 == 0:
            s = "".join(map(str, d))
            return rng.choice([s, s, f"{s[:3]} {s[3:6]} {s[6:]}", f"{s[:4]}.{s[4:6]}.{s[6:]}"])


def iban(rng):
    bank = rng.choice(["ABNA", "INGB", "RABO", "SNSB", "TRIO", "BUNQ"])
    number = f"{rng.randint(10**8, 10**9 - 1):010d}"
    digits = "".join(str(int(c, 36)) for c in bank + number + "NL00")
    plain = f"NL{98 - int(digits) % 97:02d}{bank}{number}"
    return rng.choice([plain, " ".join(plain[i:i + 4] for i in range(0, 18, 4))])


MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


def date(rng, first=2019, last=2025):
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(first, last)
    return rng.choice([f"{day:02d}-{month:02d}-{year}", f"{day} {MONTHS[month - 1]} {year}", f"{day}-{month}-{year}"])


class Dossier:
    """The cast of one dossier."""

    def __init__(self, rng, half):
        self.rng, self.half = rng, half
        self.people = [Person(rng, half) for _ in range(14)]
        self.public = [Person(rng, half, *pair) for pair in rng.sample(half.mayors, 3)]
        self.town = rng.choice(half.towns)

    def some(self, n):
        return self.rng.sample(self.people, n)
