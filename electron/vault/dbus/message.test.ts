import { expect, test } from 'vitest';
import { sessionBusSocket } from './connection.ts';
import { decodeMessage, encodeCall } from './message.ts';

const call = {
  destination: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  iface: 'org.freedesktop.Secret.Service',
  member: 'SearchItems',
  args: [
    { type: 'a{ss}', value: { service: 'latchkey', account: '@ä:b' } },
    { type: 'ao', value: ['/one', '/two/three'] },
    { type: 's', value: '' },
  ],
} as const;

test('a call reads back as it was written', () => {
  const bytes = encodeCall(call, 7);
  const decoded = decodeMessage(bytes);
  expect(decoded?.length).toBe(bytes.length);
  expect(decoded?.message).toMatchObject({ kind: 'call', path: call.path, member: 'SearchItems' });
  expect(decoded?.message.body).toEqual([
    [
      ['service', 'latchkey'],
      ['account', '@ä:b'],
    ],
    ['/one', '/two/three'],
    '',
  ]);
});

test('options of several types read back as they were written', () => {
  const options = {
    handle_token: { type: 's', value: 'latchkey1' },
    autostart: { type: 'b', value: true },
    commandline: { type: 'as', value: ['latchkey', '--hidden'] },
    last: { type: 'b', value: false },
  } as const;
  const decoded = decodeMessage(
    encodeCall(
      {
        ...call,
        args: [
          { type: 's', value: '' },
          { type: 'a{sv}', value: options },
        ],
      },
      7,
    ),
  );
  expect(decoded?.message.body).toEqual([
    '',
    [
      ['handle_token', 'latchkey1'],
      ['autostart', true],
      ['commandline', ['latchkey', '--hidden']],
      ['last', false],
    ],
  ]);
});

test('a message that is not all there yet is waited for', () => {
  const bytes = encodeCall(call, 7);
  for (let length = 0; length < bytes.length; length++) expect(decodeMessage(bytes.subarray(0, length))).toBeNull();
  expect(decodeMessage(Buffer.concat([bytes, bytes.subarray(0, 20)]))?.length).toBe(bytes.length);
});

test('addresses of the session bus', () => {
  expect(sessionBusSocket({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus,guid=1' })).toBe('/run/bus');
  expect(sessionBusSocket({ DBUS_SESSION_BUS_ADDRESS: 'unix:abstract=/tmp/x%20y' })).toBe('\0/tmp/x y');
  expect(sessionBusSocket({ DBUS_SESSION_BUS_ADDRESS: 'tcp:host=h;unix:guid=1,path=/b' })).toBe('/b');
  expect(sessionBusSocket({ DBUS_SESSION_BUS_ADDRESS: 'autolaunch:' })).toBeNull();
  expect(sessionBusSocket({ XDG_RUNTIME_DIR: '/run/user/1' })).toBe('/run/user/1/bus');
  expect(sessionBusSocket({})).toBeNull();
});
