"""The words of the line that says whether there are new data, and of what can go wrong with these."""

from __future__ import annotations

from graph.text import Text

UP_TO_DATE = Text("Je ziet de nieuwste gegevens.", "You see the newest data.")
NEWER = Text("Er zijn nieuwe gegevens.", "There are new data.")
MAKING = Text(
    "Er zijn nieuwe gegevens. Ze worden klaargezet. Je ziet zolang de vorige.",
    "There are new data. They are being made ready. Until then you see the ones before.",
)
SHOW = Text("Toon ze", "Show them")
SHOW_GONE = Text("Wat nu?", "What now?")
LOCKED = Text(
    "Een ander programma schrijft nu in de gegevens. Nieuwe cijfers komen later.",
    "Another program is writing in the data. New figures come later.",
)
COUNTING = Text(
    "We tellen de gezinnen. Bij veel gegevens duurt dat even.",
    "We are counting the households. With many data that takes a while.",
)
GONE = Text(
    "Je gegevens zijn er niet meer: iemand haalde het bestand weg. Zet een reservekopie terug, op de pagina Beheer.",
    "Your data are no longer there: somebody took the file away. Put a backup back, on the page Administration.",
)
GONE_FOR_OTHERS = Text(
    "De gegevens zijn er niet meer: iemand haalde het bestand weg. Vraag de beheerder om een reservekopie.",
    "The data are no longer there: somebody took the file away. Ask the administrator for a backup.",
)
GONE_SHORT = Text("De gegevens zijn weg.", "The data are gone.")
CANNOT_READ = Text("De gegevens zijn nu niet te lezen.", "The data cannot be read now.")

# What can go wrong on any page
DISK_FULL = Text(
    "De schijf is vol. Maak ruimte, en probeer het opnieuw. Er gaat niets verloren.",
    "The disk is full. Make room, and try again. Nothing is lost.",
)
NO_FILE = Text(
    "Een bestand van de kaart is niet te lezen of te schrijven ({why}). Kijk na of de map er nog is. "
    "Probeer het daarna opnieuw.",
    "A file of the map cannot be read or written ({why}). Check that the folder is still there. Then try again.",
)
NO_MEMORY = Text(
    "Je computer heeft te weinig geheugen voor deze gegevens. Sluit andere programma's en probeer het opnieuw.",
    "Your computer has too little memory for these data. Close other programs and try again.",
)
AGAIN = Text("Probeer het opnieuw", "Try again")
