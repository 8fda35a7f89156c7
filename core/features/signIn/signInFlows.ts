/** Marks that we draw ourselves; others get the first letter of their name (SSO module, "identity_providers"). */
export const knownBrands = ['apple', 'facebook', 'github', 'gitlab', 'google', 'twitter'] as const;
export type Brand = (typeof knownBrands)[number];

export interface SsoProvider {
  /** Null: the server's own page, where it names no providers. */
  readonly id: string | null;
  /** As the server calls it; null with `id` null. */
  readonly name: string | null;
  /** The picture that a server may name besides is not loaded: it would tell the server's media who looks at its sign-in page. */
  readonly brand: Brand | null;
}

/** A way to sign in that the server offers and Latchkey can use; in the server's order. */
export type SignInFlow =
  | { readonly is: 'password' }
  | { readonly is: 'sso'; readonly providers: readonly SsoProvider[] }
  /**
   * `deviceCode`: also by a code that is typed on another device; `create`: new accounts are made there; `qr`: also by a QR code that
   * another device scans, on a new device only.
   */
  | { readonly is: 'oauth'; readonly deviceCode: boolean; readonly create: boolean; readonly qr: boolean };
