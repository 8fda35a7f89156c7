import { compose } from '../declare/declare.ts';
import type { ContractOf } from '../declare/declare.ts';
import type { AppError } from '../errors.ts';
import { accountOffer } from '../features/account/hostCalls.ts';
import { accountPlaceOffer, accountsOffer } from '../features/accounts/hostCalls.ts';
import { attachmentsOffer } from '../features/attachments/hostCalls.ts';
import { appCallsOffer } from '../features/app/hostCalls.ts';
import { outsideLinksOffer } from '../features/links/hostCalls.ts';
import { mediaOffer } from '../features/media/hostCalls.ts';
import { recoveryPaperOffer } from '../features/recovery/hostCalls.ts';
import { sessionOffer } from '../features/session/hostCalls.ts';
import { settingsOffer } from '../features/settings/hostCalls.ts';
import { signInOffer } from '../features/signIn/hostCalls.ts';
import { supportOffer } from '../features/support/hostCalls.ts';
import { updatesOffer } from '../features/updates/hostCalls.ts';

/** About the app and not about an account: any slot may be named, or none. */
export const appOffer = compose(appCallsOffer, accountsOffer, settingsOffer, updatesOffer, outsideLinksOffer);

/** About the account in the slot that is named. */
const slotOffer = compose(
  sessionOffer,
  signInOffer,
  accountOffer,
  accountPlaceOffer,
  recoveryPaperOffer,
  supportOffer,
  mediaOffer,
  attachmentsOffer,
);

/** What main reads of the page: every call and stream of every feature. */
export const hostOffer = compose(appOffer, slotOffer);

/** page → main `host`, over contextBridge. */
export type HostContract = ContractOf<typeof hostOffer>;

/**
 * What the page's preload puts at `window.latchkey`. Calls never throw across the bridge: they resolve with a `HostAnswer`.
 * An engine's MessagePort comes by `window.postMessage({type: portMessages.engine, slot}, origin, [port])`, a new one each time that engine
 * starts; the page asks for them all again with `wantEngine()` when it has loaded.
 */
export interface HostBridge {
  /** `slot`: whose call it is; any for what is the app's. */
  call(slot: string, name: keyof HostContract['calls'], arg: unknown): Promise<HostAnswer>;
  /** `slot` is empty for what is the app's. */
  listen(stream: keyof HostContract['streams'], listener: (value: unknown, slot: string) => void): () => void;
  wantEngine(): void;
}

export type HostAnswer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: AppError };
