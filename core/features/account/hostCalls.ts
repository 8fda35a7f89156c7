import { z } from 'zod';
import { takes } from '../../declare/declare.ts';
import { nothing, password } from '../../declare/mainShapes.ts';
import { accountActions } from './accountLinks.ts';
import type { AccountLinks } from './accountLinks.ts';
import type { AccountOutcome, OwnAccount, OwnDevice } from './ownAccount.ts';

const question = z.number().int();
const ofQuestion = z.strictObject({ id: question });
const deviceId = z.string().min(1).max(512);

/** What the page asks about the account itself. An `AccountOutcome` may be a question, which the `confirm…` calls answer. */
export const accountOffer = {
  calls: {
    ownAccount: takes(nothing).gives<OwnAccount>(),
    setDisplayName: takes(z.strictObject({ name: z.string().max(255) })).gives<void>(),
    ownDevices: takes(nothing).gives<readonly OwnDevice[]>(),
    renameDevice: takes(z.strictObject({ deviceId, name: z.string().max(100) })).gives<void>(),
    removeDevices: takes(z.strictObject({ deviceIds: z.array(deviceId).min(1).max(10_000) })).gives<AccountOutcome>(),
    changePassword: takes(z.strictObject({ newPassword: password, signOutOthers: z.boolean() })).gives<AccountOutcome>(),
    /** Ends every session of the account, this one too; then everything here is destroyed. */
    signOutEverywhere: takes(nothing).gives<void>(),
    /** `erase`: asks the server to hide what one wrote from people who join later. */
    deactivate: takes(z.strictObject({ erase: z.boolean() })).gives<AccountOutcome>(),
    confirmByPassword: takes(z.strictObject({ id: question, password })).gives<AccountOutcome>(),
    /** Opens the stage's page in the system browser. */
    confirmInBrowser: takes(z.strictObject({ id: question, stage: z.string().max(255) })).gives<AccountOutcome>(),
    /** Asks the server whether what the browser showed has been done. */
    confirmDone: takes(ofQuestion).gives<AccountOutcome>(),
    confirmCancelled: takes(ofQuestion).gives<void>(),
    /** Has an e-mail sent for a new password (C24). */
    forgotPassword: takes(z.strictObject({ address: z.string().min(3).max(500) })).gives<void>(),
    /** Once the e-mail's link was opened: sets it, and signs in again with it. */
    setForgottenPassword: takes(z.strictObject({ newPassword: password })).gives<{ readonly is: 'done' | 'linkNotOpened' }>(),
    /** Null: the account is not managed on an authorisation server's pages. */
    accountLinks: takes(nothing).gives<AccountLinks | null>(),
    /** Opens one of them in the system browser. */
    openAccountLink: takes(
      z.strictObject({ action: z.enum(accountActions).nullable(), deviceId: z.string().max(512).nullable() }),
    ).gives<void>(),
  },
  streams: {},
};
