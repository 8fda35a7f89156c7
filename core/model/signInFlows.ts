/** Marks that we draw ourselves; others get the first letter of their name (SSO module, "identity_providers"). */
export const knownBrands = ['apple', 'facebook', 'github', 'gitlab', 'google', 'twitter'] as const;
export type Brand = (typeof knownBrands)[number];

export interface SsoProvider {
  /** Null: the server's own page, where it names no providers. */
  readonly id: string | null;
  /** As the server calls it; null with `id` null. */
  readonly name: string | null;
  readonly brand: Brand | null;
  /** A `data:` URL of a checked raster image; the page never loads a remote one. */
  readonly icon: string | null;
}

/** A way to sign in that the server offers and Latchkey can use; in the server's order. */
export type SignInFlow =
  | { readonly is: 'password' }
  | { readonly is: 'sso'; readonly providers: readonly SsoProvider[] }
  /** `deviceCode`: also by a code that is typed on another device; `create`: new accounts are made there. */
  | { readonly is: 'oauth'; readonly deviceCode: boolean; readonly create: boolean };
