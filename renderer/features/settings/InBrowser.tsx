import ExternalLink from 'lucide-react/icons/external-link';
import type { AccountAction, AccountLinks } from '../../../core/features/account/accountLinks.ts';
import { tellHost } from '../../bridge/host.ts';
import { Button } from '../../ui/Button.tsx';
import { SettingsGroup } from '../../ui/SettingsGroup.tsx';
import { words } from '../../words/words.ts';
import { useSlot } from '../../bridge/perAccount.ts';

const said = words.account.inBrowser;

interface Props {
  readonly label: string;
  readonly action: AccountAction | null;
  readonly deviceId?: string;
  readonly ariaLabel?: string;
}

/** Opens one of the account's own pages. */
export function OpenPage({ label, action, deviceId, ariaLabel }: Props) {
  const slot = useSlot();
  return (
    <Button aria-label={ariaLabel} onClick={() => tellHost('openAccountLink', { action, deviceId: deviceId ?? null }, slot)}>
      <ExternalLink size={14} aria-hidden />
      {label}
    </Button>
  );
}

/** An account of an authorisation server is managed on that server's pages, as far as it has them (I13, I15). */
export function AccountPages({ links }: { readonly links: AccountLinks }) {
  const { actions, page } = links;
  if (!page) return null;
  return (
    <SettingsGroup id="settingsInBrowser" title={said.title}>
      <div className="setting">
        <span className="settingText">{said.text}</span>
        <OpenPage label={said.manage} action={actions.includes('profile') ? 'profile' : null} />
      </div>
      {actions.includes('account_deactivate') && (
        <div className="setting">
          <span className="settingText">{said.closeText}</span>
          <OpenPage label={said.close} action="account_deactivate" />
        </div>
      )}
    </SettingsGroup>
  );
}
