/** Identifiers of the Matrix specification ("Identifier grammar"), told apart by their sigil. */
export type UserId = `@${string}:${string}`;
export type RoomId = `!${string}`;
export type RoomAlias = `#${string}:${string}`;
export type EventId = `$${string}`;

/** Opaque, chosen by the server. */
export type DeviceId = string;

/** Chosen by the client, unique per device; the server returns the same event for the same one (CS "Transaction identifiers"). */
export type TxnId = string;

declare const secret: unique symbol;

/** A string that must never reach the page, a log, an error or a URL. */
type Secret<Kind extends string> = string & { readonly [secret]: Kind };
export type AccessToken = Secret<'accessToken'>;
export type RefreshToken = Secret<'refreshToken'>;
export type Password = Secret<'password'>;
/** For `m.login.token`: used once, within a few minutes. */
export type LoginToken = Secret<'loginToken'>;

export function isUserId(text: string): text is UserId {
  return /^@[^:]*:.+$/s.test(text) && text.length <= 255;
}
