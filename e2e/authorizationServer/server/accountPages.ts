import { escapeHtml, htmlPage } from './html.ts';
import type { HomeserverLink } from './homeserverLink.ts';
import type { Memory } from './memory.ts';
import type { State } from './state.ts';
import type { Middleware } from './traffic.ts';

export const accountActions = [
  'org.matrix.profile',
  'org.matrix.devices_list',
  'org.matrix.device_view',
  'org.matrix.device_delete',
  'org.matrix.account_deactivate',
  'org.matrix.cross_signing_reset',
] as const;

/** The account's own pages, as the person in `signsInAs`: https://spec.matrix.org/v1.18/client-server-api/#oauth-20-account-management */
export function accountPages(state: State, memory: Memory, link: HomeserverLink): Middleware {
  const sessionsOf = (localpart: string) => memory.sessions().filter((session) => session.localpart === localpart);

  const act = async (action: string, deviceId: string): Promise<string> => {
    const localpart = state.settings.signsInAs;
    switch (action) {
      case 'org.matrix.device_delete':
        for (const { grantId, deviceId: of } of sessionsOf(localpart)) if (of === deviceId) memory.endGrant(grantId);
        return 'The device has been signed out';
      case 'org.matrix.cross_signing_reset':
        await link.call('allow_cross_signing_reset', { localpart });
        return 'You may reset your identity now';
      case 'org.matrix.account_deactivate':
        for (const { grantId } of sessionsOf(localpart)) memory.endGrant(grantId);
        await link.call('delete_user', { localpart, erase: false });
        return 'The account has been closed';
      default:
        return 'There is nothing to do here';
    }
  };

  return async (ctx, next) => {
    if (ctx.path !== '/account') return next();
    const action = ctx.URL.searchParams.get('action') ?? '';
    const deviceId = ctx.URL.searchParams.get('device_id') ?? '';
    ctx.type = 'html';
    if (ctx.method === 'POST') {
      ctx.body = htmlPage(await act(action, deviceId), '<p>You can go back to the application.</p>');
      return;
    }
    const devices = sessionsOf(state.settings.signsInAs).map((session) => `<li>${escapeHtml(session.deviceId)}</li>`);
    ctx.body = htmlPage(
      `Account of ${state.settings.signsInAs}`,
      `<p>${escapeHtml(action)} ${escapeHtml(deviceId)}</p><ul>${devices.join('')}</ul>
      <form method="post"><button>Approve</button></form>`,
    );
  };
}
