"""The words for the fields of answers, the same on the command line and on the screens."""

from __future__ import annotations

from graph.codes import Reason
from graph.text import Text

YES, NO = Text("ja", "yes"), Text("nee", "no")

_WORDS: dict[str, Text] = {
    "a": Text("loket", "loket"),
    "all": Text("alle verwijzingen", "all referrals"),
    "b": Text("en loket", "and loket"),
    "bounces": Text("teruggestuurd", "sent back"),
    "bounce": Text("heen en weer", "back and forth"),
    "by_loket": Text("Per loket", "By loket"),
    "case": Text("hulpvraag", "case"),
    "cases": Text("hulpvragen", "cases"),
    "cases_with_bounce": Text("hulpvragen die zijn teruggestuurd", "cases that were sent back"),
    "cases_with_hop": Text("hulpvragen met een stap", "cases with a step"),
    "cases_with_loop": Text("hulpvragen met een rondje", "cases with a loop"),
    "cases_with_return": Text("hulpvragen die ergens terugkwamen", "cases that came back somewhere"),
    "cases_without_visit": Text("hulpvragen zonder loket", "cases without a loket"),
    "cause": Text("oorzaak", "cause"),
    "censored": Text("nog niet te zeggen", "cannot be told yet"),
    "closed": Text("op tijd teruggekoppeld", "fed back in time"),
    "changed_loket": Text("daarvan bij een ander loket", "of these at another loket"),
    "consult_pairs": Text("Misschien een vraag om advies", "Perhaps a request for advice"),
    "days": Text("dagen", "days"),
    "counted": Text("telt mee in het totaal", "counted in the total"),
    "dead_end": Text("doodgelopen", "dead end"),
    "days_lost": Text("dagen verloren", "days lost"),
    "dead_ends": Text("doodgelopen", "dead ends"),
    "decided": Text("beantwoord", "decided"),
    "denominator": Text("verwijzingen die meetellen", "referrals that count"),
    "directed": Text("Per richting", "By direction"),
    "from": Text("van", "from"),
    "from_elsewhere": Text("verwijzingen van een ander loket dan verwacht", "referrals from an unexpected loket"),
    "gaps": Text("keer", "times"),
    "helping": Text("dagen hulp", "days of help"),
    "hops": Text("stappen", "steps"),
    "households": Text("gezinnen", "households"),
    "idle_days": Text("dagen stil", "days idle"),
    "implicit": Text("teruggestuurd zonder antwoord", "sent back without an answer"),
    "kind": Text("soort", "kind"),
    "known": Text("stappen met bekend vervolg", "steps with a known follow-up"),
    "length": Text("lengte van het rondje", "length of the loop"),
    "list": Text("Lijst", "List"),
    "loket": Text("loket", "loket"),
    "loop": Text("rondje", "loop"),
    "loops": Text("rondjes", "loops"),
    "max_hops": Text("meeste stappen van een hulpvraag", "most steps of one case"),
    "mean_days": Text("dagen gemiddeld", "days on average"),
    "median_km": Text("de helft is opgepakt na (dagen)", "half is picked up after (days)"),
    "median_km_working_days": Text("de helft na (werkdagen)", "half after (working days)"),
    "median_plain": Text("middelste wachttijd van wie is opgepakt", "median wait of those picked up"),
    "median_plain_working_days": Text("middelste in werkdagen", "median in working days"),
    "n": Text("aantal", "number"),
    "next_case": Text("volgende hulpvraag", "next case"),
    "no_pickup": Text("niet opgepakt", "not picked up"),
    "not_picked_up": Text("niet opgepakt", "not picked up"),
    "open": Text("nog open", "still open"),
    "p90_km": Text("negen op de tien na (dagen)", "nine in ten after (days)"),
    "p90_km_working_days": Text("negen op de tien na (werkdagen)", "nine in ten after (working days)"),
    "consult": Text("vraag om advies", "request for advice"),
    "incidents": Text("keer", "times"),
    "of": Text("van de gezinnen", "of the households"),
    "share": Text("aandeel", "share"),
    "weeks": Text("weken per gezin", "weeks a household"),
    "pairs": Text("Tussen twee loketten", "Between two lokets"),
    "picked_up": Text("opgepakt", "picked up"),
    "rate": Text("aandeel", "share"),
    "rate_all": Text("aandeel van alle verwijzingen", "share of all referrals"),
    "reason": Text("reden", "reason"),
    "reasons": Text("Redenen", "Reasons"),
    "refusal": Text("geweigerd", "refused"),
    "refused": Text("geweigerd", "refused"),
    "reintake": Text("opnieuw begonnen", "started again"),
    "reintakes": Text("opnieuw het verhaal vertellen", "telling the story again"),
    "return_rate": Text("aandeel dat terugkomt", "share that comes back"),
    "returns": Text("teruggekomen", "came back"),
    "rows_without_loket": Text("rijen zonder loket", "rows without a loket"),
    "silence": Text("het bleef stil", "silence"),
    "tie_dependent_cases": Text(
        "hulpvragen met gelijke tijden, waar de volgorde uitmaakt",
        "cases with equal times, where order matters",
    ),
    "to": Text("naar", "to"),
    "total": Text("totaal", "total"),
    "visits": Text("bezoeken", "visits"),
    "waiting": Text("dagen wachten", "days of waiting"),
}


def word(name: str) -> Text:
    """The words for a field or a code; its own name where it has none."""
    if name in set(Reason):
        return Reason(name).label  # type: ignore[call-arg]
    return _WORDS.get(name, Text(name.replace("_", " "), name.replace("_", " ")))
