import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { OAuthSession, RefreshTokens } from '../wire.ts';
import { devicesIn } from './deviceScope.ts';

export interface Memory {
  readonly adapter: (model: string) => Adapter;
  readonly sessions: () => readonly (OAuthSession & { readonly grantId: string })[];
  readonly endGrant: (grantId: string) => void;
  readonly forgetClients: () => void;
  /** A homeserver was shown this access token: its owner has seen the answer that brought it. */
  readonly accessTokenUsed: (token: string) => void;
}

type Rows = Map<string, AdapterPayload>;

/** oidc-provider's records, in memory, with the questions that only this suite asks. */
export function memory(mode: () => RefreshTokens): Memory {
  const models = new Map<string, Rows>();
  /** By grant: the refresh token that was traded in and may be shown again, should its answer have been lost. */
  const traded = new Map<string, string>();
  const newestAccessToken = new Map<string, string>();

  const rows = (model: string): Rows => {
    const found = models.get(model) ?? new Map<string, AdapterPayload>();
    models.set(model, found);
    return found;
  };
  const removeWhere = (model: string, test: (id: string, row: AdapterPayload) => boolean): void => {
    for (const [id, row] of rows(model)) if (test(id, row)) rows(model).delete(id);
  };
  const spend = (id: string | undefined): void => {
    const row = id === undefined ? undefined : rows('RefreshToken').get(id);
    if (row) row.consumed = Math.floor(Date.now() / 1000);
  };
  const trade = (id: string): void => {
    const grantId = rows('RefreshToken').get(id)?.grantId ?? '';
    // Its successor never arrived, or else it would not be shown again.
    if (traded.get(grantId) === id) removeWhere('RefreshToken', (other, row) => row.grantId === grantId && other !== id && !row.consumed);
    else spend(traded.get(grantId));
    traded.set(grantId, id);
  };

  const adapter = (model: string): Adapter => ({
    find: async (id) => rows(model).get(id),
    findByUid: async (uid) => [...rows(model).values()].find((row) => row.uid === uid),
    findByUserCode: async (code) => [...rows(model).values()].find((row) => row.userCode === code),
    upsert: async (id, payload) => {
      if (model === 'AccessToken' && payload.grantId) newestAccessToken.set(payload.grantId, id);
      rows(model).set(id, payload);
    },
    consume: async (id) => {
      if (model === 'RefreshToken' && mode() === 'rotate') trade(id);
      else {
        const row = rows(model).get(id);
        if (row) row.consumed = Math.floor(Date.now() / 1000);
      }
    },
    destroy: async (id) => void rows(model).delete(id),
    revokeByGrantId: async (grantId) => removeWhere(model, (_, row) => row.grantId === grantId),
  });

  return {
    adapter,
    sessions: () => {
      const tokens = [...rows('RefreshToken').values(), ...rows('AccessToken').values()];
      const found = new Map<string, OAuthSession & { grantId: string }>();
      for (const { grantId, accountId, clientId, scope } of tokens) {
        const [deviceId] = devicesIn(scope ?? '');
        if (grantId && accountId && clientId && deviceId && rows('Grant').has(grantId))
          found.set(grantId, { grantId, localpart: accountId, deviceId, clientId });
      }
      return [...found.values()];
    },
    endGrant: (grantId) => {
      for (const model of models.keys()) removeWhere(model, (_, row) => row.grantId === grantId);
      rows('Grant').delete(grantId);
    },
    forgetClients: () => rows('Client').clear(),
    accessTokenUsed: (token) => {
      const grantId = rows('AccessToken').get(token)?.grantId;
      if (grantId === undefined || newestAccessToken.get(grantId) !== token) return;
      spend(traded.get(grantId));
      traded.delete(grantId);
    },
  };
}
