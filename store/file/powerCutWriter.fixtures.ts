// Started by the power-cut test with the file and the pages of log after which it is checkpointed: queues messages for ever and prints each
// number once it was acknowledged.
// With each sync it first makes durable that the crypto store has its keys, as the engine does: a number in a file stands for that.
import { fsyncSync, openSync, writeSync } from 'node:fs';
import { argv } from 'node:process';
import { entryOf } from '../tables/entries.fixtures.ts';
import { openedStores } from './storeFolder.fixtures.ts';
import { storeHandlers } from '../storeHandlers.fixtures.ts';

const [, , path, pagesOfLog] = argv;
if (path === undefined) throw new Error('which file?');
const stores = openedStores(path);
const { calls } = storeHandlers(stores);
for (const { db } of [stores.own, stores.history]) db.pragma(`store.wal_autocheckpoint = ${Number(pagesOfLog)}`);
const crypto = openSync(`${path}.crypto`, 'w');

function takeKeys(ofSync: number): void {
  writeSync(crypto, String(ofSync), 0);
  fsyncSync(crypto);
}

for (let order = 1; order < 100_000; order++) {
  void calls.putOutbox({ entry: entryOf(order, { content: `content of ${order}` }) });
  writeSync(1, `${order}\n`);
  if (order % 7 === 0) takeKeys(order / 7);
  if (order % 7 === 0) void calls.appendSync({ sync: `sync after ${order}` });
  if (order % 7 === 3) void calls.putDraft({ roomId: '!a', text: String(order) });
}
