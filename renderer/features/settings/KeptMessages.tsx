import { useState } from 'react';
import { choices, type Keeps, type Kept } from '../../../core/features/keeping/kept.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { toError } from '../../bridge/toError.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import type { AppError } from '../../../core/errors.ts';
import { bytes } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { FromServer } from './FromServer.tsx';
import { useFromServer } from './useFromServer.ts';

const said = words.settings.kept;

/** How long messages stay on this computer, and what is won by keeping less. */
export function KeptMessages() {
  const kept = useFromServer(() => callEngine('keptMessages', {}), null);
  return (
    <section className="settingsGroup" aria-labelledby="settingsKept">
      <h3 id="settingsKept" className="settingsGroupTitle">
        {said.title}
      </h3>
      <p className="settingText">{said.text}</p>
      <FromServer {...kept}>{(value) => <Choice kept={value} />}</FromServer>
    </section>
  );
}

function Choice({ kept }: { readonly kept: Kept }) {
  const [keeps, setKeeps] = useState<Keeps>(kept.keeps);
  const [error, setError] = useState<AppError | null>(null);
  function choose(next: Keeps): void {
    const before = keeps;
    setKeeps(next);
    setError(null);
    callEngine('keepMessages', { keeps: next }).catch((cause: unknown) => {
      setKeeps(before);
      setError(toError(cause));
    });
  }
  return (
    <>
      <div className="segments" role="radiogroup" aria-labelledby="settingsKept">
        {choices.map((name) => (
          <label key={name} className="segment">
            <input type="radio" name="kept" checked={keeps === name} onChange={() => choose(name)} />
            {said.choices[name]}
          </label>
        ))}
      </div>
      <p className="settingText" role="status">
        {keeps === 'everything' ? said.takes(bytes(kept.bytes)) : said.frees(bytes(kept.frees[keeps]), bytes(kept.bytes))}
      </p>
      {error && <AccountError error={error} />}
    </>
  );
}
