import { expect, test } from 'vitest';
import { FakeLog } from '../FakeLog.ts';
import { sdkLogger } from './sdkLogger.sdk.ts';

test('warnings come through as text; objects, queries and lesser levels do not', () => {
  const log = new FakeLog();
  const logger = sdkLogger(log);
  logger.debug('not this');
  logger.info('nor this');
  logger.warn('room', { body: 'a secret message' }, 7);
  logger.getChild('sync').error('GET https://hs/_matrix?since=secret failed', new SyntaxError('in "a secret message"'));
  expect(log.lines).toEqual(['sdk: room {…} 7', expect.stringMatching(/^sdk\.sync: GET https:\/\/hs\/_matrix\?… failed SyntaxError:/)]);
  expect(log.lines.join()).not.toContain('secret');
});
