import './SettingsSearch.css';
import type { KeyboardEvent } from 'react';
import { SearchField as Field } from '../../ui/fields/SearchField.tsx';
import { words } from '../../words/words.ts';
import type { Place } from './settingsIndex.ts';

const said = words.settings;

interface FieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Enter: to the first that was found. */
  readonly onEnter: () => void;
}

export function SearchField({ text, onText, onEnter }: FieldProps) {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') onEnter();
    else if (event.key === 'Escape' && text !== '') onText('');
    else return;
    // It empties the field, and does not close the settings.
    event.preventDefault();
    event.stopPropagation();
  }
  return <Field label={said.search} value={text} onText={onText} onKeyDown={onKeyDown} />;
}

interface FoundProps {
  readonly found: readonly Place[];
  readonly text: string;
  readonly go: (place: Place) => void;
}

export function FoundSettings({ found, text, go }: FoundProps) {
  if (found.length === 0) {
    return (
      <p className="settingsNone" role="status">
        {said.searchNothing(text)}
      </p>
    );
  }
  return (
    <ul className="settingsFound" aria-label={said.found}>
      {found.map((place) => (
        <li key={`${place.section} ${place.label}`}>
          <button type="button" className="settingsHit" onClick={() => go(place)}>
            {place.label}
            <span className="settingsHitWhere">{words.account.sections[place.section]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
