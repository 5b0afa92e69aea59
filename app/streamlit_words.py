"""Streamlit's own words in Dutch; in English they stay as they are."""

WHOLE = {
    "Add files": "Nog een bestand",
    "Add row": "Rij toevoegen",
    "App pages": "Pagina's",
    "Browse files": "Bestand kiezen",
    "Choose an option": "Kies",
    "Clear all": "Alles wissen",
    "Clear value": "Wissen",
    "Close": "Sluiten",
    "Collapse sidebar": "Zijbalk inklappen",
    "Connecting": "Verbinden",
    "Copy to clipboard": "Kopieer",
    "Drag and drop file here": "Sleep een bestand hierheen",
    "Error:": "Fout:",
    "Expand sidebar": "Zijbalk uitklappen",
    "file upload": "Kies een bestand",
    "Fullscreen": "Volledig scherm",
    "Link to heading": "Link naar deze kop",
    "Loading": "Laden",
    "Main menu": "Hoofdmenu",
    "No results": "Niets gevonden",
    "Open": "Openen",
    "Page not found": "Deze pagina is er niet",
    "Print": "Afdrukken",
    "Rerun": "Opnieuw laden",
    "Running": "Bezig",
    "Running...": "Bezig",
    "Settings": "Instellingen",
    "Skip to main content": "Naar de inhoud",
    "Stop": "Stop",
    "The page that you have requested does not seem to exist. Running the app's main page.": (
        "Deze pagina bestaat niet, of is niet voor jou. Je ziet nu de eerste pagina."
    ),
    "Upload": "Kies een bestand",
}
BEGINNINGS = {
    "AxiosError": "het uploaden is niet gelukt. Haal het bestand weg en probeer het opnieuw. Reden",
    "Drag and drop": "Sleep een bestand hierheen",
    "Help for ": "Uitleg bij ",
    "Remove ": "Verwijder ",
    "Delete ": "Verwijder ",
    "File must be 500.0MB or smaller": "dit bestand is te groot. Het mag hooguit 500 MB zijn",
    "Number is outside the allowed range. Please enter a value between": "Dit kan hier niet. Kies een getal uit",
    "Press Enter to apply": "Druk op Enter",
}
WITHIN = {
    "MB per file": " MB per bestand",
}
IN_ENGLISH = {
    "AxiosError": "the upload did not work. Remove the file and try again. Reason",
}
"""What Streamlit says in English, but not in words for people."""
