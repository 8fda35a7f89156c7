import { z } from 'zod';
import { takes } from '../../declare/declare.ts';
import { nothing } from '../../declare/mainShapes.ts';

/** Kept in the profile, tied to no session, never secret (E2). */
export const settingsShape = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  hideWhileSignedOut: z.boolean(),
  /** Widths in CSS pixels. */
  roomsWidth: z.number().int().min(200).max(400),
  roomsCollapsed: z.boolean(),
  /** 1 = 100 %. */
  zoom: z.number().min(0.5).max(3),
  lookForUpdates: z.boolean(),
  /** Megabytes on this disk for an account's pictures and files. */
  mediaSpaceMb: z.number().int().min(64).max(65_536),
  /** How far one has read is told to nobody but one's own devices. */
  privateReceipts: z.boolean(),
  /** The skin that hands and people among the emoji have: 0 is none, 1 light to 5 dark. */
  emojiTone: z.number().int().min(0).max(5),
});
export type Settings = z.infer<typeof settingsShape>;

/** Only what changes: the page may not know yet what else has changed. `undefined` would overwrite what is set. */
const settingsChange = settingsShape.partial().refine((change) => Object.values(change).every((value) => value !== undefined));

/** Whether the computer starts Latchkey at a sign-in to it; `unavailable`: this start of the program cannot be repeated by the system. */
export type Autostart = 'on' | 'off' | 'unavailable';

export const settingsOffer = {
  calls: {
    changeSettings: takes(settingsChange).gives<void>(),
    /** The system's own word, as people can change it there. */
    autostart: takes(nothing).gives<Autostart>(),
    putAutostart: takes(z.strictObject({ on: z.boolean() })).gives<Autostart>(),
  },
  streams: { settings: takes(nothing).gives<Settings>() },
};
