import type { Proxy } from '../faults/startProxy.ts';

/** Until a first sign-in has made the account's keys and their backup (D12), so that its requests are not counted with what comes then. */
export async function setUp(network: Proxy): Promise<void> {
  const { order } = await network.waitForRequest({ method: 'POST', path: '/room_keys/version' }, { answered: true, timeoutMs: 30_000 });
  await network.waitForRequest({ method: 'GET', path: '/room_keys/version' }, { after: order, answered: true });
}
