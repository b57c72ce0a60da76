#!/usr/bin/env bash
# Usage: kill-and-restart.sh LOCK KILLS COMMAND…
# Starts a command, kills it once it holds the lock, and starts it again at once; so many times, then
# lets it end. Each command is an orphan: the first process of the namespace is its parent.
lock=$1
kills=$2
shift 2
for _ in $(seq "$kills"); do
  pid=$("$@" > /dev/null 2> last-error.txt & echo $!)
  until grep -qs "\"pid\":$pid," "$lock"; do
    [ "$(cut -d ' ' -f 3 "/proc/$pid/stat")" != Z ] || { cat last-error.txt; break; }
    sleep 0.02
  done
  kill -9 "$pid"
  until [ "$(cut -d ' ' -f 3 "/proc/$pid/stat")" = Z ]; do sleep 0.01; done
  echo "killed a process in state Z"
done
"$@" > /dev/null 2> last-error.txt
code=$?
[ "$code" = 0 ] || cat last-error.txt
echo "ended with $code"
