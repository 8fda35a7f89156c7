import './KeychainUnavailable.css';
import KeyRound from 'lucide-react/icons/key-round';
import { tellHost } from '../../bridge/host.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { words } from '../../words/words.ts';

export function KeychainUnavailable() {
  const said = words.startup.keychainUnavailable;
  return (
    <Page icon={<KeyRound size={20} />} title={said.title}>
      <p className="pageText">{said.text}</p>
      <p className="pageText">{said.install}</p>
      <ul className="keychainOptions">
        {said.options.map((option) => (
          <li key={option}>{option}</li>
        ))}
      </ul>
      <div className="pageActions">
        <Button look="filled" autoFocus onClick={() => tellHost('retry', {})}>
          {said.retry}
        </Button>
        <Button look="quiet" onClick={() => tellHost('quit', {})}>
          {words.startup.quit}
        </Button>
      </div>
    </Page>
  );
}
