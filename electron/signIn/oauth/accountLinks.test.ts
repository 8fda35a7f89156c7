import { expect, test } from 'vitest';
import { accountLink, accountLinks } from './accountLinks.ts';
import { metadataJson } from './FakeAuthServer.ts';
import { readMetadata } from './metadata.ts';
import type { AuthMetadata } from './metadata.ts';

const metadata = readMetadata(metadataJson) as AuthMetadata;

test('I13: only what is advertised is offered, by its stable name, on the page that the server names', () => {
  expect(accountLinks(metadata)).toEqual({ actions: ['devices_list', 'device_delete'], page: true });
  expect(accountLink(metadata, 'device_delete', 'DEV ICE')).toBe(
    'https://auth.test/account/?lang=en&action=org.matrix.device_delete&device_id=DEV+ICE',
  );
  expect(accountLink(metadata, 'account_deactivate')).toBeNull();
  expect(accountLink(metadata, null)).toBe('https://auth.test/account/?lang=en');
});

test.each(['javascript:alert(1)', 'file:///etc/passwd', 'app://latchkey/', 7])('I13: %s is no page', (uri) => {
  const odd = readMetadata({ ...metadataJson, account_management_uri: uri }) as AuthMetadata;
  expect(accountLinks(odd)).toEqual({ actions: [], page: false });
  expect(accountLink(odd, null)).toBeNull();
});
