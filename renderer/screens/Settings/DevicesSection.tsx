import { useState } from 'react';
import type { DeviceId } from '../../../core/ids.ts';
import type { OwnDevice } from '../../../core/model/ownAccount.ts';
import type { Account } from '../../../core/session/account.ts';
import { callHost } from '../../bridge/host.ts';
import { AccountError } from '../../components/AccountError.tsx';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/confirm/ConfirmDialog.tsx';
import { useGuarded } from '../../components/confirm/useGuarded.ts';
import { useFromServer } from '../../components/useFromServer.ts';
import { words } from '../../i18n/words.ts';
import { useSlot } from '../../stores/perAccount.ts';
import { useSession } from '../../stores/session.ts';
import { DeviceRow } from './DeviceRow.tsx';
import { FromServer } from './FromServer.tsx';

const said = words.account.devices;

/** Where one is signed in: this device first. */
export function DevicesSection({ account }: { readonly account: Account }) {
  const slot = useSlot();
  const running = useSession(({ state }) => state?.phase === 'active' || state?.phase === 'opening');
  const devices = useFromServer(() => callHost('ownDevices', {}, slot), running);
  return <FromServer {...devices}>{(list) => <Devices devices={list} again={devices.again} account={account} />}</FromServer>;
}

interface Props {
  readonly devices: readonly OwnDevice[];
  readonly again: () => void;
  readonly account: Account;
}

function Devices({ devices, again, account }: Props) {
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
      {others.length === 0 ? <p className="settingText">{said.none}</p> : <Others devices={others} again={again} account={account} />}
    </>
  );
}

function Others({ devices, again, account }: Props) {
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
        {devices.map((device) => (
          <DeviceRow key={device.deviceId} device={device} again={again} picked={picked.has(device.deviceId)} onPick={() => pick(device.deviceId)} />
        ))}
      </ul>
      {state.is === 'failed' && <AccountError error={state.error} />}
      <div>
        <Button disabled={chosen.length === 0} busy={state.is === 'busy'} onClick={() => guarded.run((slot) => callHost('removeDevices', { deviceIds: chosen }, slot))}>
          {state.is === 'busy' ? said.busy : said.signOut(Math.max(chosen.length, 1))}
        </Button>
      </div>
      <ConfirmDialog guarded={guarded} why={said.why(chosen.length)} userId={account.userId} />
    </section>
  );
}
