import { requestOk } from './requestJson.ts';

/** Whose tokens: one token's, one device's, or all of a user's. */
type TokenOwner = { readonly token: string } | { readonly userId: string; readonly deviceId?: string };

export interface TestControl {
  /** From the next request on 401 with `soft_logout: true`. Answers how many tokens it met. */
  readonly expireTokens: (owner: TokenOwner) => Promise<number>;
  /** The same, and Synapse refuses every refresh token, too, as at the end of a `session_lifetime`. Not by token. */
  readonly endSession: (owner: Exclude<TokenOwner, { readonly token: string }>) => Promise<number>;
  /** From the next request on 401 with `soft_logout: false`, although the device and its keys stay. */
  readonly forgetTokens: (owner: TokenOwner) => Promise<number>;
  readonly makeTokensImmortal: (owner: TokenOwner) => Promise<number>;
  readonly countTokens: (owner: TokenOwner) => Promise<{ readonly access: number; readonly refresh: number }>;
  /** To-device messages that wait on the server, oldest first. */
  readonly waitingToDevice: (userId: string, deviceId: string) => Promise<readonly { readonly streamId: number; readonly type: string }[]>;
  /** What Synapse remembers of tokens and metadata of the authorisation server; it asks again at the next request. */
  readonly forgetIntrospections: () => Promise<void>;
  readonly countOneTimeKeys: (userId: string, deviceId: string) => Promise<number>;
}

/** The client of `latchkey_test_control.py`. */
export function testControl(url: string, secret: string): TestControl {
  const call = (action: string, body: unknown) =>
    requestOk({ method: 'POST', url: `${url}/_test/${action}`, body, headers: { 'x-test-secret': secret } });
  const change = async (action: string, owner: TokenOwner): Promise<number> => (await call(action, wire(owner))).changed;
  return {
    expireTokens: (owner) => change('expire', owner),
    endSession: (owner) => change('end_session', owner),
    forgetTokens: (owner) => change('forget', owner),
    makeTokensImmortal: (owner) => change('immortal', owner),
    countTokens: async (owner) => {
      const { access, refresh } = await call('tokens', wire(owner));
      return { access, refresh };
    },
    waitingToDevice: async (userId, deviceId) => {
      const { messages } = await call('inbox', { user_id: userId, device_id: deviceId });
      return messages.map((message: { stream_id: number; type: string }) => ({
        streamId: message.stream_id,
        type: message.type,
      }));
    },
    forgetIntrospections: () => call('forget_introspections', {}),
    countOneTimeKeys: async (userId, deviceId) => (await call('one_time_keys', { user_id: userId, device_id: deviceId })).count,
  };
}

function wire(owner: TokenOwner): Record<string, string> {
  if ('token' in owner) return { token: owner.token };
  return { user_id: owner.userId, ...(owner.deviceId !== undefined && { device_id: owner.deviceId }) };
}
