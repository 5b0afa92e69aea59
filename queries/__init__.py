"""Every statement that is sent to a database: one file each, the same name in each dialect.

`SQLITE.ADD_EVENT` is the statement in `sqlite/add_event.sql`. A file is read, and its header checked, when its
statement is first used.
"""

from queries.catalogue import SQLITE, Sqlite
from queries.statement import HeaderWrong, Statement

__all__ = ["SQLITE", "HeaderWrong", "Sqlite", "Statement"]
