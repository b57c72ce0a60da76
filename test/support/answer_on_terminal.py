"""Runs a command on a terminal of its own, answers its first question, and ends as it ends.

Usage: answer_on_terminal.py ANSWER COMMAND ARGUMENT...
"""

import os
import pty
import sys

answer, command = sys.argv[1], sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
printed = b""
asked = False
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:  # the command has ended
        break
    if not part:
        break
    printed += part
    if not asked and b"[y/N]" in printed:
        asked = True
        os.write(terminal, answer.encode() + b"\n")
sys.stdout.buffer.write(printed)
sys.stdout.flush()
_, status = os.waitpid(child, 0)
sys.exit(os.waitstatus_to_exitcode(status))
