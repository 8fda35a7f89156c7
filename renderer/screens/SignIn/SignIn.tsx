import './SignIn.css';
import Check from 'lucide-react/icons/check';
import KeyRound from 'lucide-react/icons/key-round';
import { useEffect } from 'react';
import { tellHost } from '../../bridge/host.ts';
import { markOnceWhenPainted } from '../../bridge/marks.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { LeaveSlot } from '../../components/LeaveSlot.tsx';
import { PasswordField } from '../../components/PasswordField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useCountdown } from '../../components/useCountdown.ts';
import { duration } from '../../i18n/format.ts';
import { words } from '../../i18n/words.ts';
import { problemPlace } from './problemPlace.ts';
import { useSignInForm, type SignInForm, type SignInState } from './useSignInForm.ts';

export function SignIn({ state }: { readonly state: SignInState }) {
  const busy = state.phase === 'signingIn';
  const form = useSignInForm(state);
  const wait = useCountdown(form.problem);
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
        <form ref={form.form} className="signInCard" aria-label={words.signIn.title} onSubmit={form.submit} noValidate>
          <fieldset disabled={busy} className="bareFieldset">
            <Fields field={form.field} />
          </fieldset>
          {form.problem && problemPlace(form.problem) === 'form' && <ErrorNote error={form.problem} />}
          <div className="signInSubmit">
            <Button look="filled" type="submit" wide disabled={busy || wait > 0} className="tabular">
              {submitLabel(state, wait)}
            </Button>
            {busy && (
              <Button look="quiet" wide onClick={() => tellHost('cancel', {})}>
                {words.signIn.cancel}
              </Button>
            )}
          </div>
        </form>
        {!(state.phase === 'signingIn' && state.step === 'keeping') && <LeaveSlot label={words.rail.back} wide />}
        <p className="signInFoot">{words.signIn.foot}</p>
      </div>
    </main>
  );
}

function Fields({ field }: { readonly field: SignInForm['field'] }) {
  const homeserver = field('homeserver');
  return (
    <>
      <TextField
        {...homeserver}
        label={words.signIn.homeserver}
        name="homeserver"
        placeholder={words.signIn.homeserverHint}
        autoComplete="url"
        inputMode="url"
        aside={homeserver.note?.is === 'ok' && <Check className="signInTick" size={16} />}
      />
      <TextField {...field('username')} label={words.signIn.username} name="username" autoComplete="username" />
      <PasswordField {...field('password')} label={words.signIn.password} name="password" />
    </>
  );
}

function submitLabel(state: SignInState, wait: number): string {
  if (state.phase === 'signingIn') return state.step === 'keeping' ? words.signIn.keeping : words.signIn.asking;
  return wait > 0 ? words.signIn.waitFor(duration(wait)) : words.signIn.submit;
}
