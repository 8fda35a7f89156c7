import { z } from 'zod';

/** What main reads of the page and of the engine, with zod's whole build: main has it anyhow. */
export const nothing = z.strictObject({});
export const shortText = z.string().max(512);
export const password = z.string().min(1).max(4096);
export const mark = z.strictObject({ name: z.string().max(64), at: z.number() });
/** Cut, and not refused: a line that is too long is still worth having. */
export const cut = (length: number) => z.string().transform((text) => text.slice(0, length));
