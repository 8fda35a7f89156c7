import './Covered.css';
import EyeOff from 'lucide-react/icons/eye-off';
import { Button } from '../../components/Button.tsx';
import { Page } from '../../components/Page.tsx';
import { words } from '../../i18n/words.ts';
import { putExpiredAside } from '../../stores/layout.ts';

interface Props {
  readonly inert: boolean;
  /** Not because people chose it, but because the device may have been removed. */
  readonly unclear: boolean;
}

/** In place of the rooms while signed out for now, where the person chose that, or the server may have ended it all: no name and no message of theirs is in the page. */
export function Covered({ inert, unclear }: Props) {
  return (
    <div className="covered" inert={inert}>
      <Page icon={<EyeOff size={20} />} title={words.session.cover.title}>
        <p className="pageText">{unclear ? words.session.cover.unclear : words.session.cover.text}</p>
        <div className="pageActions">
          <Button look="filled" onClick={() => putExpiredAside(false)}>
            {words.session.expired.submit}
          </Button>
        </div>
      </Page>
    </div>
  );
}
