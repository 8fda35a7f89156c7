import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { StateOf } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { words } from '../../i18n/words.ts';
import { lookupNote, type Note } from './lookupNote.ts';
import { problemPlace, type Place } from './problemPlace.ts';
import { useServerLookup } from './useServerLookup.ts';

export type SignInState = StateOf<'signedOut'> | StateOf<'signingIn'>;
type Field = Exclude<Place, 'form'>;

const order: readonly Field[] = ['homeserver', 'username', 'password'];

export interface SignInForm {
  /** What a field needs to be drawn. */
  readonly field: (name: Field) => { readonly value: string; readonly onChange: (event: { target: { value: string } }) => void; readonly note: Note | null };
  readonly form: RefObject<HTMLFormElement | null>;
  readonly submit: (event: FormEvent) => void;
  /** What the server or the keychain said to the last try, until what was sent is changed. */
  readonly problem: AppError | null;
}

export function useSignInForm(state: SignInState): SignInForm {
  const [fields, setFields] = useState({ homeserver: state.homeserver, username: state.username, password: '' });
  const [missing, setMissing] = useState<Field | null>(null);
  const [settled, setSettled] = useState<AppError | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const lookup = useServerLookup(fields.homeserver);
  const said = state.phase === 'signedOut' ? state.problem : null;
  const problem = said !== settled && said?.code !== 'cancelled' ? said : null;
  const place = problem && problemPlace(problem);
  useFocus(form, problem);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const empty = order.find((name) => fields[name].trim() === '');
    setMissing(empty ?? null);
    if (empty) inputOf(form, empty)?.focus();
    else tellHost('signIn', { homeserver: fields.homeserver.trim(), username: fields.username.trim(), password: fields.password });
  }

  function noteOf(name: Field): Note | null {
    if (missing === name) return { is: 'error', text: words.signIn.missing[name] };
    if (problem && place === name) return { is: 'error', text: words.errors(problem).text };
    return name === 'homeserver' ? lookupNote(lookup) : null;
  }

  function field(name: Field): ReturnType<SignInForm['field']> {
    return {
      value: fields[name],
      note: noteOf(name),
      onChange({ target }) {
        setFields((before) => ({ ...before, [name]: target.value }));
        setMissing(null);
        // A pause goes on whatever is typed.
        if (said?.code !== 'rateLimited') setSettled(said);
      },
    };
  }

  return { field, form, submit, problem };
}

/** At first the first empty field; after a failed try the field that it is about. */
function useFocus(form: RefObject<HTMLFormElement | null>, problem: AppError | null): void {
  useEffect(() => {
    const empty = order.find((name) => inputOf(form, name)?.value === '');
    inputOf(form, empty ?? 'password')?.focus();
  }, [form]);
  useEffect(() => {
    const place = problem ? problemPlace(problem) : 'form';
    if (place === 'form') return;
    inputOf(form, place)?.focus();
    if (place === 'password') inputOf(form, place)?.select();
  }, [form, problem]);
}

function inputOf(form: RefObject<HTMLFormElement | null>, name: Field): HTMLInputElement | null {
  return form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`) ?? null;
}
