import { accountActions } from '../../../core/features/account/accountLinks.ts';
import type { AccountAction, AccountLinks } from '../../../core/features/account/accountLinks.ts';
import type { AuthMetadata } from './metadata.ts';

/** What can be done on the account's pages; an action that is not advertised is not offered (I13). */
export function accountLinks({ account_management_uri: page, account_management_actions_supported: offered }: AuthMetadata): AccountLinks {
  return { actions: page ? accountActions.filter((action) => offered?.includes(`org.matrix.${action}`)) : [], page: Boolean(page) };
}

/** Null: this server has no page for that. `action` null: the account as a whole. `deviceId`: for one device. */
export function accountLink(metadata: AuthMetadata, action: AccountAction | null, deviceId: string | null = null): string | null {
  const { account_management_uri: page } = metadata;
  if (!page || (action !== null && !accountLinks(metadata).actions.includes(action))) return null;
  const url = new URL(page);
  if (action !== null) url.searchParams.set('action', `org.matrix.${action}`);
  if (deviceId !== null) url.searchParams.set('device_id', deviceId);
  return url.href;
}
