#!/bin/sh
# Nothing in Node can act after `kill -9`. So each embedded server has this guard, in a session of its own and out of
# reach of the terminal's Ctrl-C. Once a second it looks whether anybody alive still holds a lease of the server (a
# file named by a process id), and ends the server when nobody does. It ends by itself when the server has ended.
#
# usage: guard.sh SERVER_PID SIGNAL LEASES_DIR [DIR_TO_REMOVE]
server=$1 signal=$2 leases=$3 remove=$4

# A process that has ended but was not collected by its parent does not count as alive.
alive() {
  kill -0 "$1" 2>/dev/null || return 1
  [ -r "/proc/$1/status" ] || return 0
  while read -r key value rest; do
    if [ "$key" = State: ]; then
      [ "$value" != Z ]
      return
    fi
  done 2>/dev/null <"/proc/$1/status"
}

held() {
  for lease in "$leases"/*; do
    if [ -e "$lease" ] && alive "${lease##*/}"; then return 0; fi
  done
  return 1
}

while alive "$server"; do
  if held; then
    sleep 1
    continue
  fi
  # Somebody may be joining: see leases.ts for why the mark comes before the second look.
  : >"$leases.closing"
  if held; then
    rm -f "$leases.closing"
    continue
  fi
  kill -s "$signal" "$server" 2>/dev/null
  tries=0
  while alive "$server" && [ "$tries" -lt 150 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
  if alive "$server"; then kill -s KILL -- "-$server" 2>/dev/null; fi
  rm -f "$leases.closing"
  if [ -n "$remove" ]; then rm -rf -- "$remove"; fi
  exit 0
done
