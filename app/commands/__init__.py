"""The subcommands of `kaart`, one module each, loaded when used."""

from __future__ import annotations

from importlib import import_module

import click

from graph.text import Language, Text

SUMMARIES: dict[str, Text] = {
    "init": Text("Maak een lege database klaar.", "Make an empty database ready."),
    "import": Text("Lees een register of logboek in.", "Read in a register or event log."),
    "check": Text("Doe alsof je inleest, en zie elk probleem.", "Try an import and see every problem."),
    "ask": Text("Stel een vraag aan het register.", "Ask the register a question."),
    "report": Text("Schrijf een rapport om te printen.", "Write a report to print."),
    "query": Text("Stel een vraag aan de Neo4j-server.", "Ask the Neo4j server a question."),
    "publish": Text("Publiceer de gegevens zoals ze nu zijn.", "Publish the data as they are now."),
    "sources": Text("Toon de bronnen.", "Show the sources."),
    "changes": Text("Toon wat er is veranderd, door wie en waarom.", "Show what changed, by whom and why."),
    "looks": Text("Toon wie er naar één hulpvraag keek.", "Show who looked at a single case."),
    "undo": Text("Maak een verandering ongedaan.", "Undo a change."),
    "settings": Text("Toon of verander de instellingen.", "Show or change the settings."),
    "backup": Text("Maak een reservekopie.", "Make a backup."),
    "restore": Text("Zet een reservekopie terug.", "Put a backup back."),
    "copy": Text("Kopieer alles naar een andere plaats.", "Copy everything to another place."),
    "forget": Text("Wis een gezin of professional voorgoed.", "Erase a household or professional for good."),
    "generate": Text("Maak een verzonnen register.", "Make an invented register."),
    "demo": Text("Vul een database met de demo.", "Fill a database with the demo."),
    "app": Text("Open de kaart in de browser.", "Open the map in the browser."),
}


def load(name: str, language: Language) -> click.Command:
    """The subcommand of that name, in one language."""
    module = import_module(f"app.commands.{name.rstrip('_')}_")
    made: click.Command = module.command_in(language)
    return made
