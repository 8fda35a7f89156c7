import { createInterface } from 'node:readline/promises';
import type { Actions } from './actions.ts';

interface Choice {
  readonly key: string;
  readonly words: string;
  readonly act: () => Promise<string>;
}

function choices(actions: Actions, reopen: () => Promise<string>): readonly Choice[] {
  return [
    { key: '1', words: 'expire my session (soft logout)', act: actions.expireSession },
    { key: '2', words: 'remove my device (hard logout)', act: actions.removeDevice },
    { key: '3', words: actions.isLocked() ? 'unlock my account' : 'lock my account', act: actions.lockOrUnlock },
    { key: '4', words: actions.isStopped() ? 'start the server' : 'stop the server', act: actions.stopOrStartServer },
    { key: '5', words: 'open Latchkey again, if you closed it', act: reopen },
  ];
}

/** Asks what to do next, until somebody chooses to quit. */
export async function runMenu(actions: Actions, reopen: () => Promise<string>): Promise<void> {
  // Plain lines: with line editing it would take Ctrl+C for itself and fail when the terminal is closed.
  const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
  const closed = new Promise<'q'>((resolve) => terminal.once('close', () => resolve('q')));
  for (;;) {
    const offered = choices(actions, reopen);
    console.log(`\n${offered.map(({ key, words }) => `  ${key}  ${words}`).join('\n')}\n  q  quit`);
    const answer = (await Promise.race([terminal.question('> '), closed])).trim();
    if (answer === 'q') break;
    const chosen = offered.find(({ key }) => key === answer);
    if (chosen)
      console.log(await chosen.act().catch((cause: unknown) => `That did not work: ${cause instanceof Error ? cause.message : cause}`));
  }
  terminal.close();
}
