import type { RecordedRequest } from '../faults/exchange.ts';
import { rewriteJson } from '../faults/effects.ts';
import { startProxy } from '../faults/startProxy.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { cast } from '../fixtures/cast.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const LIFETIME_MS = 15_000;

test('A1 B3 L1 a session with an announced end: the dialog comes at that moment, while a long poll is open and nobody has said 401', async ({
  startServer,
  launch,
}) => {
  const homeserver = await startServer({ nonrefreshableAccessTokenLifetime: LIFETIME_MS, refreshableAccessTokenLifetime: null });
  const network = await startProxy(homeserver.url);
  const people = cast(homeserver);
  const life = await signedInLife({ homeserver, people, launch: () => launch({ homeserver: network.url }) });
  const { app, alice } = life;
  const login = network.requests({ method: 'POST', path: '/login' })[0];
  const answer = login?.outcome();
  const announced: number = answer?.kind === 'answered' ? answer.json().expires_in_ms : NaN;
  expect(announced).toBeGreaterThan(LIFETIME_MS - 1_000);
  await expect(app.page.getByText(/Your session ends at/), 'the notice of the last ten minutes').toBeVisible();

  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible({ timeout: LIFETIME_MS });
  const late = performance.now() - ((login?.arrivedAt ?? 0) + announced);
  expect(late).toBeGreaterThan(-100);
  expect(late).toBeLessThan(3_000);
  expect(network.requests(({ outcome }) => is401(outcome()))).toEqual([]);
  const polls = network.requests({ method: 'GET', path: '/sync', when: isLongPoll });
  expect(polls.at(-1)?.arrivedAt).toBeLessThan(performance.now() - late);

  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await expect(expired.dialog).toBeHidden();
  // Bob's token ends, too; a message of Alice's shows that she is back.
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  await network.waitForRequest(
    { method: 'GET', path: '/sync', when: ({ outcome }) => isOk(outcome()) },
    { after: polls.at(-1)?.order ?? 0 },
  );
  people.stop();
  await network.stop();
});

test('B3 L1 a quiet notice ten minutes before the end, and none before that', async ({ people, network, launch }) => {
  const [app, alice] = await Promise.all([launch(), people.account('alice')]);
  const announced = 10 * 60_000 + 9_000;
  network.on(
    { method: 'POST', path: '/login' },
    rewriteJson(({ refresh_token: _, ...body }) => ({ ...body, expires_in_ms: announced })),
  );
  await signInForm(app.page).signIn({ username: alice.username, password: alice.password });
  await app.waitForPhase('active');
  await network.waitForRequest({ method: 'GET', path: '/sync' }, { answered: true });
  await expect(app.page.getByText('No rooms yet').first()).toBeVisible();
  const notice = app.page.getByText(/Your session ends at \d{1,2}:\d{2}/);
  await expect(notice).toHaveCount(0);
  await expect(notice).toBeVisible({ timeout: 30_000 });
  await expect(sessionExpiredDialog(app.page).dialog).toHaveCount(0);
  const signedInAt = network.requests({ method: 'POST', path: '/login' })[0]?.arrivedAt ?? 0;
  expect(performance.now() - signedInAt, 'not before its time').toBeGreaterThan(8_900);
});

type Outcome = ReturnType<RecordedRequest['outcome']>;
const is401 = (outcome: Outcome): boolean => outcome.kind === 'answered' && outcome.status === 401;
const isOk = (outcome: Outcome): boolean => outcome.kind === 'answered' && outcome.status === 200;
const isLongPoll = ({ query }: RecordedRequest): boolean => Number(new URLSearchParams(query).get('timeout')) > 5_000;
