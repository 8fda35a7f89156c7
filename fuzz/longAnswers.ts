import { friend } from './hostileEvents.ts';
import { answerOf, goodEvent } from './hostileAnswer.ts';
import { longPieces, longTextOf } from './hostileValues.ts';
import type { Answer } from './realPage.ts';

/** As much as one event may hold, less its frame. */
const length = 64_000;

const message = (event_id: string, content: object): object => ({
  event_id,
  type: 'm.room.message',
  sender: friend,
  origin_server_ts: 1_750_000_000_000,
  content: { msgtype: 'm.text', ...content },
  unsigned: {},
});

/** The longest texts of every kind that has ever been slow, each in a room of its own: once as plain text, once as HTML. */
export const longAnswers: readonly Answer[] = longPieces.flatMap((piece): readonly Answer[] => {
  const text = longTextOf(piece, length);
  const plain = message('$long', { body: text });
  const formatted = message('$long', { body: 'x', format: 'org.matrix.custom.html', formatted_body: text });
  return [
    { name: `64 KB of ${JSON.stringify(piece)}`, raw: answerOf([goodEvent(0), plain, goodEvent(1)]) },
    { name: `64 KB of ${JSON.stringify(piece)} as HTML`, raw: answerOf([goodEvent(0), formatted, goodEvent(1)]) },
  ];
});
