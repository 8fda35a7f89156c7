import type { Update, UpdateEffect, UpdateEvent, UpdateState, UpdateStateName } from './model.ts';

interface UpdateStep {
  readonly state: UpdateState;
  readonly effects: readonly UpdateEffect[];
}

type State<Name extends UpdateStateName> = Extract<UpdateState, { is: Name }>;
type Event<Type extends UpdateEvent['type']> = Extract<UpdateEvent, { type: Type }>;
/** For each state, what each event does; one that has no cell means nothing there. */
type UpdateTable = {
  readonly [Name in UpdateStateName]: {
    readonly [Type in UpdateEvent['type']]?: (state: State<Name>, event: Event<Type>) => UpdateStep | null;
  };
};

const to = (state: UpdateState, ...effects: readonly UpdateEffect[]): UpdateStep => ({ state, effects });

function look(state: UpdateState, known: Update | null = null): UpdateStep {
  const attempt = state.attempt + 1;
  return to({ is: 'checking', attempt, known }, { do: 'look', attempt });
}

function download(state: UpdateState, update: Update): UpdateStep {
  const attempt = state.attempt + 1;
  return to({ is: 'downloading', attempt, update, received: 0 }, { do: 'download', attempt });
}

const off = (state: UpdateState, ...effects: readonly UpdateEffect[]): UpdateStep =>
  to({ is: 'off', attempt: state.attempt + 1, why: { is: 'setting' } }, ...effects);

/** Offered, never forced: nothing is downloaded before somebody asks for it, and nothing is put in place while the app runs. */
export const updateTable: UpdateTable = {
  off: {
    // Whoever else updates this copy is not changed by a setting.
    switchedOn: (state) => (state.why.is === 'setting' ? look(state) : null),
  },
  idle: {
    lookAsked: (state) => look(state),
    switchedOff: (state) => off(state),
  },
  checking: {
    nothingNew: ({ attempt }, { at }) => to({ is: 'idle', attempt, lookedAt: at }),
    found: ({ attempt, known }, { update, failedBefore }) => {
      if (failedBefore) return to({ is: 'failed', of: 'install', attempt, problem: { is: 'notInstalled' }, update, putOff: false });
      return to({ is: 'available', attempt, update, putOff: known?.version === update.version });
    },
    // What was signed stays on offer while its server is away.
    lookFailed: ({ attempt, known }, { problem }) =>
      known && problem.is === 'offline'
        ? to({ is: 'available', attempt, update: known, putOff: true })
        : to({ is: 'failed', of: 'look', attempt, problem }),
    switchedOff: (state) => off(state),
  },
  available: {
    lookAsked: (state) => look(state, state.putOff ? state.update : null),
    downloadAsked: (state) => download(state, state.update),
    putOffAsked: (state) => to({ ...state, putOff: true }),
    switchedOff: (state) => off(state),
  },
  downloading: {
    progress: (state, { received }) => to({ ...state, received }),
    downloaded: ({ attempt, update }) => to({ is: 'ready', attempt, update, putOff: false }),
    downloadFailed: ({ attempt, update }, { problem }) => to({ is: 'failed', of: 'download', attempt, problem, update, putOff: false }),
    stopAsked: ({ attempt, update }) => to({ is: 'available', attempt: attempt + 1, update, putOff: true }, { do: 'stop' }),
    switchedOff: (state) => off(state, { do: 'stop' }),
  },
  ready: {
    putOffAsked: (state) => to({ ...state, putOff: true }),
    restartAsked: (state) => to(state, { do: 'restart' }),
    switchedOff: (state) => off(state, { do: 'drop' }),
  },
  failed: {
    lookAsked: (state) => look(state),
    downloadAsked: (state) => (state.of === 'look' ? null : download(state, state.update)),
    putOffAsked: (state) => (state.of === 'look' ? null : to({ ...state, putOff: true })),
    switchedOff: (state) => off(state),
  },
};

/** Null: the event means nothing in this state, or is what came of an older attempt. No clock, no I/O. */
export function stepUpdates(state: UpdateState, event: UpdateEvent): UpdateStep | null {
  if ('attempt' in event && event.attempt !== state.attempt) return null;
  const row = updateTable[state.is] as {
    readonly [type: string]: ((state: UpdateState, event: UpdateEvent) => UpdateStep | null) | undefined;
  };
  return row[event.type]?.(state, event) ?? null;
}
