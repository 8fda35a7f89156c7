import { z } from 'zod';

/**
 * How long a token is announced to live. An end within a second is a mistake (seconds for milliseconds) and counts as none, or refreshing would
 * never stop (H13, I16); one that is no number must not cost the token that came with it.
 */
export const lifetimeShape = (second: 1 | 1_000) => z.number().min(second).nullish().catch(null);
