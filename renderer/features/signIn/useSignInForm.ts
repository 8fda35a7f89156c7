import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import type { Async } from '../../../core/async.ts';
import type { ServerLookup } from '../../../core/features/signIn/hostCalls.ts';
import type { AppError } from '../../../core/errors.ts';
import type { SignInFlow } from '../../../core/features/signIn/signInFlows.ts';
import type { StateOf } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { onlyMethod, withPassword, type OtherMethod } from '../signInFlows/signInFlows.ts';
import { words } from '../../words/words.ts';
import { lookupNote, type Note } from './lookupNote.ts';
import { problemPlace, type Place } from './problemPlace.ts';
import { useServerLookup } from './useServerLookup.ts';

export type SignInState = StateOf<'signedOut'> | StateOf<'signingIn'>;
type Field = Exclude<Place, 'form'>;

const order: readonly Field[] = ['homeserver', 'username', 'password'];

export interface SignInForm {
  /** What a field needs to be drawn. */
  readonly field: (name: Field) => {
    readonly value: string;
    readonly onChange: (event: { target: { value: string } }) => void;
    readonly note: Note | null;
  };
  readonly form: RefObject<HTMLFormElement | null>;
  readonly submit: (event: FormEvent) => void;
  /** By the browser instead. */
  readonly choose: (method: OtherMethod) => void;
  /** What the server offers; before it has said so, a password. */
  readonly flows: readonly SignInFlow[];
  /** What to call it. */
  readonly server: string;
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
  const found = useFound(lookup);
  const flows = found?.flows ?? password;
  useFocus(form, problem);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const only = onlyMethod(flows);
    if (only) return choose(only);
    if (!withPassword(flows)) return;
    const empty = order.find((name) => fields[name].trim() === '');
    setMissing(empty ?? null);
    if (empty) inputOf(form, empty)?.focus();
    else tellHost('signIn', { homeserver: fields.homeserver.trim(), username: fields.username.trim(), password: fields.password });
  }

  function choose(method: OtherMethod): void {
    setMissing(null);
    if (fields.homeserver.trim() === '') return setMissing('homeserver');
    tellHost('signInWith', { homeserver: fields.homeserver.trim(), username: fields.username.trim(), method });
  }

  function noteOf(name: Field): Note | null {
    if (missing === name) return { is: 'error', text: words.signIn.missing[name] };
    if (problem && place === name) return { is: 'error', text: words.errors(problem).text };
    const looked = name === 'homeserver' ? lookupNote(lookup) : null;
    // What the form says is not said twice.
    return problem && looked?.text === words.errors(problem).text ? null : looked;
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

  return { field, form, submit, choose, flows, server: found?.serverName ?? fields.homeserver.trim(), problem };
}

const password: readonly SignInFlow[] = [{ is: 'password' }];

/** The last server that was found: while another name is being typed the form stays as it is. */
function useFound(lookup: Async<ServerLookup>): Extract<ServerLookup, { is: 'found' }> | null {
  const [found, setFound] = useState<Extract<ServerLookup, { is: 'found' }> | null>(null);
  const newest = lookup.is === 'ready' && lookup.value.is === 'found' && lookup.value.flows.length > 0 ? lookup.value : null;
  if (newest && newest !== found) setFound(newest);
  return newest ?? found;
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
