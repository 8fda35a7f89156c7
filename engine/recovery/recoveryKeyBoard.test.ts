import { expect, test } from 'vitest';
import type { RecoveryKeyState } from '../../core/features/recovery/model.ts';
import { FakeLog } from '../FakeLog.ts';
import { RecoveryKeyBoard } from './recoveryKeyBoard.ts';

function board(isPutOff: boolean) {
  const kept: (string | null)[] = [];
  const shown: RecoveryKeyState[] = [];
  const made = new RecoveryKeyBoard({ putValue: ({ value }) => Promise.resolve(void kept.push(value)) }, isPutOff, new FakeLog());
  made.feed.listen((recoveryKeyState) => shown.push(recoveryKeyState));
  return { made, kept, shown };
}

test('D12 put off: kept before it is shown, and told again once a key that was there is gone', async () => {
  const { made, kept, shown } = board(false);
  made.find({ is: 'missing', history: true });
  await made.putOff();
  expect(kept).toEqual(['yes']);
  expect(shown).toEqual([
    { is: 'missing', history: true, putOff: false },
    { is: 'missing', history: true, putOff: true },
  ]);
  made.find({ is: 'there' });
  await Promise.resolve();
  expect(kept).toEqual(['yes', null]);
  made.find({ is: 'missing', history: true });
  expect(shown.at(-1)).toEqual({ is: 'missing', history: true, putOff: false });
});

test('D12 put off in an earlier life of the app: it stays so', () => {
  const { made, kept, shown } = board(true);
  made.find({ is: 'missing', history: true });
  expect(shown).toEqual([{ is: 'missing', history: true, putOff: true }]);
  expect(kept).toEqual([]);
});
