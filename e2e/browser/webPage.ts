/** What of a page's HTML a person can do something with. Enough for the pages of Synapse and of this suite. */
export interface WebPage {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
  /** What people read, on one line. */
  readonly text: string;
}

export interface Form {
  readonly action: URL;
  readonly method: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly buttons: readonly { readonly text: string; readonly name: string | undefined; readonly value: string }[];
}

export function textOf(html: string): string {
  const words = html
    .replace(/<(script|style|head)\b.*?<\/\1>/gis, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
  return unescape(words).trim();
}

export function formOf({ html, url }: WebPage): Form | undefined {
  const found = /<form\b([^>]*)>(.*?)<\/form>/is.exec(html);
  if (!found) return undefined;
  const [, head = '', body = ''] = found;
  const inputs = [...body.matchAll(/<input\b([^>]*)>/gis)].map(([, tag = '']) => tag);
  const named = inputs.flatMap((tag) => {
    const name = attribute(tag, 'name');
    return name === undefined ? [] : [[name, attribute(tag, 'value') ?? ''] as const];
  });
  const buttons = [...body.matchAll(/<button\b([^>]*)>(.*?)<\/button>/gis)].map(([, tag = '', words = '']) => ({
    text: textOf(words),
    name: attribute(tag, 'name'),
    value: attribute(tag, 'value') ?? '',
  }));
  return {
    action: new URL(attribute(head, 'action') ?? '', url),
    method: (attribute(head, 'method') ?? 'get').toUpperCase(),
    fields: Object.fromEntries(named),
    buttons,
  };
}

/** Synapse's "Continue" is a link that looks like a button. */
export function primaryLinkOf({ html, url }: WebPage): URL | undefined {
  const tag = /<a\b[^>]*class="primary-button"[^>]*>/i.exec(html)?.[0];
  const href = tag === undefined ? undefined : attribute(tag, 'href');
  return href === undefined ? undefined : new URL(href, url);
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`, 'i').exec(tag)?.[1];
  return value === undefined ? undefined : unescape(value);
}

function unescape(text: string): string {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&(\w+);/g, (whole, name: string) => names[name] ?? whole);
}
