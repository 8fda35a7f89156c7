import type { DeviceId, UserId } from '../ids.ts';

/** Who is signed in, on which device, where. No secrets. */
export interface Account {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  /** Base URL of the client-server API, without a trailing slash. */
  readonly homeserver: string;
  /** Random name of the account's folder and partition; says nothing about the account. */
  readonly slug: string;
}

/** An account's data on this computer, where it may no longer be known whose it is. */
export interface Remains {
  readonly slug: string;
  readonly userId: UserId | null;
}
