import './Devices.css';
import Pencil from 'lucide-react/icons/pencil';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { OwnDevice } from '../../../core/features/account/ownAccount.ts';
import { callHost } from '../../bridge/host.ts';
import { toError } from '../../bridge/toError.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { Button } from '../../ui/Button.tsx';
import { CheckBox } from '../../ui/fields/CheckBox.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useNow } from '../../ui/useNow.ts';
import { ago, dateAndTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { useSlot } from '../../bridge/perAccount.ts';

const said = words.account.devices;

interface Props {
  readonly device: OwnDevice;
  readonly again: () => void;
  /** Missing: it cannot be picked. */
  readonly picked?: boolean;
  readonly onPick?: () => void;
  /** At its end. */
  readonly aside?: ReactNode;
}

export function DeviceRow({ device, again, picked, onPick, aside }: Props) {
  const [renaming, setRenaming] = useState(false);
  const name = device.name ?? said.unnamed;
  return (
    <li className={`deviceRow ${picked ? 'devicePicked' : ''}`} aria-label={name}>
      {onPick && <CheckBox aria-label={said.select(name)} checked={picked ?? false} onChange={onPick} />}
      {renaming ? (
        <Rename device={device} close={() => setRenaming(false)} again={again} />
      ) : (
        <>
          <div className="deviceText">
            <div className={`deviceName ${device.name === null ? 'quiet' : ''}`}>{name}</div>
            <div className="deviceDetail">
              <code className="mono">{device.deviceId}</code>
              <Seen device={device} />
            </div>
          </div>
          <IconButton label={said.rename} onClick={() => setRenaming(true)}>
            <Pencil size={16} />
          </IconButton>
          {aside}
        </>
      )}
    </li>
  );
}

function Seen({ device: { here, lastSeenTs, lastSeenIp } }: { readonly device: OwnDevice }) {
  const now = useNow(30_000);
  if (here) return null;
  if (lastSeenTs === null) return <span>{said.neverSeen}</span>;
  const details = [dateAndTime(lastSeenTs), lastSeenIp].filter(Boolean).join(' · ');
  return <span title={details}>{said.seen(ago(lastSeenTs, now))}</span>;
}

function Rename({ device, close, again }: { readonly device: OwnDevice; readonly close: () => void; readonly again: () => void }) {
  const slot = useSlot();
  const [typed, setTyped] = useState(device.name ?? '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    callHost('renameDevice', { deviceId: device.deviceId, name: typed.trim() }, slot)
      .then(
        () => {
          again();
          close();
        },
        (cause: unknown) => setError(toError(cause)),
      )
      .finally(() => setBusy(false));
  }
  return (
    <form
      className="deviceRename"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // It closes this, and not the settings.
        event.stopPropagation();
        close();
      }}
    >
      <input
        className="deviceInput"
        aria-label={said.renameLabel}
        value={typed}
        autoFocus
        maxLength={100}
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button look="quiet" onClick={close}>
        {words.account.cancel}
      </Button>
      <Button type="submit" disabled={busy}>
        {said.save}
      </Button>
      {error && <AccountError error={error} />}
    </form>
  );
}
