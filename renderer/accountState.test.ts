// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { dropAccount, eachAccount, forgetAccount, onForget, perAccount } from './bridge/perAccount.ts';
import { useRecovery } from './features/recovery/recovery.ts';
import { useLayout } from './layout.ts';
import { takeTurn } from './takeTurn.ts';

/** What modules of the page may hold for good although it is not registered: it is of no single account, or knows nothing that could be shown. */
const ofNoAccount: Readonly<Record<string, readonly string[]>> = {
  'bridge/marks.ts': ['told'],
  'bridge/onScreen.ts': ['useOnScreen'],
  'bridge/perAccount.ts': ['holders'],
  'followEngines.ts': ['open'],
  'settings.ts': ['useSettings', 'underWay'],
  'features/accounts/accounts.ts': ['useAccounts', 'asking', 'said'],
  'features/links/askedLink.ts': ['useAsked'],
  // The list of all emoji, on its way.
  'features/emoji/emoji.ts': ['loading'],
  // What belongs to the room that is looked at in this moment.
  'features/roomList/roomList.ts': ['useBeingRead'],
  // Forgotten with any account.
  'features/messageText/MessageText.tsx': ['made', 'shownWhole'],
  // A function of a library.
  'features/messageText/maths/maths.ts': ['render'],
  // Transaction IDs, and stores held weakly.
  'features/sending/handOver.ts': ['looking', 'discarded'],
  // What servers offer to anybody who signs in there.
  'features/signIn/useSignInForm.ts': ['lastFound'],
  'features/timeline/scroll/scrollMemory.ts': ['timer'],
  'features/updates/updates.ts': ['useUpdates'],
};

/** Names of what a module holds on to: variables, collections that begin empty, stores. A collection made of a list is a table. */
function heldIn(source: string): string[] {
  const held =
    /^(?:export )?(?:let (\w+)|const (\w+)[^=\n]*= (?:new (?:Map|Set|WeakMap|WeakSet)(?:<.*>)?\((?!\[)|create(?:Store)?[<(]|(?:\{\}|\[\]);))/gm;
  return [...source.matchAll(held)].map(([, variable, constant]) => variable ?? constant ?? '');
}

const production = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.|\.fixtures\.|^fixtures\b/.test(file),
);

test('whatever the page holds of an account is registered, so that it is forgotten with it', () => {
  const found = production
    .map((file) => [relative('.', file), heldIn(readFileSync(join(import.meta.dirname, file), 'utf8'))] as const)
    .filter(([, names]) => names.length > 0);
  expect(Object.fromEntries(found)).toEqual(ofNoAccount);
});

test.each([
  'const drafts = new Map<string, Map<RoomId, string>>();',
  'export const useRooms = create<{ readonly rooms: readonly string[] }>(() => ({ rooms: [] }));',
  'let lastRoom: RoomId | null = null;',
  'const seen: Record<string, number> = {};',
  'export const view = createStore(() => 1);',
])('a planted one is found: %s', (line) => {
  expect(heldIn(`import x from 'y';\n\n${line}\n`)).toHaveLength(1);
});

test('one account is forgotten whole, another stays; what outlives its data goes with the account', () => {
  const store = perAccount(() => ({ text: '' }));
  const phase = perAccount(() => ({ phase: 'starting' }), { outlives: true });
  const ended: string[] = [];
  const own = eachAccount(
    () => ({ name: '' }),
    ({ name }) => ended.push(name),
  );
  let texts = 'both';
  onForget(() => {
    texts = '';
  });
  for (const slot of ['a', 'b']) {
    store.of(slot).setState({ text: slot });
    phase.of(slot).setState({ phase: 'erasing' });
    own.of(slot).name = slot;
  }
  const shown = store.of('a');
  forgetAccount('a');
  expect([shown.getState().text, store.of('b').getState().text]).toEqual(['', 'b']);
  expect(store.of('a')).toBe(shown);
  expect(phase.of('a').getState().phase).toBe('erasing');
  expect([ended, own.of('a').name, own.of('b').name, texts]).toEqual([['a'], '', 'b', '']);
  dropAccount('a');
  expect(phase.of('a').getState().phase).toBe('starting');
});

test('the next account in the same place is told of its own recovery, not of the former one’s', () => {
  useRecovery.of('a').setState({ recovery: { is: 'locked', opens: 'history', phrase: true }, known: true });
  useLayout.of('a').setState({ recoveryPutAside: true, membersShown: true });
  forgetAccount('a');
  expect(useRecovery.of('a').getState()).toMatchObject({ recovery: { is: 'nothing' }, known: false });
  expect(useLayout.of('a').getState()).toMatchObject({ recoveryPutAside: false, membersShown: false });
});

test('an erase that main tells of is such a forgetting, of that account only; nothing is put aside in the next one', () => {
  for (const slot of ['a', 'b']) {
    useRecovery.of(slot).setState({ recovery: { is: 'locked', opens: 'history', phrase: true }, known: true });
    useLayout.of(slot).setState({ expiredPutAside: true, dialog: 'signOut' });
  }
  takeTurn(
    {
      phase: 'erasing',
      attempt: 1,
      reason: 'signedOutElsewhere',
      at: 1,
      progress: { keys: 'waiting', messages: 'waiting', files: 'waiting', traces: 'waiting' },
    },
    'a',
  );
  expect([useRecovery.of('a').getState().known, useRecovery.of('b').getState().known]).toEqual([false, true]);
  expect([useLayout.of('a').getState(), useLayout.of('b').getState()]).toMatchObject([
    { expiredPutAside: false, dialog: null },
    { expiredPutAside: true, dialog: 'signOut' },
  ]);
});
