import type { App } from '../app/launchApp.ts';
import type { RecordedRequest } from '../faults/exchange.ts';
import { rewriteJson } from '../faults/effects.ts';
import { startProxy } from '../faults/startProxy.ts';
import type { Proxy } from '../faults/startProxy.ts';
import { cast } from '../fixtures/cast.ts';
import { expect } from '../fixtures/test.ts';
import type { HomeserverOptions } from '../homeserver/homeserverOptions.ts';
import type { Homeserver } from '../homeserver/startHomeserver.ts';
import { composer } from '../pages/composer.ts';
import { timeline } from '../pages/timeline.ts';
import { signedInLife, type Life } from './signedInLife.ts';

export const REFRESH = { method: 'POST', path: '/_matrix/client/v3/refresh' };
export const LOGIN = { method: 'POST', path: '/login' };

export interface RefreshableLife extends Life {
  readonly homeserver: Homeserver;
  readonly network: Proxy;
  readonly end: () => Promise<void>;
}

type Fixtures = {
  startServer: (options: HomeserverOptions) => Promise<Homeserver>;
  launch: (options?: { homeserver?: string }) => Promise<App>;
};

/** Alice’s tokens can be refreshed; Bob’s live as long as the test. `before`: rules that the sign-in meets already. */
export async function refreshableLife(
  { startServer, launch }: Fixtures,
  options: HomeserverOptions,
  before: (network: Proxy) => void = () => undefined,
): Promise<RefreshableLife> {
  const homeserver = await startServer(options);
  const network = await startProxy(homeserver.url);
  before(network);
  const people = cast(homeserver);
  const life = await signedInLife({ homeserver, people, launch: () => launch({ homeserver: network.url }) });
  return {
    ...life,
    homeserver,
    network,
    end: async () => {
      people.stop();
      await network.stop();
    },
  };
}

/** The app believes that its token lives for an hour, so the server’s 401 is the first word of its end. */
export const looksImmortal = (network: Proxy): void => {
  network.on(
    LOGIN,
    rewriteJson((body) => ({ ...body, expires_in_ms: 3_600_000 })),
  );
  network.on(
    REFRESH,
    rewriteJson((body, status) => (status === 200 ? { ...body, expires_in_ms: 3_600_000 } : body)),
  );
};

export const refreshesOf = (network: Proxy): readonly RecordedRequest[] => network.requests(REFRESH);

export async function talk({ app, bob, room }: Life, text: string): Promise<void> {
  await bob.send(room, `${text} from Bob`);
  await expect(timeline(app.page).message(`${text} from Bob`)).toBeVisible({ timeout: 20_000 });
  await composer(app.page).send(`${text} from Alice`);
  await bob.waitForMessage(room, `${text} from Alice`);
}
