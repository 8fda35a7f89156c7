#!/bin/bash
# Starts $E2E_ELECTRON with these arguments, under this process's id; what it prints goes through lateDevTools.mjs.
electron=$E2E_ELECTRON
forgetful=$E2E_FORGETFUL
unset E2E_ELECTRON E2E_FORGETFUL
# Neither a child of the app nor in its environment: whoever looks at the app's processes is not to find it.
exec "$electron" "$@" 2> >(exec env -i PATH="$PATH" setsid -f node "${BASH_SOURCE[0]%/*}/lateDevTools.mjs" $forgetful >&2)
