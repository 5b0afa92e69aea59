"""Streamlit's own words in Dutch; in English they stay as they are."""

WHOLE = {
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
    "Expand sidebar": "Zijbalk uitklappen",
    "file upload": "Kies een bestand",
    "Fullscreen": "Volledig scherm",
    "Link to heading": "Link naar deze kop",
    "Loading": "Laden",
    "Main menu": "Hoofdmenu",
    "No results": "Niets gevonden",
    "Open": "Openen",
    "Print": "Afdrukken",
    "Rerun": "Opnieuw laden",
    "Running": "Bezig",
    "Running...": "Bezig",
    "Settings": "Instellingen",
    "Skip to main content": "Naar de inhoud",
    "Stop": "Stop",
    "Upload": "Kies een bestand",
}
BEGINNINGS = {
    "Drag and drop": "Sleep een bestand hierheen",
    "Help for ": "Uitleg bij ",
    "Remove ": "Verwijder ",
    "Delete ": "Verwijder ",
    "Press Enter to apply": "Druk op Enter",
}
WITHIN = {
    "MB per file": " MB per bestand",
}
