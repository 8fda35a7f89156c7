import './SignIn.css';
import Check from 'lucide-react/icons/check';
import KeyRound from 'lucide-react/icons/key-round';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { StateOf } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { markOnceWhenPainted } from '../../bridge/marks.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { PasswordField } from '../../components/PasswordField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useCountdown } from '../../components/useCountdown.ts';
import { duration } from '../../i18n/format.ts';
import { words } from '../../i18n/words.ts';
import { lookupNote, type Note } from './lookupNote.ts';
import { problemPlace, type Place } from './problemPlace.ts';
import { useServerLookup } from './useServerLookup.ts';

type Field = Exclude<Place, 'form'>;

export function SignIn({ state }: { readonly state: StateOf<'signedOut'> | StateOf<'signingIn'> }) {
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
        <form className="signInCard" aria-label={words.signIn.title} onSubmit={form.submit} noValidate>
          <fieldset disabled={busy} className="bareFieldset">
            <TextField
              label={words.signIn.homeserver}
              name="homeserver"
              ref={form.refs.homeserver}
              value={form.homeserver}
              onChange={(event) => form.typed('homeserver', event.target.value)}
              placeholder={words.signIn.homeserverHint}
              autoComplete="url"
              inputMode="url"
              note={form.notes.homeserver}
              aside={form.notes.homeserver?.is === 'ok' && <Check className="signInTick" size={16} />}
            />
            <TextField
              label={words.signIn.username}
              name="username"
              ref={form.refs.username}
              value={form.username}
              onChange={(event) => form.typed('username', event.target.value)}
              autoComplete="username"
              note={form.notes.username}
            />
            <PasswordField
              label={words.signIn.password}
              name="password"
              ref={form.refs.password}
              value={form.password}
              onChange={(event) => form.typed('password', event.target.value)}
              note={form.notes.password}
            />
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
        <p className="signInFoot">{words.signIn.foot}</p>
      </div>
    </main>
  );
}

function submitLabel(state: StateOf<'signedOut'> | StateOf<'signingIn'>, wait: number): string {
  if (state.phase === 'signingIn') return state.step === 'keeping' ? words.signIn.keeping : words.signIn.asking;
  return wait > 0 ? words.signIn.waitFor(duration(wait)) : words.signIn.submit;
}

function useSignInForm(state: StateOf<'signedOut'> | StateOf<'signingIn'>) {
  const [fields, setFields] = useState({ homeserver: state.homeserver, username: state.username, password: '' });
  const [missing, setMissing] = useState<Field | null>(null);
  // A problem is about what was sent; it goes when that is changed.
  const [settled, setSettled] = useState<AppError | null>(null);
  const refs = { homeserver: useRef<HTMLInputElement>(null), username: useRef<HTMLInputElement>(null), password: useRef<HTMLInputElement>(null) };
  const lookup = useServerLookup(fields.homeserver);
  const said = state.phase === 'signedOut' ? state.problem : null;
  const problem = said !== settled && said?.code !== 'cancelled' ? said : null;

  useEffect(() => firstEmpty(refs)?.focus(), []);
  useEffect(() => {
    if (!problem) return;
    const place = problemPlace(problem);
    if (place !== 'form') refs[place].current?.focus();
    if (place === 'password') refs.password.current?.select();
  }, [problem]);

  function typed(field: Field, text: string): void {
    setFields((before) => ({ ...before, [field]: text }));
    setMissing(null);
    if (said?.code !== 'rateLimited') setSettled(said);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    const empty = (['homeserver', 'username', 'password'] as const).find((field) => fields[field].trim() === '');
    setMissing(empty ?? null);
    if (empty) refs[empty].current?.focus();
    else tellHost('signIn', { homeserver: fields.homeserver.trim(), username: fields.username.trim(), password: fields.password });
  }

  const notes = { homeserver: lookupNote(lookup), username: null, password: null } as Record<Field, Note | null>;
  if (problem && problemPlace(problem) !== 'form') notes[problemPlace(problem) as Field] = { is: 'error', text: words.errors(problem).text };
  if (missing) notes[missing] = { is: 'error', text: words.signIn.missing[missing] };
  return { ...fields, refs, notes, problem, typed, submit };
}

function firstEmpty(refs: Record<Field, { readonly current: HTMLInputElement | null }>): HTMLInputElement | null {
  const inputs = [refs.homeserver.current, refs.username.current, refs.password.current];
  return inputs.find((input) => input?.value === '') ?? inputs[2] ?? null;
}
