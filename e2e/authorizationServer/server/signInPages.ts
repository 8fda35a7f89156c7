import type Provider from 'oidc-provider';
import { escapeHtml, htmlPage } from './html.ts';
import type { State } from './state.ts';
import type { Middleware } from './traffic.ts';

/** Where a person says who they are, and whether the application may come in. */
export function signInPages(provider: Provider, state: State): Middleware {
  return async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next();
    const details = await provider.interactionDetails(ctx.req, ctx.res);
    ctx.type = 'html';
    if (ctx.method === 'GET') {
      const client = await provider.Client.find(String(details.params.client_id));
      ctx.body = question(client?.clientName ?? 'an application', String(details.params.scope ?? ''), state);
      return;
    }
    const form = new URLSearchParams((ctx.req as unknown as { body: string }).body);
    const localpart = form.get('username') ?? '';
    if (form.get('decision') === 'cancel' || state.settings.deniesConsent) {
      const result = { error: 'access_denied', error_description: 'The person said no' };
      return ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
    }
    if (state.locked.has(localpart)) {
      ctx.body = htmlPage('Account locked', '<p>This account has been locked.</p>');
      return;
    }
    const result = { login: { accountId: localpart }, consent: {}, create: {} };
    ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
  };
}

function question(client: string, scope: string, { settings }: State): string {
  const asked = scope
    .split(' ')
    .map((part) => `<li>${escapeHtml(part)}</li>`)
    .join('');
  return htmlPage(
    `Sign in to ${client}`,
    `<p>It asks for:</p><ul>${asked}</ul><form method="post">
    <label>Username <input type="text" name="username" value="${escapeHtml(settings.signsInAs)}"></label>
    <button name="decision" value="continue">Continue</button>
    <button name="decision" value="cancel">Cancel</button></form>`,
  );
}
