import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeLog } from '../FakeLog.ts';
import { decodeMessage } from '../vault/dbus/message.ts';
import { DbusWriter } from '../vault/dbus/writer.ts';
import { portalAutostart } from './portalAutostart.ts';

const request = '/org/freedesktop/portal/desktop/request/1_7/t';

/** A message of the bus's side: an answer (2) or a signal (4). */
function message(kind: 2 | 4, replyTo: number, signature: string, write: (body: DbusWriter) => void): Buffer {
  const [body, header] = [new DbusWriter(), new DbusWriter()];
  write(body);
  for (const byte of ['l'.charCodeAt(0), kind, 0, 1]) header.byte(byte);
  header.uint32(body.length);
  header.uint32(1);
  const text = (code: number, type: 's' | 'o' | 'g', value: string) => () => {
    header.byte(code);
    header.text('g', type);
    header.text(type, value);
  };
  const answers = () => {
    header.byte(5);
    header.text('g', 'u');
    header.uint32(replyTo);
  };
  const fields =
    kind === 2
      ? [answers, text(8, 'g', signature)]
      : [text(1, 'o', request), text(2, 's', 'org.freedesktop.portal.Request'), text(3, 's', 'Response'), text(8, 'g', signature)];
  header.array(8, fields, (field) => {
    header.align(8);
    field();
  });
  header.align(8);
  return Buffer.concat([header.toBuffer(), body.toBuffer()]);
}

/** A bus with a portal, whose person answers so. */
class FakePortal {
  readonly asked: unknown[] = [];
  /** 0: allowed; 1: called off. */
  response = 0;
  private readonly sockets: Socket[] = [];
  private readonly server: Server = createServer((socket) => this.serve(socket));

  listen(path: string): Promise<void> {
    return new Promise((resolve) => void this.server.listen(path, resolve));
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private serve(socket: Socket): void {
    this.sockets.push(socket);
    let begun = false;
    let serial = 0;
    socket.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      if (text.includes('AUTH EXTERNAL')) socket.write('OK 0123\r\n');
      let rest = begun ? chunk : Buffer.alloc(0);
      if (!begun && text.includes('BEGIN\r\n')) {
        begun = true;
        rest = chunk.subarray(text.indexOf('BEGIN\r\n') + 7);
      }
      for (let next = decodeMessage(rest); next; next = decodeMessage(rest)) {
        rest = rest.subarray(next.length);
        serial += 1;
        this.answer(socket, serial, next.message);
      }
    });
  }

  private answer(socket: Socket, serial: number, { member, body }: { readonly member: string; readonly body: readonly unknown[] }): void {
    if (member === 'Hello') return void socket.write(message(2, serial, 's', (out) => out.text('s', ':1.7')));
    this.asked.push([member, body]);
    const options = new Map((body[1] as [string, unknown][]) ?? []);
    socket.write(message(2, serial, 'o', (out) => out.text('o', request)));
    const granted = this.response === 0 && options.get('autostart') === true;
    return void socket.write(
      message(4, 0, 'ua{sv}', (out) => {
        out.uint32(this.response);
        out.arg({ type: 'a{sv}', value: { background: { type: 'b', value: true }, autostart: { type: 'b', value: granted } } });
      }),
    );
  }
}

let home: string;
let portal: FakePortal;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'latchkey-portal-'));
  portal = new FakePortal();
  await portal.listen(join(home, 'bus'));
});
afterEach(() => {
  portal.close();
  rmSync(home, { recursive: true, force: true });
});
const autostart = () =>
  portalAutostart({ socket: join(home, 'bus'), file: join(home, 'autostart.json'), commandLine: ['latchkey', '--hidden'], log: fakeLog() });

test('in a Flatpak the portal is asked, and what it granted is what the switch shows', async () => {
  expect(autostart().read()).toBe('off');
  expect(await autostart().put(true)).toBe('on');
  expect(autostart().read()).toBe('on');
  const reason = 'Messages from the moment you sign in';
  expect(portal.asked).toEqual([
    [
      'RequestBackground',
      [
        '',
        [
          ['autostart', true],
          ['commandline', ['latchkey', '--hidden']],
          ['reason', reason],
        ],
      ],
    ],
  ]);
  expect(await autostart().put(false)).toBe('off');
});

test('a refusal leaves it as it was; a portal that is not there is an error', async () => {
  portal.response = 1;
  expect(await autostart().put(true)).toBe('off');
  portal.response = 0;
  await autostart().put(true);
  portal.response = 1;
  expect(await autostart().put(false)).toBe('on');
  portal.close();
  const nowhere = portalAutostart({ socket: join(home, 'no bus'), file: join(home, 'other.json'), commandLine: [], log: fakeLog() });
  await expect(nowhere.put(true)).rejects.toMatchObject({ error: { code: 'internal' } });
  expect(nowhere.read()).toBe('off');
});
