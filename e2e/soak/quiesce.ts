import { waitUntil } from '../run/waitUntil.ts';
import { textOf, type Ledger, type Writer } from './ledger.ts';
import type { World } from './world.ts';

/** With a friendly network again: until the last message of each is where it belongs. What is missing then, the verdict names. */
export async function quiesce(world: World, book: Ledger): Promise<readonly string[]> {
  const { app, bob, room } = world;
  const last = (writer: Writer): string => textOf(writer, book.written(writer) - 1);
  const problems: string[] = [];
  const waitFor = async (what: string, isThere: () => boolean | Promise<boolean>): Promise<void> => {
    await waitUntil(what, isThere, { timeoutMs: 60_000, everyMs: 200 }).catch((cause: Error) => problems.push(cause.message));
  };
  await waitFor('the app to be signed in', async () => (await app.phase()) === 'active');
  if (book.written('A') > 0) await waitFor('Alice’s last message at Bob', () => bob.messages(room).some(({ body }) => body === last('A')));
  await waitFor('Bob’s last message at Alice', () => app.page.getByText(last('B'), { exact: true }).isVisible());
  await waitFor('nothing to wait in Alice’s queue', async () => (await app.page.getByLabel('Waiting to be sent').count()) === 0);
  return problems;
}
