import './Covered.css';
import EyeOff from 'lucide-react/icons/eye-off';
import { tellHost } from '../../bridge/host.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { words } from '../../words/words.ts';
import { putExpiredAside } from '../../layout.ts';

interface Props {
  readonly inert: boolean;
  /**
   * `chosen`: by people; `unclear`: the device may have been removed; `ending`: the server says that it has ended the session, and is asked
   * until that is certain (I12).
   */
  readonly why: 'chosen' | 'unclear' | 'ending';
}

/**
 * In place of the rooms while signed out for now, where the person chose that, or the server may have ended it all: no name and no message
 * of theirs is in the page.
 */
export function Covered({ inert, why }: Props) {
  return (
    <div className="covered" inert={inert}>
      <Page icon={<EyeOff size={20} />} title={words.session.cover.title}>
        <p className="pageText">{words.session.cover.why[why]}</p>
        <div className="pageActions">
          {why === 'ending' ? (
            <Button look="filled" onClick={() => tellHost('retry', {})}>
              {words.sessionExpired.retryNow}
            </Button>
          ) : (
            <Button look="filled" onClick={() => putExpiredAside(false)}>
              {words.sessionExpired.submit}
            </Button>
          )}
        </div>
      </Page>
    </div>
  );
}
