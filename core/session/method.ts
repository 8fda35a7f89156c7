/** A way to sign in that the server offers; a password travels beside the machine. */
export type SignInMethod =
  | { readonly is: 'password' }
  /** `m.login.sso`; `provider`: the identity provider's ID, or null for the server's own page. */
  | { readonly is: 'sso'; readonly provider: string | null }
  /** OAuth 2.0 in the system browser; `create`: the page for a new account comes first (I18). */
  | { readonly is: 'oauth'; readonly create?: true | undefined }
  /** OAuth 2.0 device authorisation grant: a code is typed on another device (I17). */
  | { readonly is: 'deviceCode' }
  /** A QR code that another device of the account scans (MSC4108); it always makes a new device. */
  | { readonly is: 'qr' };

/** A way to sign in again on the same device, so never by QR code (I20). */
export type SignInAgainMethod = Exclude<SignInMethod, { is: 'qr' }>;

/** What people type into another device's browser. */
export interface DeviceCode {
  readonly userCode: string;
  readonly uri: string;
  /** The same address with the code in it, for a QR code; null: the server gives none. */
  readonly uriComplete: string | null;
}

/** What people do next, and where, while they sign in by QR code. */
export type QrStep =
  /** `payload`: the bytes of the code in base64; nothing in them is secret. */
  | { readonly is: 'scan'; readonly payload: string }
  /** The device that scanned shows two digits, which are to be typed here. */
  | { readonly is: 'checkCode' }
  | { readonly is: 'approve' };

export const passwordMethod: SignInAgainMethod = { is: 'password' };
