import type { Client } from '../core/contracts/contract.ts';
import type { MainContract } from '../core/contracts/main.ts';
import type { StoreContract } from '../core/contracts/store.ts';
import { FakeLog } from './FakeLog.ts';
import { Gate } from './gate/gate.ts';
import { makeKernel, type Kernel } from './kernel.ts';

/**
 * The kernel of an engine that has just started, with nothing saved; whoever asks main or the store for more than they were given here
 * fails.
 */
export function fakeKernel(given: { readonly main?: object; readonly store?: object } = {}): Kernel {
  const client = (calls: object = {}): unknown => ({ calls, streams: {}, close: () => undefined });
  const links = {
    main: client(given.main) as Client<MainContract>,
    store: client(given.store) as Client<StoreContract>,
    log: new FakeLog(),
    mark: () => undefined,
  };
  const saved = {
    snapshot: { rooms: [], lastRoom: null, room: null },
    outbox: [],
    drafts: [],
    me: null,
    recoveryKeyPutOff: false,
    historyAnew: false,
    unreadMarks: null,
    pins: null,
  };
  return makeKernel(links, new Gate(() => undefined), saved, new Promise<never>(() => undefined));
}

export const opened = { is: 'open', retry: false, credentials: { epoch: 1, accessToken: 'at' } } as unknown as Parameters<Gate['move']>[0];
