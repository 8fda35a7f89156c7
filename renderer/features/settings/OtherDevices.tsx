import './Devices.css';
import { useState } from 'react';
import type { DeviceId } from '../../../core/ids.ts';
import type { OwnDevice } from '../../../core/features/account/ownAccount.ts';
import type { Account } from '../../../core/session/account.ts';
import { callHost } from '../../bridge/host.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { Button } from '../../ui/Button.tsx';
import { CheckBox } from '../../ui/fields/CheckBox.tsx';
import { SettingsGroup } from '../../ui/SettingsGroup.tsx';
import { words } from '../../words/words.ts';
import { ConfirmDialog } from './confirm/ConfirmDialog.tsx';
import { useGuarded } from './confirm/useGuarded.ts';
import { DeviceRow } from './DeviceRow.tsx';

const said = words.account.devices;

interface Props {
  readonly devices: readonly OwnDevice[];
  readonly again: () => void;
  readonly account: Account;
}

/** The other devices, where they are signed out from here. */
export function OtherDevices({ devices, again, account }: Props) {
  const { chosen, all, pick, pickAll, pickNone } = useChosen(devices);
  const guarded = useGuarded(() => {
    pickNone();
    again();
  });
  const { state } = guarded;
  const selectAll = (
    <label className="deviceAll">
      <CheckBox checked={all} onChange={all ? pickNone : pickAll} />
      {said.selectAll}
    </label>
  );
  return (
    <SettingsGroup id="settingsOthers" title={said.others(devices.length)} aside={devices.length > 1 && selectAll}>
      <ul className="deviceList">
        {devices.map((device) => {
          const { deviceId } = device;
          return (
            <DeviceRow key={deviceId} device={device} again={again} picked={chosen.includes(deviceId)} onPick={() => pick(deviceId)} />
          );
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
    </SettingsGroup>
  );
}

/** Those that are picked and still there. */
function useChosen(devices: readonly OwnDevice[]) {
  const [picked, setPicked] = useState<ReadonlySet<DeviceId>>(new Set());
  const ids = devices.map(({ deviceId }) => deviceId);
  const chosen = ids.filter((deviceId) => picked.has(deviceId));
  function pick(deviceId: DeviceId): void {
    const next = new Set(picked);
    if (!next.delete(deviceId)) next.add(deviceId);
    setPicked(next);
  }
  return {
    chosen,
    all: chosen.length === devices.length,
    pick,
    pickAll: () => setPicked(new Set(ids)),
    pickNone: () => setPicked(new Set()),
  };
}
