import type { CallsOf } from '../../core/contracts/contract.ts';
import type { attachmentsOffer } from '../../core/features/attachments/hostCalls.ts';
import { accountHandlers } from '../account/accountHandlers.ts';
import type { AccountParts } from '../account/accountHandlers.ts';
import type { HostHandlers } from '../host/ipc.ts';
import { accountPages } from './calls/accountPages.ts';
import type { AccountPagesParts } from './calls/accountPages.ts';
import { appCalls } from './calls/appCalls.ts';
import type { AppCallsParts } from './calls/appCalls.ts';
import { browserPage } from './calls/browserPage.ts';
import { mediaCalls } from './calls/mediaCalls.ts';
import type { MediaCallsParts } from './calls/mediaCalls.ts';
import { offeredFlows } from './calls/offeredFlows.ts';
import type { OfferedFlowsParts } from './calls/offeredFlows.ts';
import { sessionCalls } from './calls/sessionCalls.ts';
import type { SessionCallsParts } from './calls/sessionCalls.ts';
import { signingIn } from './calls/signingIn.ts';
import type { SigningInParts } from './calls/signingIn.ts';

export type SlotCalls = Pick<HostHandlers, 'showAccount' | 'addAccount' | 'leaveSlot'>;

/** What the page's commands reach beside the accounts. */
export type AppParts = AppCallsParts & Pick<SigningInParts, 'sideDoors'>;

export type HandlerParts = AppParts &
  AccountParts &
  SigningInParts &
  OfferedFlowsParts &
  Parameters<typeof browserPage>[0] &
  AccountPagesParts &
  MediaCallsParts &
  SessionCallsParts & { readonly uploads: Omit<CallsOf<typeof attachmentsOffer>, 'askMicrophone'> };

/** The page's commands for one account: of each feature its own. */
export function hostHandlers(parts: HandlerParts, slotCalls: SlotCalls): HostHandlers {
  return {
    ...signingIn(parts),
    ...offeredFlows(parts),
    ...browserPage(parts),
    ...accountPages(parts),
    ...accountHandlers(parts),
    ...sessionCalls(parts),
    ...mediaCalls(parts),
    ...parts.uploads,
    ...slotCalls,
    ...appCalls(parts),
  };
}
