import type { Proxy } from '../faults/startProxy.ts';

/**
 * Until a first sign-in has made the account's keys and their backup, and the first keys are in it (D12): these requests are not counted
 * with what comes then.
 */
export async function setUp(network: Proxy): Promise<void> {
  await network.waitForRequest({ method: 'PUT', path: '/room_keys/keys' }, { answered: true, timeoutMs: 30_000 });
}
