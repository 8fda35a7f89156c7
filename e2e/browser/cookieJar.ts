export interface CookieJar {
  readonly header: (url: URL) => string;
  readonly keep: (url: URL, setCookies: readonly string[]) => void;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
}

/** As browsers do it, cookies belong to a host, whatever its port. `Secure` does not matter on loopback. */
export function cookieJar(): CookieJar {
  let cookies: Cookie[] = [];
  return {
    header: (url) =>
      cookies
        .filter(({ host, path }) => host === url.hostname && isWithin(url.pathname, path))
        .toSorted((one, other) => other.path.length - one.path.length)
        .map(({ name, value }) => `${name}=${value}`)
        .join('; '),
    keep: (url, setCookies) => {
      for (const line of setCookies) {
        const { expired, ...cookie } = parse(line, url);
        cookies = cookies.filter((old) => !['name', 'host', 'path'].every((key) => Reflect.get(old, key) === Reflect.get(cookie, key)));
        if (!expired) cookies.push(cookie);
      }
    },
  };
}

const isWithin = (pathname: string, path: string): boolean =>
  pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);

function parse(line: string, url: URL): Cookie & { readonly expired: boolean } {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const attribute = (wanted: string): string | undefined =>
    attributes.find((part) => part.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
  const maxAge = attribute('max-age');
  const expires = attribute('expires');
  return {
    name: pair.slice(0, at),
    value: pair.slice(at + 1),
    host: url.hostname,
    path: attribute('path') ?? url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1),
    expired: maxAge === undefined ? expires !== undefined && Date.parse(expires) < Date.now() : Number(maxAge) <= 0,
  };
}
