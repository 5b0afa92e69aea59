"""Files that a person asked for stay until the browser has fetched them.

Streamlit throws away what it made for a download at the second end of any script, in whichever window. The line that
looks for new data (`app.parts.fresh`) ends one each second in every window, so with ten windows a file was gone before
a slow connection came for it.
"""

from __future__ import annotations

from collections import deque
from time import monotonic

from streamlit.runtime.media_file_manager import MediaFileManager

_STAYS = 60.0
"""Seconds."""


def linger(files: MediaFileManager, seconds: float = _STAYS) -> None:
    """Make files stay so many seconds after Streamlit has let go of them; it has no setting for this."""
    storage = files._storage
    delete, gone = storage.delete_file, deque[tuple[float, str]]()

    def let_go(file_id: str) -> None:
        now = monotonic()
        while gone and gone[0][0] <= now:
            _, old = gone.popleft()
            # Whoever asked for the same again meanwhile has the same file.
            if old not in files._file_metadata:
                delete(old)
        gone.append((now + seconds, file_id))

    setattr(storage, "delete_file", let_go)  # noqa: B010, a plain assignment is no method to mypy
