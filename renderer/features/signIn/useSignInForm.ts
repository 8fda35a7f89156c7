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
import { useServerLookup, type LookUp } from './useServerLookup.ts';

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
  /** What the server offers, in its order; null: it has not said so yet, and nothing is asked for that it may not take. */
  readonly flows: readonly SignInFlow[] | null;
  readonly lookUp: LookUp;
  /** The server is about to answer. */
  readonly looking: boolean;
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
  const lookUp = useServerLookup(fields.homeserver);
  const said = state.phase === 'signedOut' ? state.problem : null;
  const problem = said !== settled && said?.code !== 'cancelled' ? said : null;
  const found = useFound(fields.homeserver, lookUp.state);
  const flows = found?.flows ?? null;
  const typing = useFocus(form, problem, flows !== null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (flows === null) return lookUpNow();
    const only = onlyMethod(flows);
    if (only) return choose(only);
    if (!withPassword(flows)) return lookUp.now();
    const empty = order.find((name) => fields[name].trim() === '');
    setMissing(empty ?? null);
    if (empty) inputOf(form, empty)?.focus();
    else tellHost('signIn', { homeserver: fields.homeserver.trim(), username: fields.username.trim(), password: fields.password });
  }

  function lookUpNow(): void {
    typing.current = false;
    if (fields.homeserver.trim() !== '') return lookUp.now();
    setMissing('homeserver');
    inputOf(form, 'homeserver')?.focus();
  }

  function choose(method: OtherMethod): void {
    setMissing(null);
    if (fields.homeserver.trim() === '') return setMissing('homeserver');
    tellHost('signInWith', { homeserver: fields.homeserver.trim(), username: fields.username.trim(), method });
  }

  function field(name: Field): ReturnType<SignInForm['field']> {
    return {
      value: fields[name],
      note: missing === name ? { is: 'error', text: words.signIn.missing[name] } : noteOf(name, problem, lookUp.state),
      onChange({ target }) {
        setFields((before) => ({ ...before, [name]: target.value }));
        setMissing(null);
        if (name === 'homeserver') typing.current = true;
        // A pause goes on whatever is typed.
        if (said?.code !== 'rateLimited') setSettled(said);
      },
    };
  }

  const looking = fields.homeserver.trim() !== '' && (lookUp.state.is === 'idle' || lookUp.state.is === 'loading');
  return { field, form, submit, choose, flows, lookUp, looking, server: found?.serverName ?? fields.homeserver.trim(), problem };
}

function noteOf(name: Field, problem: AppError | null, lookup: Async<ServerLookup>): Note | null {
  if (problem && problemPlace(problem) === name) return { is: 'error', text: words.errors(problem).text };
  const looked = name === 'homeserver' ? lookupNote(lookup) : null;
  // What the form says is not said twice.
  return problem && looked?.text === words.errors(problem).text ? null : looked;
}

type Found = Extract<ServerLookup, { is: 'found' }>;

/** By what was typed: whoever comes back from a sign-in that failed meets the ways that they left, while the server is asked again. */
const lastFound = new Map<string, Found>();

/** The last server that was found: while another name is being typed, or cannot be found, the form stays as it is. */
function useFound(homeserver: string, lookup: Async<ServerLookup>): Found | null {
  const typed = homeserver.trim();
  const [found, setFound] = useState<Found | null>(() => lastFound.get(typed) ?? null);
  const newest = lookup.is === 'ready' && lookup.value.is === 'found' ? lookup.value : null;
  // One without a way is nothing to stay with.
  const usable = newest && newest.flows.length > 0 ? newest : null;
  if (usable) lastFound.set(typed, usable);
  if (usable && usable !== found) setFound(usable);
  return newest ?? found;
}

/**
 * At first the first empty field, and the next one once the server has said what it takes, unless somebody is still typing its name; after a
 * failed try the field that it is about.
 */
function useFocus(form: RefObject<HTMLFormElement | null>, problem: AppError | null, known: boolean): RefObject<boolean> {
  const typing = useRef(false);
  useEffect(() => {
    if (typing.current && document.activeElement?.matches('input[name="homeserver"]')) return;
    const empty = order.find((name) => inputOf(form, name)?.value === '');
    (inputOf(form, empty ?? 'password') ?? inputOf(form, 'homeserver'))?.focus();
  }, [form, known]);
  useEffect(() => {
    const place = problem ? problemPlace(problem) : 'form';
    if (place === 'form') return;
    inputOf(form, place)?.focus();
    if (place === 'password') inputOf(form, place)?.select();
  }, [form, problem]);
  return typing;
}

function inputOf(form: RefObject<HTMLFormElement | null>, name: Field): HTMLInputElement | null {
  return form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`) ?? null;
}
