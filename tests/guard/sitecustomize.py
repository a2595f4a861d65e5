"""Refuses the network in every Python process that has this folder on its path, and notes each try in a file.

The tests put it on PYTHONPATH; Python imports it when it starts, in the processes of workers too.
"""

import os
import sys

LOOKS_UP = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"})
# A bind reaches nobody (urllib3 tries one when it is imported, to learn whether there is IPv6).
SENDS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})


def guard(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what leaves the machine's own file system: an address that is no path."""
    if event in LOOKS_UP or (event in SENDS and not isinstance(arguments[1], (str, bytes))):
        with open(os.environ["NETWORK_TRIED"], "a", encoding="utf-8") as file:  # noqa: PTH123 - little is imported yet
            file.write(f"{event} {arguments!r}\n")
        raise PermissionError(event)


sys.addaudithook(guard)
