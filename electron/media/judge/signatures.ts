/** What a file really is, by its first bytes. What stands nowhere here is never shown, only saved: SVG, HTML, PDF and all the rest. */
export interface Kind {
  readonly as: 'picture' | 'audio' | 'video';
  readonly mime: string;
}

/** So many of the first bytes tell. */
export const tellingBytes = 64;

interface Signature extends Kind {
  readonly at: number;
  readonly bytes: string;
  /** What else must stand further on. */
  readonly and?: { readonly at: number; readonly oneOf: readonly string[] };
}

/** As Latin-1 text. Sources: WHATWG "MIME Sniffing", RFC 9649 (WebP), ISO/IEC 14496-12 (`ftyp`), RFC 9639 (FLAC), RFC 3533 (Ogg). */
const signatures: readonly Signature[] = [
  { as: 'picture', mime: 'image/png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { as: 'picture', mime: 'image/jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { as: 'picture', mime: 'image/gif', at: 0, bytes: 'GIF87a' },
  { as: 'picture', mime: 'image/gif', at: 0, bytes: 'GIF89a' },
  { as: 'picture', mime: 'image/webp', at: 0, bytes: 'RIFF', and: { at: 8, oneOf: ['WEBPVP8 ', 'WEBPVP8L', 'WEBPVP8X'] } },
  { as: 'picture', mime: 'image/avif', at: 4, bytes: 'ftyp', and: { at: 8, oneOf: ['avif', 'avis'] } },
  { as: 'audio', mime: 'audio/mp4', at: 4, bytes: 'ftyp', and: { at: 8, oneOf: ['M4A ', 'M4B '] } },
  {
    as: 'video',
    mime: 'video/mp4',
    at: 4,
    bytes: 'ftyp',
    and: {
      at: 8,
      oneOf: ['isom', 'iso2', 'iso3', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'M4V ', 'MSNV', 'dash', '3gp4', '3gp5', 'qt  '],
    },
  },
  { as: 'video', mime: 'video/webm', at: 0, bytes: '\x1a\x45\xdf\xa3' },
  { as: 'audio', mime: 'audio/ogg', at: 0, bytes: 'OggS', and: { at: 28, oneOf: ['OpusHead', '\x01vorbis', '\x7fFLAC'] } },
  { as: 'video', mime: 'video/ogg', at: 0, bytes: 'OggS', and: { at: 28, oneOf: ['\x80theora'] } },
  { as: 'audio', mime: 'audio/wav', at: 0, bytes: 'RIFF', and: { at: 8, oneOf: ['WAVE'] } },
  { as: 'audio', mime: 'audio/flac', at: 0, bytes: 'fLaC' },
  { as: 'audio', mime: 'audio/mpeg', at: 0, bytes: 'ID3' },
  { as: 'audio', mime: 'audio/aac', at: 0, bytes: '\xff\xf1' },
  { as: 'audio', mime: 'audio/aac', at: 0, bytes: '\xff\xf9' },
  { as: 'audio', mime: 'audio/mpeg', at: 0, bytes: '\xff\xfb' },
  { as: 'audio', mime: 'audio/mpeg', at: 0, bytes: '\xff\xf3' },
  { as: 'audio', mime: 'audio/mpeg', at: 0, bytes: '\xff\xf2' },
];

/** Null: nothing that may be shown. */
export function kindOf(begin: Uint8Array): Kind | null {
  const text = Buffer.from(begin.subarray(0, tellingBytes)).toString('latin1');
  const found = signatures.find(
    ({ at, bytes, and }) => text.startsWith(bytes, at) && (!and || and.oneOf.some((more) => text.startsWith(more, and.at))),
  );
  return found ? { as: found.as, mime: found.mime } : null;
}
