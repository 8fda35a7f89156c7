import { z } from 'zod';
import { takes } from '../../declare/declare.ts';

export const keyFileOffer = {
  calls: {
    /** Where an encrypted key file is to be kept, people say in a dialog of main's; the page never sees it. */
    saveKeyFile: takes(z.strictObject({ text: z.string().max(500_000_000) })).gives<{ saved: boolean }>(),
  },
  streams: {},
};
