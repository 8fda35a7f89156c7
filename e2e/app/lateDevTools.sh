#!/bin/bash
# Starts $E2E_ELECTRON with these arguments, under this process's id, and lets out its line about DevTools only once its page has run.
electron=$E2E_ELECTRON
unset E2E_ELECTRON
# Neither a child of the app nor in its environment: whoever looks at the app's processes is not to find it.
exec "$electron" "$@" 2> >(exec env -i PATH="$PATH" setsid -f sed -u \
  -e '/^DevTools listening on /{h;d}' \
  -e '/ mark pageRan /{G;s/\n$//;x;s/.*//;s/\n.*//;x}' >&2)
