import { z } from 'zod';
import { takes } from '../../declare/declare.ts';
import { nothing } from '../../declare/mainShapes.ts';
import { isServerName } from '../../links/identifiers.ts';
import { isFileIv, isFileKey, isMediaId, type MediaSource } from './mediaSource.ts';
import type { MediaTarget } from './mediaUrl.ts';

const source = z.strictObject({
  server: z.string().refine(isServerName),
  mediaId: z.string().refine(isMediaId),
  secret: z
    .strictObject({ key: z.string().refine(isFileKey), iv: z.string().refine(isFileIv), sha256: z.string().refine(isFileKey) })
    .nullable(),
}) satisfies z.ZodType<MediaSource>;

/** `face`: a small square of a plain picture; `preview`: a plain picture as large as a timeline shows it. Both are made by the server. */
const made = z.enum(['asItIs', 'face', 'preview']);

const answer = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('found'),
    source,
    made,
    /** As it is called where it is saved. */
    name: z.string().max(300),
    /** A picture that is shown: it is whole and hashed before any of it is handed out. */
    isPicture: z.boolean(),
  }),
  z.strictObject({ is: z.literal('none') }),
]);

/** What the engine says a target is. */
export type MediaAnswer = z.infer<typeof answer>;
export type FoundMedia = Extract<MediaAnswer, { is: 'found' }>;

export interface MediaQuestion {
  readonly question: number;
  readonly target: MediaTarget;
}

/** engine → main: main asks by the stream what a target is, and the engine tells. */
export const mediaQuestionsOffer = {
  calls: { mediaIs: takes(z.strictObject({ question: z.number().int().min(0), answer })).gives<void>() },
  streams: { mediaQuestions: takes(nothing).gives<MediaQuestion>() },
};
