// Started by the test with the file: takes one sync answer after the other for ever and prints each number once it was taken.
import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import { opened } from '../../file/storeFolder.fixtures.ts';
import { syncTable } from '../../tables/syncTable.ts';
import { answerNumber } from '../answers.fixtures.ts';
import { syncTaker } from './takeSync.ts';

const [, , path] = argv;
if (path === undefined) throw new Error('which file?');
const file = opened(path);
const taker = syncTaker(file, syncTable(file));

for (let n = 0; n < 10_000; n++) {
  await taker.take({ sync: `sync ${n}`, rooms: answerNumber(n) });
  writeSync(1, `${n + 1}\n`);
}
