const forbidden = /[<>:"/\\|?*]/g;
/** Windows keeps these for devices, whatever stands behind the dot. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const longest = 150;

/** A stranger's name for a file as one that every system takes: no path, not hidden, not longer than a disk allows, its end kept. */
export function fileNameOf(name: string): string {
  const plain = name.replace(forbidden, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  if (plain === '') return 'file';
  const safe = devices.test(plain) ? `_${plain}` : plain;
  const signs = Array.from(safe);
  return signs.length <= longest ? safe : [...signs.slice(0, longest - 20), ...signs.slice(-20)].join('');
}
