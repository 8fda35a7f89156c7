import { useState } from 'react';
import type { AppError } from '../../../core/errors.ts';
import { choices, type Keeps } from '../../../core/features/keeping/kept.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { toError } from '../../bridge/toError.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { SettingsGroup } from '../../ui/SettingsGroup.tsx';
import { bytes } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { useFromServer } from './useFromServer.ts';

const said = words.settings.kept;

/** How long messages stay on this computer, and what is won by keeping less. */
export function KeptMessages() {
  const { answer } = useFromServer(() => callEngine('keptMessages', {}), null);
  const [chosen, setChosen] = useState<Keeps | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const kept = answer.is === 'ready' ? answer.value : null;
  const trouble = error ?? (answer.is === 'failed' ? answer.error : null);
  const keeps = chosen ?? kept?.keeps ?? null;
  function choose(next: Keeps): void {
    setChosen(next);
    setError(null);
    callEngine('keepMessages', { keeps: next }).catch((cause: unknown) => {
      setChosen(keeps);
      setError(toError(cause));
    });
  }
  return (
    <SettingsGroup id="settingsKept" title={said.title}>
      <p className="settingText">{said.text}</p>
      <Segments
        labelledBy="settingsKeptTitle"
        choices={choices.map((name) => [name, said.choices[name]] as const)}
        chosen={keeps}
        onChange={choose}
      />
      {kept && keeps && (
        <p className="settingText" role="status">
          {keeps === 'everything' ? said.takes(bytes(kept.bytes)) : said.frees(bytes(kept.frees[keeps]), bytes(kept.bytes))}
        </p>
      )}
      {trouble && <AccountError error={trouble} />}
    </SettingsGroup>
  );
}
