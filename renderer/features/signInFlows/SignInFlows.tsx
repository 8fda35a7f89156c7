import './SignInFlows.css';
import Globe from 'lucide-react/icons/globe';
import QrCodeMark from 'lucide-react/icons/qr-code';
import Smartphone from 'lucide-react/icons/smartphone';
import UserRoundPlus from 'lucide-react/icons/user-round-plus';
import type { SignInFlow } from '../../../core/features/signIn/signInFlows.ts';
import { words } from '../../words/words.ts';
import { Button } from '../../ui/Button.tsx';
import { BrandMark } from './BrandMark.tsx';
import type { BrowserMethod, OtherMethod } from './signInFlows.ts';

interface Props {
  readonly flow: Exclude<SignInFlow, { is: 'password' }>;
  /** Whose page opens. */
  readonly server: string;
  /** The one thing to do: no password is asked for beside it. */
  readonly main: boolean;
  readonly disabled: boolean;
  readonly choose: (method: BrowserMethod) => void;
  /** What a new device alone may do (I20); null: somebody signs in again. */
  readonly chooseNew: ((method: OtherMethod) => void) | null;
}

/** The ways that go through the system's browser; every provider has its button. */
export function SignInFlows({ flow, server, main, disabled, choose, chooseNew }: Props) {
  if (flow.is === 'sso') {
    return (
      <div className="flowButtons" role="group" aria-label={words.signIn.ways}>
        {flow.providers.map((provider) => (
          <Button
            key={provider.id ?? ''}
            wide
            className="flowButton"
            look={main && flow.providers.length === 1 ? 'filled' : 'plain'}
            disabled={disabled}
            onClick={() => choose({ is: 'sso', provider: provider.id })}
          >
            <BrandMark provider={provider} />
            <span className="flowName">{provider.name === null ? words.signIn.sso : words.signIn.continueWith(provider.name)}</span>
          </Button>
        ))}
      </div>
    );
  }
  return (
    <div className="flowButtons" role="group" aria-label={words.signIn.ways}>
      <Button wide className="flowButton" look={main ? 'filled' : 'plain'} disabled={disabled} onClick={() => choose({ is: 'oauth' })}>
        <Globe size={18} aria-hidden />
        <span className="flowName">{words.signIn.continueWith(server)}</span>
      </Button>
      {flow.create && chooseNew && (
        <Button wide className="flowButton" disabled={disabled} onClick={() => chooseNew({ is: 'oauth', create: true })}>
          <UserRoundPlus size={18} aria-hidden />
          <span className="flowName">{words.signIn.create}</span>
        </Button>
      )}
      {flow.qr && chooseNew && (
        <Button wide className="flowButton" look="quiet" disabled={disabled} onClick={() => chooseNew({ is: 'qr' })}>
          <QrCodeMark size={18} aria-hidden />
          <span className="flowName">{words.signIn.useQr}</span>
        </Button>
      )}
      {flow.deviceCode && (
        <Button wide className="flowButton" look="quiet" disabled={disabled} onClick={() => choose({ is: 'deviceCode' })}>
          <Smartphone size={18} aria-hidden />
          <span className="flowName">{words.signIn.useCode}</span>
        </Button>
      )}
    </div>
  );
}

/** Between the password and the other ways. */
export function Or() {
  return (
    <div className="flowOr" aria-hidden>
      {words.signIn.or}
    </div>
  );
}
