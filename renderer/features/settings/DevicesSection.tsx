import { useState } from 'react';
import type { DeviceId } from '../../../core/ids.ts';
import type { AccountLinks } from '../../../core/features/account/accountLinks.ts';
import type { OwnDevice } from '../../../core/features/account/ownAccount.ts';
import type { Account } from '../../../core/session/account.ts';
import { callHost } from '../../bridge/host.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from './confirm/ConfirmDialog.tsx';
import { useGuarded } from './confirm/useGuarded.ts';
import { useFromServer } from './useFromServer.ts';
import { words } from '../../words/words.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useSession } from '../session/session.ts';
import { DeviceRow } from './DeviceRow.tsx';
import { FromServer } from './FromServer.tsx';
import { OpenPage } from './InBrowser.tsx';
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
      <section className="settingsGroup" aria-labelledby="settingsHere">
        <h3 id="settingsHere" className="settingsGroupTitle">
          {said.here}
        </h3>
        <ul className="deviceList">
          {here.map((device) => (
            <DeviceRow key={device.deviceId} device={device} again={again} />
          ))}
        </ul>
      </section>
      {others.length === 0 && <p className="settingText">{said.none}</p>}
      {others.length > 0 &&
        (links ? (
          <OthersElsewhere devices={others} again={again} links={links} />
        ) : (
          <Others devices={others} again={again} account={account} />
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
    <section className="settingsGroup" aria-labelledby="settingsOthers">
      <h3 id="settingsOthers" className="settingsGroupTitle">
        {said.others(devices.length)}
      </h3>
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
    </section>
  );
}

function Others({ devices, again, account }: Omit<Props, 'links'>) {
  const [picked, setPicked] = useState<ReadonlySet<DeviceId>>(new Set());
  const chosen = devices.filter(({ deviceId }) => picked.has(deviceId)).map(({ deviceId }) => deviceId);
  const guarded = useGuarded(() => {
    setPicked(new Set());
    again();
  });
  const { state } = guarded;
  const all = chosen.length === devices.length;
  function pick(deviceId: DeviceId): void {
    const next = new Set(picked);
    if (!next.delete(deviceId)) next.add(deviceId);
    setPicked(next);
  }
  return (
    <section className="settingsGroup" aria-labelledby="settingsOthers">
      <div className="deviceHead">
        <h3 id="settingsOthers" className="settingsGroupTitle">
          {said.others(devices.length)}
        </h3>
        {devices.length > 1 && (
          <label className="deviceAll">
            <input type="checkbox" checked={all} onChange={() => setPicked(new Set(all ? [] : devices.map(({ deviceId }) => deviceId)))} />
            {said.selectAll}
          </label>
        )}
      </div>
      <ul className="deviceList">
        {devices.map((device) => {
          const { deviceId } = device;
          return <DeviceRow key={deviceId} device={device} again={again} picked={picked.has(deviceId)} onPick={() => pick(deviceId)} />;
        })}
      </ul>
      {state.is === 'failed' && <AccountError error={state.error} />}
      <div>
        <Button
          disabled={chosen.length === 0}
          busy={state.is === 'busy'}
          onClick={() => guarded.run((slot) => callHost('removeDevices', { deviceIds: chosen }, slot))}
        >
          {state.is === 'busy' ? said.busy : said.signOut(chosen.length)}
        </Button>
      </div>
      <ConfirmDialog guarded={guarded} why={said.why(chosen.length)} userId={account.userId} />
    </section>
  );
}
