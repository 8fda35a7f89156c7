import { z } from 'zod';
import type { AccountOutcome, OwnAccount, OwnDevice } from '../model/ownAccount.ts';

const nothing = z.strictObject({});
const password = z.string().min(1).max(4096);
const question = z.number().int();
const deviceId = z.string().min(1).max(512);

/**
 * What the page asks main about the account itself. Those that answer an `AccountOutcome` may be met by a question, which the `confirm…`
 * calls answer.
 */
export const accountArgs = {
  ownAccount: nothing,
  setDisplayName: z.strictObject({ name: z.string().max(255) }),
  ownDevices: nothing,
  renameDevice: z.strictObject({ deviceId, name: z.string().max(100) }),
  removeDevices: z.strictObject({ deviceIds: z.array(deviceId).min(1).max(10_000) }),
  changePassword: z.strictObject({ newPassword: password, signOutOthers: z.boolean() }),
  /** Ends every session of the account, this one too; then everything here is destroyed. */
  signOutEverywhere: nothing,
  /** `erase`: asks the server to hide what one wrote from people who join later. */
  deactivate: z.strictObject({ erase: z.boolean() }),
  confirmByPassword: z.strictObject({ id: question, password }),
  /** Opens the stage's page in the system browser. */
  confirmInBrowser: z.strictObject({ id: question, stage: z.string().max(255) }),
  /** Asks the server whether what the browser showed has been done. */
  confirmDone: z.strictObject({ id: question }),
  confirmCancelled: z.strictObject({ id: question }),
  /** Has an e-mail sent for a new password (C24). */
  forgotPassword: z.strictObject({ address: z.string().min(3).max(500) }),
  /** Once the e-mail's link was opened: sets it, and signs in again with it. */
  setForgottenPassword: z.strictObject({ newPassword: password }),
  /** A new recovery key, in groups of four, to a file where people say. Nothing remembers it. */
  saveRecoveryKey: z.strictObject({ key: z.string().regex(/^(?:[1-9A-HJ-NP-Za-km-z]{4} ){11}[1-9A-HJ-NP-Za-km-z]{1,4}$/) }),
  /** What the page has for paper, through the system's own dialog. */
  printPage: nothing,
} as const;

export interface AccountResults {
  ownAccount: OwnAccount;
  ownDevices: readonly OwnDevice[];
  removeDevices: AccountOutcome;
  changePassword: AccountOutcome;
  deactivate: AccountOutcome;
  confirmByPassword: AccountOutcome;
  confirmInBrowser: AccountOutcome;
  confirmDone: AccountOutcome;
  setForgottenPassword: { readonly is: 'done' | 'linkNotOpened' };
  saveRecoveryKey: { readonly saved: boolean };
  printPage: { readonly is: 'printed' | 'cancelled' | 'failed' };
}
