"""The words of the report. A text with values is a template; Dutch is at level B1."""

from __future__ import annotations

from graph.codes import Audience, Gap
from graph.text import Text

TITLE = Text("Waar gezinnen tijd verliezen tussen loketten", "Where households lose time between lokets")
MADE = Text("Gemaakt op {day}. Gegevens tot en met {until}.", "Made on {day}. Data up to and including {until}.")
PUBLISHED = Text("Cijfers uit de versie van {day}.", "Figures from the version of {day}.")
VIEW = Text("Dit rapport gaat over: {view}.", "This report is about: {view}.")
VIEW_ALL = Text("Dit rapport gaat over alle gegevens.", "This report is about all data.")
FOR = {
    Audience.OPENBAAR: Text("Dit rapport is voor iedereen.", "This report is for everybody."),
    Audience.BEHEERDER: Text("Dit rapport is alleen voor de beheerder.", "This report is for the administrator only."),
    Audience.REGISSEUR: Text("Dit rapport is voor de regisseur.", "This report is for the regisseur."),
    Audience.PROFESSIONAL: Text("Dit rapport is voor professionals.", "This report is for professionals."),
    Audience.WERKSESSIE: Text("Dit rapport is voor de werksessie.", "This report is for the workshop."),
}
ROUNDED = Text(
    "Alle cijfers zijn afgerond en hoeven niet op te tellen. Minder dan {k} gezinnen staan er niet in. "
    "Zo is niemand te herkennen.",
    "All figures are rounded and need not add up. Fewer than {k} households are not in it. "
    "So nobody can be recognised.",
)
ROUNDED_CASES = Text(
    "Deze gegevens kennen geen gezinnen, daarom tellen we hulpvragen. Alle cijfers zijn afgerond. "
    "Minder dan {k} hulpvragen staan er niet in.",
    "These data know no households, so we count cases. All figures are rounded. Fewer than {k} cases are not in it.",
)
EXACT = Text(
    "Dit rapport toont precieze cijfers. Het is alleen voor de beheerder. Deel het niet.",
    "This report shows exact figures. It is for the administrator only. Do not share it.",
)
SHORT = Text("In het kort", "In short")
PAIRS = Text(
    "De paren loketten die gezinnen de meeste tijd kosten", "The pairs of lokets that cost households most time"
)
NO_PAIRS = Text(
    "Er is geen paar loketten met genoeg gezinnen om te tonen.", "No pair of lokets has households enough to show."
)
HELPS = Text("Wat helpt bij deze paren", "What helps these pairs")
HELPS_HERE = Text("Dit kan helpen: {title}.", "This may help: {title}.")
HELPS_ELSEWHERE = Text("Wat helpt op de andere plekken", "What helps at the other places")
WHY = Text("Waarom?", "Why?")
FIRST_STEP = Text("Eerste stap: {step}", "First step: {step}")
FITS, FITS_NOT = Text("Past: {when}", "Fits: {when}"), Text("Past niet: {when}", "Does not fit: {when}")
LIST = Text("Alle plekken waar het stokt", "All places where things get stuck")
LIST_LEAD = Text("Bovenaan staat wat de meeste dagen kost.", "What costs most days stands on top.")
ONE_MORE = Text("Er is nog {n} plek die minder dagen kost.", "There is {n} more place that costs fewer days.")
MORE = Text("Er zijn nog {n} plekken die minder dagen kosten.", "There are {n} more places that cost fewer days.")
HIDDEN = Text("Ongeveer {n} plekken zijn te klein om te tonen.", "About {n} places are too small to show.")
NOTHING = Text(
    "Er is niets om te tonen: overal gaat het om minder dan {k} gezinnen.",
    "There is nothing to show: everywhere it is fewer than {k} households.",
)
PICTURES = Text("In beeld", "In pictures")
FLOWS = Text("Hoe gezinnen tussen loketten gaan", "How households go between lokets")
FLOWS_NOTE = Text(
    "Een dikke pijl is veel gezinnen. Rood: hier komen veel gezinnen terug. Het getal zegt hoeveel.",
    "A thick arrow is many households. Red: here many households return. The number says how many.",
)
DIRECTIONS = Text("Op deze pijlen komen de meeste gezinnen terug.", "On these arrows most households return.")
MONTHS = Text("Heen en weer gestuurd, naar de maand van de hulpvraag", "Sent back and forth, by the month of the case")
ADVICE = Text("Misschien een vraag om advies", "Perhaps a request for advice")
ADVICE_LEAD = Text(
    "Deze paren tellen hierboven niet mee: het ene loket vraagt het andere om advies.",
    "These pairs do not count above: one loket asks the other for advice.",
)
COVERAGE = Text("Wie leverde gegevens", "Who delivered data")
ONE_COVERED = Text("{n} van {of} loketten leverde gegevens.", "{n} of {of} lokets delivered data.")
COVERED = Text("{n} van {of} loketten leverden gegevens.", "{n} of {of} lokets delivered data.")
COVERAGE_HEADS = (
    Text("Organisatie", "Organisation"),
    Text("Loketten", "Lokets"),
    Text("Leverden gegevens", "Delivered data"),
    Text("Laatste maand", "Last month"),
)
NO_ORGANISATION = Text("onbekend", "unknown")
MEANS = Text("Wat de woorden betekenen", "What the words mean")
THRESHOLDS = Text(
    "Niet opgepakt: na {pick} dagen. Vastgelopen: na {dead} dagen stilte. Opnieuw begonnen: binnen {reintake} dagen.",
    "Not picked up: after {pick} days. Stuck: after {dead} days of silence. Started again: within {reintake} days.",
)
LACKING = Text("Dit kunnen deze gegevens niet zeggen", "What these data cannot tell")
ABOUT = Text("Over dit rapport", "About this report")
VERSION = Text(
    "De laatste wijziging in de gegevens heeft nummer {version}.", "The last change of the data has number {version}."
)
HEADS = (
    Text("Wat er gebeurt", "What happens"),
    Text("Gezinnen", "Households"),
    Text("Weken per gezin", "Weeks a household"),
    Text("Dagen samen", "Days in all"),
)
HEADS_CASES = (HEADS[0], Text("Hulpvragen", "Cases"), Text("Weken per hulpvraag", "Weeks a case"), HEADS[3])
TOTAL = {
    Gap.BOUNCE: Text("Heen en weer gestuurd: {who}.", "Sent back and forth: {who}."),
    Gap.LOOP: Text("Na een rondje weer bij hetzelfde loket: {who}.", "After a tour back at the same loket: {who}."),
    Gap.REFUSAL: Text("Afgewezen: {who}.", "Refused: {who}."),
    Gap.NO_PICKUP: Text("Niet op tijd opgepakt: {who}.", "Not picked up in time: {who}."),
    Gap.DEAD_END: Text("Vastgelopen: {who}.", "Got stuck: {who}."),
    Gap.REINTAKE: Text("Opnieuw begonnen: {who}.", "Started again: {who}."),
    Gap.CONSULT: Text("Terug na een vraag om advies: {who}.", "Back after a request for advice: {who}."),
}
KEEP = Text("Bewaar een rapport", "Keep a report")
KEEP_WHAT = Text(
    "Een webpagina met wat je nu ziet. Die kun je printen en versturen.",
    "A web page with what you see now. You can print and send it.",
)
KEEP_FOR = {
    Audience.OPENBAAR: Text("Rapport voor iedereen", "Report for everybody"),
    Audience.BEHEERDER: Text(
        "Rapport met precieze cijfers, alleen voor jou", "Report with exact figures, for you only"
    ),
    Audience.REGISSEUR: Text("Rapport voor de regisseur", "Report for the regisseur"),
    Audience.PROFESSIONAL: Text("Rapport voor professionals", "Report for professionals"),
    Audience.WERKSESSIE: Text("Rapport voor de werksessie", "Report for the workshop"),
}
PUBLISH_FIRST = Text(
    "Een rapport voor iedereen kan pas als je de cijfers publiceert. Dat doe je op de pagina Start.",
    "A report for everybody is possible once you publish the figures. You do so on the page Start.",
)
TOO_MANY_FILTERS = Text(
    "Een rapport kan met hoogstens {most} filters naast de periode. Haal er een weg.",
    "A report can have at most {most} filters besides the period. Take one away.",
)
FILE = Text("rapport.html", "report.html")
