export interface Place {
  /** Degrees, WGS 84. */
  readonly latitude: number;
  readonly longitude: number;
  /** Metres around it; null: not said. */
  readonly accuracy: number | null;
}

const number = String.raw`-?\d{1,3}(?:\.\d{1,15})?`;
const uri = new RegExp(
  String.raw`^geo:(${number}),(${number})(?:,-?\d{1,6}(?:\.\d{1,15})?)?((?:;[a-z0-9-]{1,20}(?:=[\w.%+-]{0,40})?){0,10})$`,
  'i',
);

/** What a geo URI names (RFC 5870); null: no place on earth in the one coordinate system that people mean. */
export function placeOf(text: unknown): Place | null {
  const found = typeof text === 'string' && text.length <= 400 ? uri.exec(text) : null;
  if (!found) return null;
  const [latitude, longitude] = [Number(found[1]), Number(found[2])];
  const parameters = new Map(
    (found[3] ?? '')
      .toLowerCase()
      .split(';')
      .map((part): [string, string] => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']),
  );
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || (parameters.get('crs') ?? 'wgs84') !== 'wgs84') return null;
  const accuracy = Number(parameters.get('u') ?? NaN);
  // No minus in front of a nought.
  return { latitude: latitude + 0, longitude: longitude + 0, accuracy: accuracy >= 0 && accuracy < 10_000_000 ? accuracy : null };
}
