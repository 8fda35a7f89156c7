/** What was typed into "Homeserver": a server name to discover, or an address to use as it is. */
export type TypedServer =
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'address'; readonly baseUrl: string; readonly name: string }
  | { readonly is: 'bad' };

/** CS "Server Name": a DNS name, an IPv4 or a bracketed IPv6 address, with or without a port. */
const serverNamePattern = /^(?:\[[0-9A-Fa-f:.]{2,45}\]|[0-9A-Za-z.-]{1,255})(?::\d{1,5})?$/;

export function readTypedServer(typed: string): TypedServer {
  const text = typed.trim();
  if (/^https?:\/\//i.test(text)) {
    const baseUrl = readBaseUrl(text);
    return baseUrl === null ? { is: 'bad' } : { is: 'address', baseUrl, name: new URL(baseUrl).host };
  }
  // Everything behind the first colon of a user ID is the server's name (H1).
  const name = text.startsWith('@') ? text.slice(text.indexOf(':') + 1) : text.replace(/\/$/, '');
  return serverNamePattern.test(name) && isHost(name) ? { is: 'name', name } : { is: 'bad' };
}

/** A base URL without a trailing slash, or null; plain http only to this computer, because the engine's page is a secure context. */
export function readBaseUrl(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (!isSecure(url)) return null;
  if (url.username || url.password || url.search || url.hash) return null;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Encrypted, or never leaves this computer. */
export function isSecure(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** IPv4 of this computer and of networks that are not the internet (RFC 6890), as a URL writes them. */
const insideV4 = /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$/;
/** The same of IPv6: unspecified, loopback, unique local, link local, and every way to write an IPv4 address in it. */
const insideV6 = /^\[(?:::|f[cd]|fe[89ab])/;

/** An address of this computer or of the network it is in. Names are not resolved: what a name leads to is its own affair. */
export function isInside(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  return isLoopback(name) || insideV4.test(name) || insideV6.test(name);
}

function isHost(name: string): boolean {
  try {
    return new URL(`https://${name}`).host !== '';
  } catch {
    return false;
  }
}
