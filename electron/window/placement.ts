import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const placementShape = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(480),
  height: z.number().int().min(400),
  maximized: z.boolean(),
});

/** Where the window stood; device-independent pixels. */
export type Placement = z.infer<typeof placementShape>;

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const defaults: Placement = { width: 1180, height: 780, maximized: false };

/** A place that is on no screen any more is forgotten; the size stays. */
export function readPlacement(path: string, screens: readonly Area[]): Placement {
  let stored: Placement;
  try {
    stored = placementShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return defaults;
  }
  const { x, y, width, height, maximized } = stored;
  const isSeen =
    x !== undefined &&
    y !== undefined &&
    screens.some(
      (area) => x + width / 2 > area.x && x + width / 2 < area.x + area.width && y >= area.y - 8 && y < area.y + area.height - 40,
    );
  return isSeen ? stored : { width, height, maximized };
}

export function writePlacement(path: string, placement: Placement): void {
  try {
    writeFileSync(path, JSON.stringify(placement), { mode: 0o600 });
  } catch {
    // Not worth a word: the next window opens where a new one would.
  }
}
