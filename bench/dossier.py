"""Makes dossiers of any size for the benchmark: invented reports on an invented country, with names, figures, dates and
statements in plain English. Report number i depends on i alone, so a small dossier is the beginning of every larger one."""

import datetime
import json
import pathlib
import random

GIVEN = "Ada Bruno Celia Dario Elena Fabio Greta Hugo Ines Jonas Karla Leon Marta Nils Olga Pavel Rosa Simon Tilda Victor".split()
FAMILY = "Abel Brandt Castell Dorn Ekman Falk Grau Holm Ibarra Jansen Kessel Lund Moreau Novak Oster Prado Quint Rask Soler Thorne".split()
PLACES = "Alder Brink Corran Dunmere Eastholm Farrow Gellan Harrowgate Istria Junction Kelling Lowmoor".split()
BODIES = ["Harbour Authority", "Ministry of Works", "River Council", "Miners' Union", "Teachers' Association", "Water Board"]
OUTLETS = ["The Alder Post", "Brink Courier", "Corran Daily", "Dunmere Herald", "Eastholm Gazette", "The Farrow Times"]
TAGS = ["floods", "mines", "schools", "ferries", "courts", "prices", "elections", "health"]
FIRST_DAY = datetime.date(2016, 1, 1)
DAYS = 3600
PARAGRAPHS = (8, 18)

SENTENCES = [
    "At least {n} people were hurt when the embankment at {place} gave way on {day}, the {body} said.",
    "“We were told nothing until the water stood in the street,” {person} said.",
    "{person} told reporters that more than {n} families had left {place} since {month}.",
    "The {body} put the damage at ${m} million, twice what it had counted a week earlier.",
    "Between {n} and {more} workers stayed away from the pits near {place}, according to {person}.",
    "Prices rose by {p} per cent in the year to {month}, the {body} reported.",
    "{person}, who leads the {body}, denied on {day} that the gate had been left open.",
    "A court in {place} released {few} of those who had been detained in {month}.",
    "The ferry carries some {n} passengers a day and was last inspected in {year}.",
    "“Nobody asked us,” said {person}, a teacher from {place} for {few} years.",
    "The road to {place} has been closed since last week and will open in three days.",
    "It was the third time in a decade that {place} had been cut off, {person} said.",
    "Schools will stay shut until {day}, when the {body} is to meet again.",
    "Of {more} houses that were looked at, {n} cannot be lived in any more.",
    "The report runs to {few} pages and names neither the builder nor the {body}.",
]


def person(dice):
    """A name; a few are in the news far more often than the others."""
    return f"{GIVEN[int(dice.paretovariate(1)) % len(GIVEN)]} {FAMILY[int(dice.paretovariate(0.7)) % len(FAMILY)]}"


def slug(text):
    return "".join(letter if letter.isalnum() else "-" for letter in text.lower()).strip("-")


def report(i):
    """Front matter and paragraphs of report number i."""
    dice = random.Random(f"report {i}")
    published = FIRST_DAY + datetime.timedelta(days=dice.randrange(DAYS))
    people = [person(dice) for _ in range(4)]

    def sentence():
        few, n = dice.randint(2, 12), dice.randint(13, 900)
        told = published - datetime.timedelta(days=dice.randint(1, 400))
        return dice.choice(SENTENCES).format(
            person=dice.choice(people), place=dice.choice(PLACES), body=dice.choice(BODIES), few=few, n=n,
            more=n + dice.randint(1, 400), m=dice.randint(1, 90), p=dice.randint(1, 30),
            day=f"{told:%B} {told.day}", month=f"{told:%B %Y}", year=published.year - dice.randint(1, 20))

    paragraphs = [" ".join(sentence() for _ in range(dice.randint(2, 5))) for _ in range(dice.randint(*PARAGRAPHS))]
    if dice.random() < 0.1:
        rows = "\n".join(f"| {published.year - k} | {dice.randint(10, 999)} |" for k in range(6))
        paragraphs.insert(3, f"| Year | Cases |\n|---|---:|\n{rows}")
    links = [dice.randrange(i) for _ in range(dice.randint(0, 2))] if i else []
    return {"slug": f"report-{i:06}", "title": f"{dice.choice(PLACES)}: {sentence()[:60].rstrip(' ,.')}",
            "published": published.isoformat(), "source": dice.choice(OUTLETS), "tags": dice.sample(TAGS, 2),
            "actors": sorted(set(people)), "links": links, "paragraphs": paragraphs}


def front_matter(fields):
    return "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items()) + "---\n\n"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def for_diurna(root, count):
    """A dossier of so many reports, with a file for every actor."""
    write(root / "site.yaml", "title: Benchmark\nbase_url: https://bench.example/\n")
    actors = set()
    for one in map(report, range(count)):
        actors.update(one["actors"])
        links = "".join(f"\n\nSee [an earlier report](report-{link:06}.md)." for link in one["links"])
        front = {key: one[key] for key in ("title", "published", "source", "tags", "actors")}
        write(root / f"content/articles/{one['slug']}.md", front_matter(front) + "\n\n".join(one["paragraphs"]) + links + "\n")
    for name in sorted(actors):
        write(root / f"content/actors/{slug(name)}.md", front_matter({"name": name, "kind": "person"}))


def for_hugo(root, count):
    """The same reports as a Hugo site with lists of actors, outlets and tags, related reports, a feed and a search index."""
    settings = {"title": "Benchmark", "baseURL": "https://bench.example/",
                "taxonomies": {"actor": "actors", "source": "sources", "tag": "tags"},
                "outputs": {"home": ["html", "rss", "json"]}}
    write(root / "hugo.json", json.dumps(settings))
    base = ('<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
            '<body><nav><a href="/articles/">Reports</a> <a href="/actors/">Actors</a></nav>'
            '<main>{{ block "main" . }}{{ end }}</main></body></html>')
    pages = '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2 January 2006" }}</li>{{ end }}</ul>'
    write(root / "layouts/_default/baseof.html", base)
    write(root / "layouts/_default/list.html", '{{ define "main" }}<h1>{{ .Title }}</h1>' + pages + "{{ end }}")
    write(root / "layouts/_default/single.html",
          '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<h2>Actors</h2>{{ range .GetTerms "actors" }}'
          '<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}<h2>Related</h2>'
          '{{ range first 5 (site.RegularPages.Related .) }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ end }}')
    write(root / "layouts/index.json",
          '[{{ range $i, $p := site.RegularPages }}{{ if $i }},{{ end }}{{ dict "title" .Title "href" .RelPermalink "text" .Plain | jsonify }}{{ end }}]')
    for one in map(report, range(count)):
        links = "".join(f'\n\nSee [an earlier report]({{{{< relref "report-{link:06}.md" >}}}}).' for link in one["links"])
        front = {"title": one["title"], "date": one["published"], "sources": [one["source"]], "tags": one["tags"], "actors": one["actors"]}
        write(root / f"content/articles/{one['slug']}.md", front_matter(front) + "\n\n".join(one["paragraphs"]) + links + "\n")
