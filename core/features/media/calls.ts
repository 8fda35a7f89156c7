import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { nothing } from '../../declare/pageShapes.ts';
import { previewChoices, type Previews } from './previews.ts';

/** page → engine: which pictures show by themselves. */
export const mediaPreviewsOffer = {
  calls: { putMediaPreviews: takes(z.strictObject({ previews: z.enum(previewChoices) })).gives<void>() },
  streams: { mediaPreviews: takes(nothing).gives<Previews>() },
};
