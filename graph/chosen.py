"""What can be chosen for one register: the thresholds of the figures, small numbers, and words that mean "missing"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.codes import SENTINELS
from graph.errors import Unknown, UsageRefused
from graph.text import Text
from graph.thresholds import DEFAULTS, Thresholds

Value = int | tuple[str, ...]
LEAST_K = 5
"""The gate allows no smaller number of households, whatever is chosen."""
_MOST_WORDS, _LONGEST_WORD = 50, 40


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be chosen.

    Attributes
    ----------
    name
        What it is called in the definitions, on the command line and in the file.
    field
        The field of `Thresholds` that it sets; None for the words that mean "missing".
    label, help
        What a person reads.
    least, most
        Between what it must lie, both included; in days, or in households for `k`.
    figures
        The questions whose answer it changes; of `k` and the words, `help` says what they change.
    """

    name: str
    field: str | None
    label: Text
    help: Text
    least: int = 0
    most: int = 0
    figures: tuple[str, ...] = ()

    def of(self, chosen: Chosen) -> Value:
        """Its value."""
        return chosen.sentinels if self.field is None else int(getattr(chosen.thresholds, self.field))

    def put(self, chosen: Chosen, value: Value) -> Chosen:
        """What is chosen with another value of it.

        Raises
        ------
        UsageRefused
            When the value cannot be.
        """
        if isinstance(value, tuple):
            return replace(chosen, sentinels=value)
        changed: dict[str, int] = {str(self.field): value}
        return replace(chosen, thresholds=replace(chosen.thresholds, **changed))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands for one register: the thresholds of the figures, and the words that mean "missing" in an import.

    Raises
    ------
    UsageRefused
        When a value cannot be; `k` is never under 5.
    """

    thresholds: Thresholds = DEFAULTS
    sentinels: tuple[str, ...] = SENTINELS

    def __post_init__(self) -> None:
        """Check every value."""
        for known in SETTINGS:
            value = known.of(self)
            if isinstance(value, tuple):
                _check_words(value)
            elif not known.least <= value <= known.most:
                bounds = {"least": known.least, "most": known.most}
                raise UsageRefused(_OUT_OF_RANGE.format(name=known.label, value=value, **bounds))

    @property
    def k(self) -> int:
        """Fewer households than this are never told as a number."""
        return self.thresholds.small_number


def setting(name: str) -> Setting:
    """The setting of a name, whatever its capitals.

    Raises
    ------
    Unknown
        When there is none.
    """
    for known in SETTINGS:
        if known.name.casefold() == name.casefold():
            return known
    raise Unknown(_NO_SETTING.format(name=name, names=", ".join(s.name for s in SETTINGS)))


def words_of(text: str) -> tuple[str, ...]:
    """The words that a person wrote with commas between them, each once; an empty cell always means "missing"."""
    return tuple(dict.fromkeys(["", *(word.strip() for word in text.split(","))]))


def _check_words(words: tuple[str, ...]) -> None:
    if len(words) > _MOST_WORDS:
        raise UsageRefused(_TOO_MANY.format(most=_MOST_WORDS))
    for word in words:
        if "," in word or not word.isprintable() or len(word) > _LONGEST_WORD:
            raise UsageRefused(_BAD_WORD.format(word=word[:_LONGEST_WORD], longest=_LONGEST_WORD))


SETTINGS = (
    Setting(
        "T_pick",
        "pick_days",
        Text("Dagen tot 'niet opgepakt'", "Days until 'not picked up'"),
        Text(
            "Een verwijzing die na zoveel dagen niet is opgepakt, telt als niet opgepakt.",
            "A referral that was not picked up after so many days counts as not picked up.",
        ),
        1,
        365,
        ("closed_loop", "days_lost", "dead_ends", "pickups"),
    ),
    Setting(
        "T_feedback",
        "feedback_days",
        Text("Dagen voor een terugkoppeling", "Days for feedback"),
        Text(
            "Een terugkoppeling binnen zoveel dagen na het oppakken is op tijd.",
            "Feedback within so many days after the picking up is in time.",
        ),
        1,
        365,
        ("closed_loop",),
    ),
    Setting(
        "T_dead",
        "dead_days",
        Text("Dagen stilte tot 'vastgelopen'", "Days of silence until 'dead end'"),
        Text(
            "Een open hulpvraag waar zoveel dagen niets gebeurt, telt als vastgelopen.",
            "An open case in which nothing happens for so many days counts as a dead end.",
        ),
        1,
        730,
        ("bounces", "consult_pairs", "days_lost", "dead_ends"),
    ),
    Setting(
        "T_reintake",
        "reintake_days",
        Text("Dagen voor 'opnieuw begonnen'", "Days for 'started again'"),
        Text(
            "Een nieuwe hulpvraag van een gezin binnen zoveel dagen na de vorige telt als opnieuw begonnen.",
            "A new case of a household within so many days after the last one counts as started again.",
        ),
        1,
        1_825,
        ("days_lost", "reintakes"),
    ),
    Setting(
        "k",
        "small_number",
        Text("Kleinste aantal gezinnen", "Smallest number of households"),
        Text(
            "Minder gezinnen dan dit laat de kaart nooit als getal zien. "
            "Dit geldt voor alle cijfers, behalve die voor de beheerder.",
            "Fewer households than this are never shown as a number. "
            "This holds for all figures, except those for the administrator.",
        ),
        LEAST_K,
        100,
    ),
    Setting(
        "missing",
        None,
        Text("Woorden die 'leeg' betekenen", "Words that mean 'missing'"),
        Text(
            "Dit geldt vanaf het volgende bestand dat je inleest. Wat al is ingelezen, verandert niet.",
            "This holds from the next file that you import. What was imported already does not change.",
        ),
    ),
)
"""Everything that can be chosen, in the order of the screens."""

_OUT_OF_RANGE = Text(
    "{name}: kies een getal van {least} tot en met {most}, niet {value}.",
    "{name}: choose a number from {least} to {most}, not {value}.",
)
_TOO_MANY = Text(
    "Kies hooguit {most} woorden die 'leeg' betekenen.", "Choose at most {most} words that mean 'missing'."
)
_BAD_WORD = Text(
    "'{word}' kan geen woord voor 'leeg' zijn. Gebruik hooguit {longest} gewone tekens, zonder komma.",
    "'{word}' cannot be a word for 'missing'. Use at most {longest} plain characters, without a comma.",
)
_NO_SETTING = Text(
    "Er is geen instelling '{name}'. Kies uit: {names}.", "There is no setting '{name}'. Choose from: {names}."
)
