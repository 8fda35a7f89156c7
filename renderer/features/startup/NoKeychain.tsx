import './NoKeychain.css';
import KeyRound from 'lucide-react/icons/key-round';
import type { StateOf } from '../../../core/session/states.ts';
import { Page } from '../../ui/Page.tsx';
import { words } from '../../words/words.ts';
import { Unopened } from './Unopened.tsx';

/** The key cannot be read now, or this system has nothing that could keep one: nothing is made, changed or destroyed. */
export function NoKeychain({ state }: { readonly state: StateOf<'keychainUnreadable' | 'keychainUnavailable'> }) {
  const none = state.phase === 'keychainUnavailable';
  const said = none ? words.startup.keychainUnavailable : words.startup.keychainLocked[state.reason];
  return (
    <Page icon={<KeyRound size={20} />} title={said.title}>
      <p className="pageText">{said.text}</p>
      {none ? <Keychains /> : <p className="pageText">{words.startup.keychainWaits}</p>}
      <Unopened retry={said.retry} />
    </Page>
  );
}

/** Any of them will do. */
function Keychains() {
  const said = words.startup.keychainUnavailable;
  return (
    <>
      <p className="pageText">{said.install}</p>
      <ul className="keychainOptions">
        {said.options.map((option) => (
          <li key={option}>{option}</li>
        ))}
      </ul>
    </>
  );
}
