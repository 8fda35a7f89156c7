import { expect, test } from 'vitest';
import type { HttpAnswer } from '../http/http.ts';
import { Failure } from '../../core/errors.ts';
import { ServerLimit } from './serverLimit.ts';

function limitOf(...answers: readonly (readonly [status: number, json: unknown] | null)[]) {
  const left = [...answers];
  let asked = 0;
  const limit = new ServerLimit({
    send: ({ method, path }) => {
      expect([method, path]).toEqual(['GET', '/v1/media/config']);
      asked += 1;
      const next = left.shift();
      if (!next) return Promise.reject(new Failure({ code: 'offline' }));
      const [status, json] = next;
      const rest = { text: '', etag: null, retryAfter: null, cacheControl: null, url: '' };
      return Promise.resolve({ status, json, ...rest } satisfies HttpAnswer);
    },
  });
  return { limit, asked: () => asked };
}

const says = (bytes: unknown) => [200, { 'm.upload.size': bytes }] as const;

test('what the server says is remembered; what is within it is not asked about again', async () => {
  const { limit, asked } = limitOf(says(5_000));
  expect(await limit.ask()).toBe(5_000);
  await limit.mustFit(5_000);
  expect(asked()).toBe(1);
});

test('one that is too large is asked about anew, as the limit may have been raised', async () => {
  const { limit } = limitOf(says(5_000), says(9_000), says(9_000));
  await limit.ask();
  await limit.mustFit(6_000);
  await expect(limit.mustFit(9_001)).rejects.toMatchObject({ error: { code: 'fileTooLarge', limitBytes: 9_000 } });
});

test('a server that cannot be asked, or does not say, refuses by itself later; one that said something before is believed', async () => {
  await limitOf(null).limit.mustFit(1e12);
  for (const answer of [[404, { errcode: 'M_UNRECOGNIZED' }], [200, {}], says('5'), says(-1), [500, undefined]] as const)
    await limitOf(answer).limit.mustFit(1e12);
  const { limit } = limitOf(says(5_000), null);
  await limit.ask();
  await expect(limit.mustFit(5_001)).rejects.toMatchObject({ error: { limitBytes: 5_000 } });
});
