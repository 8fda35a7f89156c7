import { registerSecret } from '../run/secretsUsed.ts';
import type { CookieJar } from './cookieJar.ts';
import { formOf, primaryLinkOf, textOf, type Form, type WebPage } from './webPage.ts';

export interface FollowOptions {
  /** Buttons of this name are pressed wherever a page has one. Default `Continue`. */
  readonly press?: string;
  /** Fields that the person fills in, by name, such as `{ username: 'mallory' }` or `{ password }`. */
  readonly fill?: Readonly<Record<string, string>>;
  /** Stops in front of a page whose address begins so, without asking for it. */
  readonly stopAt?: string;
}

export interface Journey {
  /** What people read at its end; empty where the browser handed the address to another application. */
  readonly text: string;
  readonly status: number;
  /** Every address on the way, in order; the last one is where it ended. */
  readonly addresses: readonly string[];
  readonly end: string;
  /** An address of another application's scheme, which the system would hand to it; or that of `stopAt`. */
  readonly handedOver: string | null;
}

const MOST_STEPS = 30;

/** As a person does it: goes where the pages lead, presses what leads on, until nothing does. */
export async function followPages(start: string, jar: CookieJar, options: FollowOptions): Promise<Journey> {
  const addresses: string[] = [];
  let next: Step = { url: new URL(start) };
  let page: WebPage | undefined;
  for (let count = 0; count < MOST_STEPS; count += 1) {
    addresses.push(next.url.href);
    registerLoginToken(next.url);
    if (!/^https?:$/.test(next.url.protocol) || (options.stopAt && next.url.href.startsWith(options.stopAt)))
      return { text: '', status: 0, addresses, end: next.url.href, handedOver: next.url.href };
    const { location, ...loaded } = await load(next, jar);
    if (location) {
      next = { url: location };
      continue;
    }
    page = loaded;
    const onward = stepOn(page, options);
    if (!onward) return { text: page.text, status: page.status, addresses, end: next.url.href, handedOver: null };
    next = onward;
  }
  throw new Error(`the browser was sent on ${MOST_STEPS} times, last to ${page?.url.origin}${page?.url.pathname}`);
}

interface Step {
  readonly url: URL;
  readonly form?: URLSearchParams;
}

async function load({ url, form }: Step, jar: CookieJar): Promise<WebPage & { readonly location: URL | undefined }> {
  const cookie = jar.header(url);
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { ...(cookie && { cookie }), accept: 'text/html', 'user-agent': 'Mozilla/5.0 (the suite)' },
    ...(form && { method: 'POST', body: form }),
  });
  jar.keep(url, response.headers.getSetCookie());
  const header = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
  const html = await response.text();
  return {
    url,
    status: response.status,
    html,
    text: textOf(html),
    location: header === null ? undefined : new URL(header, url),
  };
}

function stepOn(page: WebPage, options: FollowOptions): Step | undefined {
  const form = formOf(page);
  if (!form) {
    const link = primaryLinkOf(page);
    return link && { url: link };
  }
  const filled = fillIn(form, options);
  if (form.method === 'POST') return { url: form.action, form: filled };
  form.action.search = filled.toString();
  return { url: form.action };
}

function fillIn(form: Form, { press = 'Continue', fill = {} }: FollowOptions): URLSearchParams {
  const known = Object.entries(fill).filter(([name]) => name in form.fields);
  const filled = new URLSearchParams({ ...form.fields, ...Object.fromEntries(known) });
  const button = form.buttons.find(({ text }) => text === press) ?? form.buttons[0];
  if (button?.name !== undefined) filled.set(button.name, button.value);
  return filled;
}

/** The homeserver's own log holds the codes that it is sent, not the login tokens that it hands out. */
function registerLoginToken(url: URL): void {
  const token = url.searchParams.get('loginToken');
  if (token !== null) registerSecret(token);
}
