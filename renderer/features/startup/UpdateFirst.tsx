import type { UpdateState } from '../../../core/features/updates/model.ts';
import { never } from '../../../core/never.ts';
import { words } from '../../words/words.ts';
import { Button } from '../../ui/Button.tsx';
import { changeSettings } from '../../settings.ts';
import { askUpdates, problemWords, useUpdates } from '../updates/updates.ts';

const said = words.updates;

export interface UpdateStep {
  /** What is known of a newer version, and who brings it. */
  readonly line: string | null;
  /** What to press for it; null: it does not come through Latchkey. */
  readonly action: { readonly label: string; readonly busy: boolean; readonly go: () => void } | null;
}

const ask = (label: string, what: Parameters<typeof askUpdates>[0]): UpdateStep['action'] => ({
  label,
  busy: false,
  go: () => askUpdates(what),
});

/** A newer Latchkey is the way out of what a newer one has written. */
export function useUpdateStep(): UpdateStep {
  const updates = useUpdates((state) => state.updates);
  return updates ? stepOf(updates) : { line: null, action: null };
}

function stepOf(updates: UpdateState): UpdateStep {
  switch (updates.is) {
    case 'off':
      return ofOff(updates.why);
    case 'idle':
      return { line: updates.lookedAt === null ? null : said.noneNewer, action: ask(said.check, 'lookAsked') };
    case 'checking':
      return { line: null, action: { label: said.checking, busy: true, go: () => undefined } };
    case 'available':
      return { line: said.available(updates.update.version), action: ask(said.download, 'downloadAsked') };
    case 'downloading':
      return { line: said.received(updates.received, updates.update.bytes), action: ask(said.stop, 'stopAsked') };
    case 'ready':
      return { line: said.ready(updates.update.version), action: ask(said.restart, 'restartAsked') };
    case 'failed':
      return {
        line: problemWords(updates.problem).text,
        action: updates.of === 'look' ? ask(said.check, 'lookAsked') : ask(said.again, 'downloadAsked'),
      };
    default:
      return never(updates);
  }
}

function ofOff(why: Extract<UpdateState, { is: 'off' }>['why']): UpdateStep {
  if (why.is === 'packager') return { line: said.off.packager(why.name), action: null };
  if (why.is !== 'setting') return { line: said.off[why.is], action: null };
  // Switched on, it looks by itself.
  return { line: said.off.setting, action: { label: said.check, busy: false, go: () => changeSettings({ lookForUpdates: true }) } };
}

export function UpdateButton({ action }: { readonly action: NonNullable<UpdateStep['action']> }) {
  return (
    <Button look="filled" autoFocus busy={action.busy} className="tabular" onClick={action.go}>
      {action.label}
    </Button>
  );
}
