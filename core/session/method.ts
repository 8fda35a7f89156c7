/** A way to sign in that the server offers; a password travels beside the machine. */
export type SignInMethod =
  | { readonly is: 'password' }
  /** `m.login.sso`; `provider`: the identity provider's ID, or null for the server's own page. */
  | { readonly is: 'sso'; readonly provider: string | null }
  /** OAuth 2.0 in the system browser; `create`: the page for a new account comes first (I18). */
  | { readonly is: 'oauth'; readonly create?: true | undefined }
  /** OAuth 2.0 device authorisation grant: a code is typed on another device (I17). */
  | { readonly is: 'deviceCode' };

/** What people type into another device's browser. */
export interface DeviceCode {
  readonly userCode: string;
  readonly uri: string;
  /** The same address with the code in it, for a QR code; null: the server gives none. */
  readonly uriComplete: string | null;
}

export const passwordMethod: SignInMethod = { is: 'password' };
