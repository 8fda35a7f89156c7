/**
 * Ubuntu 24.04 lets a program have user namespaces, which the sandbox stands on, only where a profile allows it by name.
 * @param {string} executable its path once installed @param {string} name
 */
export const appArmorProfile = (executable, name) => `abi <abi/4.0>,
include <tunables/global>

profile ${name} ${executable} flags=(unconfined) {
  userns,

  include if exists <local/${name}>
}
`;

/** An AppArmor that does not know the profile's language needs none: it restricts no namespaces. @param {string} profile @param {string} name */
export const appArmorInstall = (
  profile,
  name,
) => `if apparmor_parser --skip-kernel-load --skip-cache --skip-read-cache ${profile} >/dev/null 2>&1; then
  cp ${profile} /etc/apparmor.d/${name}
  if aa-enabled --quiet 2>/dev/null; then
    apparmor_parser --replace --write-cache --skip-read-cache /etc/apparmor.d/${name} || true
  fi
fi
`;

/** @param {string} name */
export const appArmorRemove = (name) => `if [ -f /etc/apparmor.d/${name} ]; then
  if aa-enabled --quiet 2>/dev/null; then
    apparmor_parser --remove /etc/apparmor.d/${name} || true
  fi
  rm -f /etc/apparmor.d/${name}
fi
`;
