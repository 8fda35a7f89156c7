import './Settings.css';
import { Tabs } from '@base-ui/react/tabs';
import Download from 'lucide-react/icons/download';
import KeyRound from 'lucide-react/icons/key-round';
import Monitor from 'lucide-react/icons/monitor';
import MonitorSmartphone from 'lucide-react/icons/monitor-smartphone';
import Palette from 'lucide-react/icons/palette';
import UserRound from 'lucide-react/icons/user-round';
import X from 'lucide-react/icons/x';
import { useMemo, useState, type ReactNode } from 'react';
import type { Account } from '../../../core/session/account.ts';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { Fence } from '../../ui/fence/Fence.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { words } from '../../words/words.ts';
import { showDialog, useLayout } from '../../layout.ts';
import { useRecovery } from '../recovery/recovery.ts';
import { useSession } from '../session/session.ts';
import { AccountSection } from './AccountSection.tsx';
import { Appearance } from './Appearance.tsx';
import { DevicesSection } from './DevicesSection.tsx';
import { findSettings, type Place, type Section } from './settingsIndex.ts';
import { FoundSettings, SearchField } from './SettingsSearch.tsx';
import { useLeadTo } from './useLeadTo.ts';
import { SecuritySection } from './SecuritySection.tsx';
import { ThisComputer } from './ThisComputer.tsx';
import { Updates } from '../updates/Updates.tsx';

const said = words.settings;
const { sections } = words.account;

const icons: Record<Section, ReactNode> = {
  account: <UserRound size={16} aria-hidden />,
  security: <KeyRound size={16} aria-hidden />,
  devices: <MonitorSmartphone size={16} aria-hidden />,
  appearance: <Palette size={16} aria-hidden />,
  computer: <Monitor size={16} aria-hidden />,
  updates: <Download size={16} aria-hidden />,
};

interface Props {
  readonly open: boolean;
  /** Another dialog is up above it. */
  readonly under: boolean;
}

/** Everything that can be set, in sections: arrow keys go through them, Esc closes. */
export function Settings({ open, under }: Props) {
  function close(): void {
    // The dialog above takes its Esc for itself.
    if (!under) showDialog(null);
  }
  const account = useSession(({ state }) => (state && 'account' in state && 'deviceId' in state.account ? state.account : null));
  return (
    <DialogFrame open={open} onClose={close} title={said.title} className="settingsDialog">
      <IconButton label={said.close} className="settingsClose" onClick={close}>
        <X size={16} />
      </IconButton>
      <Sections account={account} />
    </DialogFrame>
  );
}

const withoutAccount: readonly Section[] = ['appearance', 'computer', 'updates'];
const all: readonly Section[] = ['account', 'security', 'devices', ...withoutAccount];

function Sections({ account }: { readonly account: Account | null }) {
  const shown = account ? all : withoutAccount;
  const [section, setSection] = useState<Section>(useLayout.getState().settingsAt ?? shown[0] ?? 'appearance');
  const [going, setGoing] = useState<Place | null>(null);
  useLeadTo(going);
  function go(place: Place): void {
    setSection(place.section);
    setGoing(place);
  }
  function show(next: Section): void {
    setSection(next);
    setGoing(null);
  }
  return (
    <Tabs.Root className="settingsSections" orientation="vertical" value={section} onValueChange={show}>
      <Side shown={shown} go={go} leave={() => setGoing(null)} />
      {shown.map((name) => (
        <Tabs.Panel key={name} value={name} className="settingsPanel" tabIndex={-1}>
          <h2 className="settingsHeading">{sections[name]}</h2>
          <Fence of="section" again={name}>
            {account && name === 'account' && <AccountSection account={account} />}
            {account && name === 'security' && <SecuritySection account={account} />}
            {account && name === 'devices' && <DevicesSection account={account} />}
            {name === 'appearance' && <Appearance />}
            {name === 'computer' && <ThisComputer />}
            {name === 'updates' && <Updates />}
          </Fence>
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

interface SideProps {
  readonly shown: readonly Section[];
  readonly go: (place: Place) => void;
  /** Somebody looks for something else. */
  readonly leave: () => void;
}

/** The sections, or what is found in them. */
function Side({ shown, go, leave }: SideProps) {
  const [sought, setSought] = useState('');
  const locked = useRecovery(({ recovery }) => recovery.is !== 'nothing');
  const found = useMemo(() => findSettings(sought, shown).filter(({ at }) => at !== 'settingsHistory' || locked), [sought, shown, locked]);
  function look(text: string): void {
    setSought(text);
    leave();
  }
  function open(place: Place): void {
    setSought('');
    go(place);
  }
  return (
    <div className="settingsSide">
      <SearchField text={sought} onText={look} onEnter={() => found[0] && open(found[0])} />
      {sought.trim() === '' ? (
        <Tabs.List className="settingsTabs" activateOnFocus>
          {shown.map((name) => (
            <Tabs.Tab key={name} value={name} className="settingsTab">
              {icons[name]}
              {sections[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      ) : (
        <FoundSettings found={found} text={sought} go={open} />
      )}
    </div>
  );
}
