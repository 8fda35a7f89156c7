import { z } from 'zod';

/**
 * How long a token is announced to live, at least a second: with less, such as seconds for milliseconds, refreshing would hardly pause (H13, I16);
 * and the last token of a session may live no longer (B11). What is no lifetime must not cost the token that came with it.
 */
export const lifetimeShape = (second: 1 | 1_000) => z.number().positive().transform((life) => Math.max(life, second)).nullish().catch(null);
