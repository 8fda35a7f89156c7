// @vitest-environment jsdom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import { forgetAccount } from '../../bridge/perAccount.ts';
import { useKeyBackup, useKeysSent } from './keyBackup.ts';
import { SlotContext } from '../../bridge/perAccount.ts';

const engine = vi.hoisted(() => ({ answer: (_sent: object): void => undefined }));
vi.mock('../../bridge/engineLink.ts', async (real) => ({
  ...(await real<object>()),
  callEngine: () => new Promise((resolve) => (engine.answer = resolve)),
}));

afterEach(() => vi.unstubAllGlobals());

function Leaving({ leave }: { readonly leave: () => void }) {
  const keys = useKeysSent();
  return <button onClick={() => keys.before(leave)}>{keys.state.is}</button>;
}

/** Presses it for an account with a backup; the keys are on their way then. */
async function pressed(leave: () => void): Promise<{ readonly unmount: () => void }> {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  useKeyBackup.of('a').setState({ backup: { is: 'on', waiting: 3, opens: 'nobody' } });
  document.body.innerHTML = '<div></div>';
  const root = createRoot(document.querySelector('div')!);
  await act(async () =>
    root.render(
      <SlotContext value="a">
        <Leaving leave={leave} />
      </SlotContext>,
    ),
  );
  await act(async () => document.querySelector('button')?.click());
  expect(document.body.textContent).toBe('sending');
  return { unmount: () => act(() => root.unmount()) };
}

const sent = (): Promise<void> => act(async () => engine.answer({ is: 'sent' }));

test('D12 L5 whoever waits for their keys leaves once these are sent; whoever has gone to another account meanwhile does not', async () => {
  let left = 0;
  const waited = await pressed(() => left++);
  await sent();
  expect(left).toBe(1);
  waited.unmount();
  const gone = await pressed(() => left++);
  gone.unmount();
  await sent();
  expect(left).toBe(1);
});

test('E1 what is known of the backup is forgotten with the account', () => {
  useKeyBackup.of('a').setState({ backup: { is: 'on', waiting: 3, opens: 'nobody' } });
  forgetAccount('a');
  expect(useKeyBackup.of('a').getState().backup).toEqual({ is: 'unknown' });
});
