"""The words of the page Beheer. A text with values is a template; Dutch is at level B1."""

from __future__ import annotations

from graph.changesets import ChangeKind
from graph.text import Text

TITLE = Text("Beheer", "Administration")
LEAD = Text(
    "Hier lees je bestanden in, zet je veranderingen terug en bewaar je kopieën. Alleen de beheerder ziet deze pagina.",
    "Here you import files, put changes back and keep copies. Only the administrator sees this page.",
)
WHERE = Text("Je eigen gegevens staan in {place}.", "Your own data are in {place}.")
NO_DATA = Text(
    "Je hebt nog geen eigen gegevens. Lees hieronder een bestand in, of zet een reservekopie terug.",
    "You have no data of your own yet. Import a file below, or put a backup back.",
)
PART = Text("Wat wil je doen?", "What do you want to do?")
PARTS = {
    "inlezen": Text("Bestand inlezen", "Import a file"),
    "veranderingen": Text("Veranderingen", "Changes"),
    "kopie": Text("Reservekopie", "Backup"),
    "instellingen": Text("Instellingen", "Settings"),
}
BUSY_HERE = Text("{what}.", "{what}.")
BUSY_ELSEWHERE = Text(
    "{what}, in een ander venster. Je kunt hier pas weer iets doen als dat klaar is.",
    "{what}, in another window. You can do something here again when that is done.",
)
STOP = Text("Stop", "Stop")
STOPPING = Text("Het stoppen duurt nog even.", "Stopping takes a moment.")
YES_NO = Text("Weet je het zeker?", "Are you sure?")
NO = Text("Nee, laat alles zo", "No, leave everything as it is")

# A file
IMPORT_HEAD = Text("Een bestand inlezen", "Import a file")
IMPORT_HOW = Text(
    "Sleep een bestand hierheen. Het mag CSV, XES of Excel zijn, ook ingepakt als .gz. "
    "Je ziet eerst wat er zou gebeuren. Er wordt nog niets bewaard.",
    "Drag a file here. It may be CSV, XES or Excel, also packed as .gz. "
    "First you see what would happen. Nothing is kept yet.",
)
IMPORT_PRIVACY = Text(
    "Namen en nummers van gezinnen worden meteen een schuilnaam. Een bestand met BSN's nemen we niet aan.",
    "Names and numbers of households become a pseudonym at once. A file with citizen service numbers is not taken.",
)
FILES = Text("Kies een of meer bestanden", "Choose one or more files")
WHAT_IT_IS = Text("Wat is dit?", "What is this?")
FILE_COLUMNS = (Text("Bestand", "File"), Text("Soort", "Kind"), Text("Grootte", "Size"))
KIND_LOG = Text("logboek", "event log")
KIND_XES = Text("logboek (XES)", "event log (XES)")
KIND_TABLE = Text("tabel '{table}'", "table '{table}'")
KIND_WORKBOOK = Text("Excel-bestand met deze bladen: {sheets}", "Excel file with these sheets: {sheets}")
COLUMNS_HEAD = Text("Welke kolom is wat?", "Which column is what?")
COLUMN_OF = {
    "case": Text("Kolom met het nummer van de hulpvraag", "Column with the case number"),
    "time": Text("Kolom met de tijd", "Column with the time"),
    "group": Text("Kolom met het loket of team", "Column with the loket or team"),
    "household": Text("Kolom met het gezin (mag leeg blijven)", "Column with the household (may stay empty)"),
    "closed": Text("Kolom met de afsluiting (mag leeg blijven)", "Column with the closing (may stay empty)"),
    "seq": Text("Kolom met de volgorde (mag leeg blijven)", "Column with the order (may stay empty)"),
}
CHOOSE = Text("Kies een kolom", "Choose a column")
NO_COLUMN = Text("geen", "none")
MISSING_HELP = Text(
    "Zet een komma tussen de woorden. Bij Instellingen kies je wat hier al staat.",
    "Put a comma between the words. Under Settings you choose what stands here already.",
)
SOURCE = Text("Naam voor deze bron", "Name of this source")
SOURCE_HELP = Text(
    "Dezelfde naam als eerder? Dan komt alleen bij wat nieuw is.",
    "The same name as before? Then only what is new is added.",
)
SOURCE_NEEDED = Text(
    "Er is al een logboek ingelezen. Geef hierboven de naam van die bron, of een nieuwe naam. "
    "Kijk daarna opnieuw wat er zou gebeuren.",
    "An event log was imported before. Give the name of that source above, or a new name. "
    "Then look again at what would happen.",
)
CHECK = Text("Kijk wat er zou gebeuren", "See what would happen")
IMPORT = Text("Lees het bestand in", "Import the file")
CHECKED = Text(
    "Dit zou er gebeuren met bron '{source}'. Er is nog niets bewaard.",
    "This would happen with source '{source}'. Nothing is kept yet.",
)
IMPORTED = Text(
    "Bron '{source}' is ingelezen, als verandering {number}. Spijt? Zet het terug bij Veranderingen.",
    "Source '{source}' was imported, as change {number}. Regret it? Put it back under Changes.",
)
IMPORTED_NOTHING = Text(
    "Alles in dit bestand was al bekend. Er is niets veranderd.",
    "Everything in this file was known already. Nothing was changed.",
)
ROWS_HEAD = (Text("Wat", "What"), Text("Rijen", "Rows"))
ROWS_READ = Text("gelezen", "read")
ROWS_NEW = Text("nieuw", "new")
ROWS_CHANGED = Text("bestaat al en wordt bijgewerkt", "there already and brought up to date")
ROWS_KNOWN = Text("al bekend", "known already")
ROWS_OUT = Text("niet gebruikt: {reason}", "not used: {reason}")
NOTES = Text("Zo is het bestand gelezen", "How the file was read")

# Problems
PROBLEMS = Text("Deze rijen kloppen niet", "These rows are not right")
PROBLEMS_ALT = Text(
    "Tabel met een rij per probleem: bestand, rij, kolom en wat er mis is.",
    "Table with one row a problem: file, row, column and what is wrong.",
)
PROBLEMS_SHOWN = Text(
    "Dit zijn {shown} van de {all} problemen. Een rij met een probleem wordt niet ingelezen.",
    "These are {shown} of the {all} problems. A row with a problem is not imported.",
)
MORE_PROBLEMS = Text("Toon meer problemen", "Show more problems")
DOWNLOAD_CSV = Text("Download als CSV", "Download as CSV")
DOWNLOAD_EXCEL = Text("Download als Excel", "Download as Excel")
PROBLEM_FILE = Text("problemen", "problems")
MEND_HEAD = Text("Verbeteren", "Mend")
MEND_HOW = Text(
    "Vul hieronder in wat er moet staan. Of download de tabel, vul de laatste kolom in en sleep hem terug.",
    "Fill in below what should stand there. Or download the table, fill in the last column and drag it back.",
)
MEND_COPY = Text(
    "Je eigen bestand blijft zoals het is. Verbeter het daar ook.",
    "Your own file stays as it is. Mend it there too.",
)
MEND_ROW = Text("Verbetering {n}, voor rij {row}", "Mended value {n}, for row {row}")
MEND_NONE = Text(
    "Deze problemen gaan over een hele rij of een heel bestand. Verbeter ze in het bestand zelf.",
    "These problems are about a whole row or a whole file. Mend them in the file itself.",
)
MEND_FIRST = Text(
    "Hier staan de eerste {n} die je zo kunt verbeteren.", "Here are the first {n} that you can mend this way."
)
MEND_SAVE = Text("Verbeter en kijk opnieuw", "Mend and look again")
MEND_NOTHING = Text("Je hebt nog niets ingevuld.", "You have not filled in anything yet.")
MEND_TABLE = Text("De ingevulde tabel", "The filled-in table")
MEND_TABLE_SAVE = Text("Gebruik de ingevulde tabel", "Use the filled-in table")
MENDED = Text("{n} waarden zijn verbeterd.", "{n} values were mended.")
MENDED_ONE = Text("{n} waarde is verbeterd.", "{n} value was mended.")

# Changes
CHANGES_HEAD = Text("Veranderingen", "Changes")
CHANGES_HOW = Text(
    "Elke verandering staat hier, de nieuwste eerst. Je kunt een verandering terugzetten, en dat weer ongedaan maken.",
    "Every change stands here, the newest first. You can put a change back, and undo that again.",
)
NO_CHANGES = Text("Er is nog niets veranderd.", "Nothing was changed yet.")
CHANGES_ALT = Text(
    "Tabel met een rij per verandering: nummer, wanneer, wie, wat en hoeveel.",
    "Table with one row a change: number, when, who, what and how much.",
)
ADDED, REMOVED = Text("Erbij", "Added"), Text("Eraf", "Removed")
CHANGE_COLUMNS = (
    Text("Nr.", "No."),
    Text("Wanneer", "When"),
    Text("Wie", "Who"),
    Text("Wat", "What"),
    Text("Waarom", "Why"),
    ADDED,
    REMOVED,
    Text("Nu", "Now"),
)
KINDS = {
    ChangeKind.IMPORT: Text("ingelezen", "imported"),
    ChangeKind.ADD: Text("toegevoegd", "added"),
    ChangeKind.REMOVE: Text("weggehaald", "removed"),
    ChangeKind.UNDO: Text("teruggezet", "put back"),
    ChangeKind.FORGET: Text("voorgoed gewist", "erased for good"),
    ChangeKind.PUBLISH: Text("gepubliceerd", "published"),
}
WHY_UNDO = Text("verandering {number}", "change {number}")
STANDS = Text("geldt", "stands")
UNDONE = Text("teruggezet door {number}", "put back by {number}")
MORE_CHANGES = Text("Toon meer veranderingen", "Show more changes")
WHICH_CHANGE = Text("Welke verandering?", "Which change?")
CHANGE_LINE = Text("{number}: {what}, {when}", "{number}: {what}, {when}")
UNDO = Text("Zet deze verandering terug", "Put this change back")
REDO = Text("Doe deze verandering opnieuw", "Do this change again")
UNDO_ASKS = Text(
    "Verandering {number} ({what}) telt dan niet meer mee. Er gaan {added} rijen uit en er komen {removed} terug. "
    "Alle cijfers volgen meteen. Je kunt het later opnieuw doen.",
    "Change {number} ({what}) will no longer count. {added} rows go out and {removed} come back. "
    "All figures follow at once. You can do it again later.",
)
REDO_ASKS = Text(
    "Verandering {number} ({what}) telt dan weer mee. Er komen {added} rijen bij en er gaan {removed} uit. "
    "Alle cijfers volgen meteen.",
    "Change {number} ({what}) will count again. {added} rows are added and {removed} go out. "
    "All figures follow at once.",
)
UNDO_YES = Text("Ja, zet terug", "Yes, put back")
REDO_YES = Text("Ja, doe opnieuw", "Yes, do it again")
UNDO_DONE = Text(
    "Gedaan. Dit is nu verandering {number}; ook die kun je terugzetten.",
    "Done. This is now change {number}; you can put that back as well.",
)

# Backups
BACKUP_HEAD = Text("Reservekopie", "Backup")
BACKUP_HOW = Text(
    "Een reservekopie is een bestand met alle gegevens van nu. De instellingen zitten er niet in.",
    "A backup is a file with all data of this moment. The settings are not in it.",
)
BACKUP_KEY = Text(
    "De sleutel van de schuilnamen zit er ook niet in. Die staat in {key}. "
    "Bewaar de sleutel apart: zonder sleutel kun je niets meer aan de kopie toevoegen.",
    "The key of the pseudonyms is not in it either. It is in {key}. "
    "Keep the key apart: without it you cannot add to the copy any more.",
)
BACKUP_MAKE = Text("Maak een reservekopie", "Make a backup")
BACKUP_MADE = Text("De reservekopie staat in {path}.", "The backup is in {path}.")
NO_BACKUPS = Text("Er zijn nog geen reservekopieën.", "There are no backups yet.")
BACKUPS_ALT = Text(
    "Tabel met een rij per reservekopie: wanneer, tot en met welke verandering, hoe groot en waar.",
    "Table with one row a backup: when, up to which change, how large and where.",
)
BACKUP_COLUMNS = (
    Text("Gemaakt op", "Made on"),
    Text("Tot en met verandering", "Up to change"),
    Text("Grootte", "Size"),
    Text("Waar", "Where"),
)
BACKUP_GONE = Text("het bestand is weg", "the file is gone")
WHICH_BACKUP = Text("Welke reservekopie?", "Which backup?")
BACKUP_LINE = Text("{when} ({name})", "{when} ({name})")
BACKUP_DOWNLOAD = Text("Download deze kopie", "Download this copy")
BACKUP_TOO_LARGE = Text(
    "Deze kopie is te groot om te downloaden. Kopieer het bestand zelf: {path}.",
    "This copy is too large to download. Copy the file yourself: {path}.",
)
RESTORE = Text("Zet deze kopie terug", "Put this copy back")
RESTORE_OTHER_HEAD = Text("Een kopie van een andere plek terugzetten", "Put back a copy from elsewhere")
RESTORE_FILE = Text("Kies een reservekopie", "Choose a backup")
RESTORE_OTHER = Text("Zet dit bestand terug", "Put this file back")
RESTORE_ASKS = Text(
    "Alle gegevens worden dan zoals ze in {name} staan. {lost} "
    "Wat er nu staat, gaat niet weg: dat wordt een eigen kopie, die je weer kunt terugzetten. "
    "Wie voorgoed is gewist, blijft gewist. De instellingen blijven zoals ze nu zijn.",
    "All data will be as they are in {name}. {lost} "
    "What stands now does not go away: it becomes a copy of its own, that you can put back. "
    "Who was erased for good stays erased. The settings stay as they are now.",
)
RESTORE_LOST = Text("{n} latere veranderingen tellen dan niet meer mee.", "{n} later changes will no longer count.")
RESTORE_LOST_ONE = Text("{n} latere verandering telt dan niet meer mee.", "{n} later change will no longer count.")
RESTORE_LOST_NONE = Text("Er is daarna niets veranderd.", "Nothing was changed after it.")
RESTORE_LOST_UNKNOWN = Text(
    "Veranderingen van na die kopie tellen dan niet meer mee.", "Changes after that copy will no longer count."
)
RESTORE_YES = Text("Ja, zet de kopie terug", "Yes, put the copy back")
RESTORED = Text("De kopie staat terug.", "The copy is back.")
RESTORED_KEPT = Text(
    "De kopie staat terug. Wat er stond, staat nu in {path}.",
    "The copy is back. What was there is now in {path}.",
)
NOT_A_BACKUP = Text(
    "Dit bestand is geen reservekopie van Verwijskaart, of het is beschadigd. Er is niets veranderd. Kies een ander.",
    "This file is not a backup of Verwijskaart, or it is damaged. Nothing was changed. Choose another one.",
)

# Settings
SETTINGS_HEAD = Text("Instellingen", "Settings")
SETTINGS_HOW = Text(
    "Deze instellingen gelden voor iedereen die deze gegevens bekijkt. Bij elke instelling staat wat zij verandert.",
    "These settings hold for everybody who looks at these data. Each setting says what it changes.",
)
SETTINGS_FIGURES = Text("Verandert deze cijfers: {figures}.", "Changes these figures: {figures}.")
SETTINGS_USUAL = Text("Gewoon: {value}.", "Usually: {value}.")
SETTINGS_WHY = Text("Waarom verander je dit?", "Why do you change this?")
SETTINGS_SAVE = Text("Bewaar de instellingen", "Keep the settings")
SETTINGS_SAVED = Text(
    "Bewaard. Alle cijfers rekenen hier nu mee. Dit is verandering {number} van de instellingen.",
    "Kept. All figures use this now. This is change {number} of the settings.",
)
SETTINGS_SAME = Text("Er is niets veranderd.", "Nothing was changed.")
SETTINGS_HISTORY = Text("Wie veranderde wat?", "Who changed what?")
SETTINGS_ALT = Text(
    "Tabel met een rij per verandering van de instellingen: nummer, wanneer, wie, wat en waarom.",
    "Table with one row a change of the settings: number, when, who, what and why.",
)
SETTINGS_NONE = Text(
    "Er is nog niets gekozen. De gewone instellingen gelden.", "Nothing was chosen yet. The usual settings hold."
)
SETTINGS_UNDO_ASKS = Text(
    "Verandering {number} van de instellingen gaat terug: {what}. Alle cijfers volgen meteen.",
    "Change {number} of the settings is put back: {what}. All figures follow at once.",
)
SETTINGS_MOVED = Text("{label}: van {before} naar {after}", "{label}: from {before} to {after}")
EMPTY_WORD = Text("(niets)", "(nothing)")
