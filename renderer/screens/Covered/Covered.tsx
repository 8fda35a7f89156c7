import './Covered.css';
import EyeOff from 'lucide-react/icons/eye-off';
import { Button } from '../../components/Button.tsx';
import { Page } from '../../components/Page.tsx';
import { words } from '../../i18n/words.ts';
import { putExpiredAside } from '../../stores/layout.ts';

/** In place of the rooms while signed out for now, where the person chose that: no name and no message of theirs is in the page. */
export function Covered({ inert }: { readonly inert: boolean }) {
  return (
    <div className="covered" inert={inert}>
      <Page icon={<EyeOff size={20} />} title={words.session.cover.title}>
        <p className="pageText">{words.session.cover.text}</p>
        <div className="pageActions">
          <Button look="filled" onClick={() => putExpiredAside(false)}>
            {words.session.expired.submit}
          </Button>
        </div>
      </Page>
    </div>
  );
}
