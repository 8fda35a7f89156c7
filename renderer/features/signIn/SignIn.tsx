import './SignIn.css';
import Check from 'lucide-react/icons/check';
import KeyRound from 'lucide-react/icons/key-round';
import { Fragment, useEffect, type ReactNode } from 'react';
import type { SignInFlow } from '../../../core/features/signIn/signInFlows.ts';
import type { StateOf } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { markOnceWhenPainted } from '../../bridge/marks.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { useLeaveSlot } from '../accounts/accounts.ts';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { withPassword } from '../signInFlows/signInFlows.ts';
import { BrowserTrip } from '../browserTrip/BrowserTrip.tsx';
import { OtherDevice } from './OtherDevice.tsx';
import { SignInFlows, Or } from '../signInFlows/SignInFlows.tsx';
import { useCountdown } from '../../ui/useCountdown.ts';
import { duration } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { problemPlace } from './problemPlace.ts';
import { useSignInForm, type SignInForm, type SignInState } from './useSignInForm.ts';

export function SignIn({ state }: { readonly state: SignInState }) {
  const form = useSignInForm(state);
  useEffect(() => markOnceWhenPainted('signInShown'), []);

  return (
    <main className="signInPage">
      <div className="signIn">
        <header className="signInHead">
          <div className="signInMark" aria-hidden>
            <KeyRound size={22} />
          </div>
          <h1 className="signInTitle">{words.signIn.title}</h1>
          <p className="quiet">{words.signIn.subtitle}</p>
        </header>
        <Card state={state} form={form} />
        <Under state={state} />
      </div>
    </main>
  );
}

/** One place for whatever comes and goes, so that a try moves nothing. */
function Under({ state }: { readonly state: SignInState }) {
  const leave = useLeaveSlot();
  const busy = state.phase === 'signingIn' && state.step !== 'browser' && state.step !== 'qr';
  return (
    <div className="signInUnder">
      {busy ? <Busy state={state} /> : <p className="signInFoot">{words.signIn.foot}</p>}
      {!busy && leave && (
        <Button look="quiet" wide onClick={leave}>
          {words.rail.back}
        </Button>
      )}
    </div>
  );
}

function Busy({ state }: { readonly state: StateOf<'signingIn'> }) {
  return (
    <>
      {state.method.is !== 'password' && (
        <p className="quiet signInBusy" role="status">
          {busyWords(state)}
        </p>
      )}
      <Button look="quiet" wide onClick={() => tellHost('cancel', {})}>
        {words.signIn.cancel}
      </Button>
    </>
  );
}

function Card({ state, form }: CardProps) {
  const away = state.phase === 'signingIn' ? elsewhere(state, form) : null;
  return away ? <div className="signInCard">{away}</div> : <FormCard state={state} form={form} />;
}

/** What stands there while people are in a browser or at another device. */
function elsewhere({ step, homeserver, code, qr }: StateOf<'signingIn'>, form: SignInForm): ReactNode {
  if (step === 'browser') return <BrowserTrip server={form.server || homeserver} code={code} />;
  return step === 'qr' && qr ? <OtherDevice step={qr} /> : null;
}

interface CardProps {
  readonly state: SignInState;
  readonly form: SignInForm;
}

function FormCard({ state, form }: CardProps) {
  const busy = state.phase === 'signingIn';
  const { flows } = form;
  return (
    <form
      ref={form.form}
      className="signInCard"
      aria-label={words.signIn.title}
      aria-busy={form.looking || undefined}
      onSubmit={form.submit}
      noValidate
    >
      <fieldset disabled={busy} className="bareFieldset signInServer">
        <Homeserver field={form.field} left={() => form.lookUp.state.is === 'idle' && form.lookUp.now()} />
      </fieldset>
      {/* Over what it is about: with a password that is the form's own button. */}
      {!(flows && withPassword(flows)) && <Problem form={form} />}
      {flows === null ? !busy && <GoOn form={form} /> : <Ways flows={flows} state={state} form={form} />}
    </form>
  );
}

/** Before the server has said how it is signed in to. */
function GoOn({ form }: { readonly form: SignInForm }) {
  const failed = form.lookUp.state.is === 'failed' || (form.lookUp.state.is === 'ready' && form.lookUp.state.value.is === 'failed');
  return (
    <div className="signInSubmit">
      <Button look="filled" type="submit" wide busy={form.lookUp.state.is === 'loading'}>
        {failed ? words.signIn.again : words.signIn.goOn}
      </Button>
    </div>
  );
}

function Ways({ flows, state, form }: CardProps & { readonly flows: readonly SignInFlow[] }) {
  return flows.map((flow, index) => (
    <Fragment key={`${flow.is} ${index}`}>
      {index > 0 && <Or />}
      {flow.is === 'password' ? (
        <Password state={state} form={form} />
      ) : (
        <SignInFlows
          flow={flow}
          server={form.server}
          main={index === 0 && !withPassword(flows)}
          disabled={state.phase === 'signingIn'}
          choose={form.choose}
          chooseNew={form.choose}
        />
      )}
    </Fragment>
  ));
}

function Problem({ form: { problem } }: { readonly form: SignInForm }) {
  return problem && problemPlace(problem) === 'form' && <ErrorNote error={problem} />;
}

function Password({ state, form }: CardProps) {
  const busy = state.phase === 'signingIn';
  const wait = useCountdown(form.problem);
  return (
    <>
      <fieldset disabled={busy} className="bareFieldset">
        <TextField {...form.field('username')} label={words.signIn.username} name="username" autoComplete="username" />
        <PasswordField {...form.field('password')} label={words.signIn.password} name="password" />
      </fieldset>
      <Problem form={form} />
      <div className="signInSubmit">
        <Button look="filled" type="submit" wide disabled={busy || wait > 0} className="tabular">
          {submitLabel(state, wait)}
        </Button>
      </div>
    </>
  );
}

function Homeserver({ field, left }: { readonly field: SignInForm['field']; readonly left: () => void }) {
  const homeserver = field('homeserver');
  return (
    <TextField
      {...homeserver}
      label={words.signIn.homeserver}
      name="homeserver"
      placeholder={words.signIn.homeserverHint}
      autoComplete="url"
      inputMode="url"
      onBlur={left}
      aside={homeserver.note?.is === 'ok' && <Check className="signInTick" size={16} />}
    />
  );
}

function submitLabel(state: SignInState, wait: number): string {
  if (state.phase === 'signingIn' && state.method.is === 'password') return busyWords(state);
  return wait > 0 ? words.signIn.waitFor(duration(wait)) : words.signIn.submit;
}

function busyWords({ method, step }: StateOf<'signingIn'>): string {
  if (step === 'keeping') return words.signIn.keeping;
  return method.is === 'password' || method.is === 'deviceCode' || method.is === 'qr' ? words.signIn.asking : words.signIn.opening;
}
