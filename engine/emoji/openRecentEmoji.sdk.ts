import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { ClientEvent } from 'matrix-js-sdk/lib/client.js';
import type { RecentEmoji } from '../../core/features/emoji/recentEmoji.ts';
import type { Disposer } from '../../core/listeners.ts';
import type { Log } from '../log.ts';
import { readAccountData, writeAccountData } from '../sdk/accountData.sdk.ts';
import { listenTo } from '../sdk/listenTo.sdk.ts';
import { RecentEmojiList } from './recentEmojiList.ts';

const type = 'm.recent_emoji';
/** Under which Element kept it before it was specified: a beginning for who comes from there. */
const earlierType = 'io.element.recent_emoji';

export function openRecentEmoji(
  client: MatrixClient,
  tell: (list: readonly RecentEmoji[]) => void,
  log: Log,
): { readonly list: RecentEmojiList; readonly stop: Disposer } {
  const own = { http: client.http, userId: client.getSafeUserId() };
  const known = (name: string): unknown => client.getAccountData(name as never)?.getContent();
  const list = new RecentEmojiList(
    {
      known: () => known(type) ?? known(earlierType),
      read: async () => (await readAccountData(own, type)) ?? (await readAccountData(own, earlierType)),
      write: (content) => writeAccountData(own, type, content),
    },
    tell,
    (cause) => log.fault('recent emoji', cause),
  );
  const stop = listenTo(client, {
    [ClientEvent.AccountData]: (event) => {
      if (event.getType() === type) list.hear();
    },
  });
  return { list, stop };
}
