import './Devices.css';
import type { AccountLinks } from '../../../core/features/account/accountLinks.ts';
import type { OwnDevice } from '../../../core/features/account/ownAccount.ts';
import type { Account } from '../../../core/session/account.ts';
import { callHost } from '../../bridge/host.ts';
import { SettingsGroup } from '../../ui/SettingsGroup.tsx';
import { useFromServer } from './useFromServer.ts';
import { words } from '../../words/words.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useSession } from '../session/session.ts';
import { DeviceRow } from './DeviceRow.tsx';
import { FromServer } from './FromServer.tsx';
import { OpenPage } from './InBrowser.tsx';
import { OtherDevices } from './OtherDevices.tsx';
import { useAccountLinks } from './useAccountLinks.ts';

const said = words.account.devices;
const { inBrowser } = words.account;

/** Where one is signed in: this device first. */
export function DevicesSection({ account }: { readonly account: Account }) {
  const slot = useSlot();
  const running = useSession(({ state }) => state?.phase === 'active' || state?.phase === 'opening');
  const devices = useFromServer(() => callHost('ownDevices', {}, slot), running);
  const links = useAccountLinks();
  return (
    <FromServer {...devices}>
      {(list) => (
        <FromServer {...links}>
          {(value) => <Devices devices={list} again={devices.again} account={account} links={value ?? null} />}
        </FromServer>
      )}
    </FromServer>
  );
}

interface Props {
  readonly devices: readonly OwnDevice[];
  readonly again: () => void;
  readonly account: Account;
  /** Null: they are signed out from here. */
  readonly links: AccountLinks | null;
}

function Devices({ devices, again, account, links }: Props) {
  const here = devices.filter((device) => device.here);
  const others = devices.filter((device) => !device.here);
  return (
    <>
      <SettingsGroup id="settingsHere" title={said.here}>
        <ul className="deviceList">
          {here.map((device) => (
            <DeviceRow key={device.deviceId} device={device} again={again} />
          ))}
        </ul>
      </SettingsGroup>
      {others.length === 0 && <p className="settingText">{said.none}</p>}
      {others.length > 0 &&
        (links ? (
          <OthersElsewhere devices={others} again={again} links={links} />
        ) : (
          <OtherDevices devices={others} again={again} account={account} />
        ))}
    </>
  );
}

/** F8: the server signs them out on its own pages, for one device where it has such a page. */
function OthersElsewhere({
  devices,
  again,
  links: { actions, page },
}: Pick<Props, 'devices' | 'again'> & { readonly links: AccountLinks }) {
  const ofOne = (['device_delete', 'device_view'] as const).find((action) => actions.includes(action));
  return (
    <SettingsGroup id="settingsOthers" title={said.others(devices.length)}>
      <ul className="deviceList">
        {devices.map((device) => (
          <DeviceRow
            key={device.deviceId}
            device={device}
            again={again}
            aside={
              ofOne && (
                <OpenPage
                  label={inBrowser.device}
                  ariaLabel={inBrowser.deviceLabel(device.name ?? device.deviceId)}
                  action={ofOne}
                  deviceId={device.deviceId}
                />
              )
            }
          />
        ))}
      </ul>
      {page && (
        <div className="setting">
          <span className="settingText">{inBrowser.devices}</span>
          <OpenPage label={inBrowser.manageDevices} action={actions.includes('devices_list') ? 'devices_list' : null} />
        </div>
      )}
    </SettingsGroup>
  );
}
