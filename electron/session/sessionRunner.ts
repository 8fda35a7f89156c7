import { Listeners } from '../../core/listeners.ts';
import type { Disposer } from '../../core/listeners.ts';
import type { EffectName, SessionEffect } from '../../core/session/effects.ts';
import type { SessionEvent, StartOutcome } from '../../core/session/events.ts';
import type { SessionState } from '../../core/session/states.ts';
import { firstState, step } from '../../core/session/machine.ts';
import type { Log } from '../log.ts';
import type { Delays } from './delays.ts';

export type EffectOf<N extends EffectName> = Extract<SessionEffect, { do: N }>;
export type Send = (event: SessionEvent) => void;

/**
 * One function per effect. What it returns is awaited before the effects behind it start; what takes long and reports
 * by an event returns nothing.
 */
export type Effects = { readonly [N in Exclude<EffectName, 'delay'>]: (effect: EffectOf<N>) => void | Promise<void> };

export interface RunnerParts {
  readonly log: Log;
  readonly delays: Delays;
  readonly effects: (send: Send) => Effects;
}

/** Holds the one session state, steps the machine, and performs its effects in order. */
export class SessionRunner {
  private current: SessionState;
  private readonly log: Log;
  private readonly delays: Delays;
  private readonly effects: Effects;
  private readonly listeners = new Listeners<SessionState>();
  private readonly waiting: SessionEffect[] = [];
  private performing = false;

  constructor({ log, delays, effects }: RunnerParts) {
    this.log = log;
    this.delays = delays;
    this.effects = effects((event) => this.send(event));
    this.current = firstState().state;
  }

  get state(): SessionState {
    return this.current;
  }

  /** Looks what is here, unless that is known. */
  start(known: StartOutcome | null = null): void {
    if (known) this.send({ type: 'started', attempt: this.current.attempt, outcome: known });
    else this.enqueue(firstState().effects);
  }

  send(event: SessionEvent): void {
    const before = this.current;
    const next = step(before, event);
    if (!next) {
      this.log.write('info', `phase ${before.phase} ignores ${nameOf(event)}`);
      return;
    }
    this.current = next.next;
    this.log.write('info', `phase ${before.phase} → ${next.next.phase} (${nameOf(event)})`);
    this.listeners.tell(next.next);
    this.enqueue(next.effects);
  }

  /** Hears the state now and every later one. */
  listen(listener: (state: SessionState) => void): Disposer {
    const stop = this.listeners.add(listener);
    listener(this.current);
    return stop;
  }

  private enqueue(effects: readonly SessionEffect[]): void {
    this.waiting.push(...effects);
    if (!this.performing) void this.perform();
  }

  private async perform(): Promise<void> {
    this.performing = true;
    for (let effect = this.waiting.shift(); effect; effect = this.waiting.shift()) {
      try {
        const done = this.performOne(effect);
        // Without a promise the next effect starts in the same turn: a gate must not wait.
        if (done) await done;
      } catch (cause) {
        this.log.fault(`effect ${effect.do}`, cause);
      }
    }
    this.performing = false;
  }

  private performOne(effect: SessionEffect): void | Promise<void> {
    if (effect.do === 'delay') return this.delays.set(effect.event.type, effect.ms, () => this.send(effect.event));
    const perform = this.effects[effect.do] as (effect: SessionEffect) => void | Promise<void>;
    return perform(effect);
  }
}

/** For the log: what happened, with the verdict or error code where there is one. */
function nameOf(event: SessionEvent): string {
  if ('verdict' in event)
    return `${event.type} ${event.verdict.is}${event.verdict.is === 'noAnswer' ? ` ${event.verdict.error.code}` : ''}`;
  if ('error' in event) return `${event.type} ${event.error.code}`;
  return event.type === 'started' ? `started ${event.outcome.is}` : event.type;
}
