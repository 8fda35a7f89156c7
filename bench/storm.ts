import { launchApp, type App } from '../e2e/app/launchApp.ts';
import { hold } from '../e2e/faults/effects.ts';
import type { RecordedRequest } from '../e2e/faults/exchange.ts';
import { composer } from '../e2e/pages/composer.ts';
import { roomList } from '../e2e/pages/roomList.ts';
import { signInForm } from '../e2e/pages/signInForm.ts';
import { timeline } from '../e2e/pages/timeline.ts';
import { waitUntil } from '../e2e/run/waitUntil.ts';
import { allowNamedFunctions } from './page/allowNamedFunctions.ts';
import { countDialogs } from './page/countDialogs.ts';
import { paintedWhen } from './page/paintedWhen.ts';
import { deviceOf, lastWordsIn, sayLastWords, type World } from './world.ts';

export interface Storm {
  /** Milliseconds from the first 401 until the dialog is on screen. */
  readonly dialog: number;
  /** From the 401 of whoami that confirms them (A8). */
  readonly confirmed: number;
  readonly dialogs: number;
  /** Questions to the server whether the session lives. */
  readonly probes: number;
}

/** Synapse answers ten requests of the app with 401 in the same moment. */
export async function stormOf401s(world: World, run: string): Promise<Storm> {
  const { network, homeserver, owner } = world;
  const app = await launchApp({ keyring: world.keyring, homeserver: network.url });
  try {
    await signInForm(app.page).signIn(owner);
    await app.waitForPhase('active', { timeoutMs: 30_000 });
    await allowNamedFunctions(app.page);
    await sayLastWords(world, run);
    for (const room of world.rooms) await roomList(app.page).room(room.name).getByText(lastWordsIn(room, run)).waitFor();
    const gate = hold();
    const begun = network.mark();
    const rule = network.on(({ token }) => token !== undefined, gate.effect);
    await writeEverywhere(app, world, run);
    await waitUntil('requests to wait', () => waiting(world, begun).length >= atOnce - 1);
    await homeserver.expireTokens({ userId: owner.userId, deviceId: await deviceOf(world) });
    const dialogs = await countDialogs(app.page);
    const shown = paintedWhen(app.page, '[role="dialog"]');
    gate.release();
    rule.remove();
    const at = await shown;
    await waitUntil('ten 401s', () => rejections(world, begun).length >= 10);
    const first = Math.min(...rejections(world, begun).map(answeredAt));
    const confirmedAt = Math.min(
      ...rejections(world, begun)
        .filter(({ path }) => path.endsWith('/whoami'))
        .map(answeredAt),
    );
    const probes = network.requests(({ order, path }) => order > begun && path.endsWith('/whoami')).length;
    return { dialog: at - first, confirmed: at - confirmedAt, dialogs: await dialogs(), probes };
  } finally {
    await app.close();
    // One device at a time: the friend's messages are encrypted for it.
    await homeserver.deleteDevice(owner.userId, await deviceOf(world));
  }
}

/** Chromium has no more under way to one host, the sync among them; the others wait behind them, and go out with the same token. */
const atOnce = 6;

/** A message in every room; none of them gets through. */
async function writeEverywhere(app: App, { rooms }: World, run: string): Promise<void> {
  const { page } = app;
  for (const room of rooms) {
    await roomList(page).open(room.name);
    await timeline(page).message(lastWordsIn(room, run)).waitFor();
    const text = `Written by ${run} in ${room.name}`;
    await composer(page).send(text);
    await timeline(page).message(text).waitFor();
  }
}

const waiting = ({ network }: World, after: number): readonly RecordedRequest[] =>
  network.requests(({ order, token, outcome }) => order > after && token !== undefined && outcome().kind === 'pending');

function rejections({ network }: World, after: number): readonly RecordedRequest[] {
  return network.requests(({ order, outcome }) => {
    const end = outcome();
    return order > after && end.kind === 'answered' && end.status === 401;
  });
}

/** Milliseconds since the epoch. */
function answeredAt(request: RecordedRequest): number {
  const end = request.outcome();
  return end.kind === 'answered' ? performance.timeOrigin + end.at : Infinity;
}
