import { compose } from '../declare/declare.ts';
import type { ContractOf } from '../declare/declare.ts';
import { engineNewsOffer } from '../features/app/mainCalls.ts';
import { keyFileOffer } from '../features/keys/mainCalls.ts';
import { mediaQuestionsOffer } from '../features/media/mainCalls.ts';
import { unreadOffer } from '../features/rooms/mainCalls.ts';
import { uploadsOffer } from '../features/sending/mainCalls.ts';
import { engineSessionOffer } from '../features/session/mainCalls.ts';

/** engine → main: the engine digests what strangers write, so main reads what it says as it reads the page's words (S-5). */
export const mainOffer = compose(engineSessionOffer, unreadOffer, keyFileOffer, mediaQuestionsOffer, uploadsOffer, engineNewsOffer);

/** engine → main; main serves it. */
export type MainContract = ContractOf<typeof mainOffer>;
