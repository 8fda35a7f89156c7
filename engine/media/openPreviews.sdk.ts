import { ClientEvent } from 'matrix-js-sdk/lib/client.js';
import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { previewTypes, readPreviews, type Previews } from '../../core/features/media/previews.ts';
import type { Disposer } from '../../core/listeners.ts';
import { isRecord, writeAccountData } from '../sdk/accountData.sdk.ts';
import { listenTo } from '../sdk/listenTo.sdk.ts';

/** The account's own setting, which its other clients share. */
export interface OpenPreviews {
  look(): void;
  readonly put: (previews: Previews) => Promise<void>;
  readonly stop: Disposer;
}

export function openPreviews(client: MatrixClient, found: (previews: Previews) => void): OpenPreviews {
  const contentOf = (type: string): unknown => client.store.getAccountData(type as never)?.getContent();
  const look = (): void => {
    const said = previewTypes.map((type) => readPreviews(contentOf(type))).find((one) => one !== null);
    found(said ?? 'on');
  };
  return {
    look,
    put: async (previews) => {
      const own = { http: client.http, userId: client.getSafeUserId() };
      for (const type of previewTypes) {
        const before = contentOf(type);
        await writeAccountData(own, type, { ...(isRecord(before) ? before : {}), media_previews: previews });
      }
      found(previews);
    },
    stop: listenTo(client, {
      [ClientEvent.AccountData]: (event) => {
        if (previewTypes.some((type) => type === event.getType())) look();
      },
    }),
  };
}
