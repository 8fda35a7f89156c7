import type { Place } from '../../../core/features/timeline/geoUri.ts';

/** Where the system's browser shows the place; made of the two numbers alone, whatever else the sender wrote. */
export function mapAddress({ latitude, longitude }: Place): string {
  const [lat, lon] = [latitude.toFixed(6), longitude.toFixed(6)];
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`;
}
