/** What the account's own pages can do (MSC4191). */
export const accountActions = [
  'profile',
  'devices_list',
  'device_view',
  'device_delete',
  'account_deactivate',
  'cross_signing_reset',
] as const;
export type AccountAction = (typeof accountActions)[number];

/** An account of an authorisation server is managed on that server's pages (I13). */
export interface AccountLinks {
  /** Those that the server advertises. */
  readonly actions: readonly AccountAction[];
  /** There is a page for the account as a whole. */
  readonly page: boolean;
}
