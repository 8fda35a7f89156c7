import { useState } from 'react';
import { previewChoices, type Previews } from '../../../core/features/media/previews.ts';
import type { AppError } from '../../../core/errors.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { toError } from '../../bridge/toError.ts';
import { changeSettings, useSettings } from '../../settings.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { SettingsGroup } from '../../ui/SettingsGroup.tsx';
import { words } from '../../words/words.ts';
import { usePreviews } from '../mediaPreviews/mediaPreviews.ts';

const said = words.settings;

/** Which pictures show by themselves, for the account and all its clients. */
export function ShownPictures() {
  const slot = useSlot();
  const previews = usePreviews((state) => state.previews);
  const [error, setError] = useState<AppError | null>(null);
  function choose(next: Previews): void {
    setError(null);
    callEngine('putMediaPreviews', { previews: next }, slot).catch((cause: unknown) => setError(toError(cause)));
  }
  return (
    <SettingsGroup id="settingsPictures" title={said.pictures}>
      <p className="settingText">{said.picturesText}</p>
      <Segments
        labelledBy="settingsPicturesTitle"
        choices={previewChoices.map((name) => [name, said.picturesIn[name]] as const)}
        chosen={previews}
        onChange={choose}
      />
      {error && <AccountError error={error} />}
    </SettingsGroup>
  );
}

const sizes = ['256', '1024', '4096', '16384'] as const;

/** How much of the disk pictures and files may take. */
export function MediaSpace() {
  const space = useSettings((settings) => settings.mediaSpaceMb);
  return (
    <SettingsGroup id="settingsSpace" title={said.space}>
      <p className="settingText">{said.spaceText}</p>
      <Segments
        labelledBy="settingsSpaceTitle"
        choices={sizes.map((size) => [size, said.spaces[size]] as const)}
        chosen={sizes.find((size) => size === String(space)) ?? null}
        onChange={(size) => changeSettings({ mediaSpaceMb: Number(size) })}
      />
    </SettingsGroup>
  );
}
