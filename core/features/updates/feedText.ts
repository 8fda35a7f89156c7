/** The name of the feed by system, as electron-updater has them. `platform`, `arch`: as Node names them. */
export function feedName(platform: string, arch: string): string {
  if (platform === 'darwin') return 'latest-mac.yml';
  if (platform === 'win32') return 'latest.yml';
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`;
}

/**
 * What is signed in front of a feed's bytes: a signature counts for a feed of this application, of this form, of this name, and for nothing
 * else.
 */
export const signedPrefix = (name: string): string => `chat.latchkey.desktop update feed 1\n${name}\n`;

/** Beside the feed: one signature in base64 a line, so that an old and a new key can sign the same feed. */
export const signatureName = (name: string): string => `${name}.sig`;

/** In front of an Ed25519 public key of 32 bytes, so that it is one in SPKI (RFC 8410). */
export const spkiPrefix = '302a300506032b6570032100';

export const longestFeed = 256 * 1024;
export const longestNotes = 64 * 1024;

/** Whether one version is newer than another; both are three numbers, and nothing else is a version here. */
export function isNewer(version: string, than: string): boolean {
  const [own, other] = [numbersOf(version), numbersOf(than)];
  const differs = own.findIndex((part, place) => part !== other[place]);
  return differs >= 0 && (own[differs] ?? 0) > (other[differs] ?? 0);
}

export const versionPattern = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/;

const numbersOf = (version: string): readonly number[] => version.split('.').map(Number);
