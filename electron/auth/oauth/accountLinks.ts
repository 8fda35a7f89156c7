import type { AuthMetadata } from './metadata.ts';

/** MSC4191; unstable aliases are not used. */
export const accountActions = ['profile', 'devices_list', 'device_view', 'device_delete', 'account_deactivate', 'cross_signing_reset'] as const;
export type AccountAction = (typeof accountActions)[number];

/** Where people manage their account in the browser (I13); null: this server offers no page for that. `deviceId` for one device. */
export function accountLink(metadata: AuthMetadata, action: AccountAction, deviceId: string | null = null): string | null {
  const { account_management_uri: page, account_management_actions_supported: offered } = metadata;
  const name = `org.matrix.${action}`;
  if (!page || !offered?.includes(name)) return null;
  const url = new URL(page);
  url.searchParams.set('action', name);
  if (deviceId !== null) url.searchParams.set('device_id', deviceId);
  return url.href;
}

/** The page of the account as a whole; null: none. */
export function accountPage({ account_management_uri: page }: AuthMetadata): string | null {
  return page ?? null;
}
