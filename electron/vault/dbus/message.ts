import { DbusReader } from './reader.ts';
import { DbusWriter } from './writer.ts';
import type { DbusArg } from './writer.ts';

export interface DbusCall {
  readonly destination: string;
  readonly path: string;
  readonly iface: string;
  readonly member: string;
  readonly args?: readonly DbusArg[];
}

export interface DbusMessage {
  readonly kind: 'return' | 'error' | 'signal' | 'call';
  readonly replyTo: number;
  readonly path: string;
  readonly member: string;
  readonly errorName: string;
  readonly body: readonly unknown[];
}

const kinds = ['call', 'call', 'return', 'error', 'signal'] as const;
const field = { path: 1, iface: 2, member: 3, errorName: 4, replyTo: 5, destination: 6, signature: 8 } as const;

/** D-Bus specification, "Message Format". */
export function encodeCall(call: DbusCall, serial: number): Buffer {
  const body = new DbusWriter();
  for (const arg of call.args ?? []) body.arg(arg);
  const signature = (call.args ?? []).map((arg) => arg.type).join('');
  const header = new DbusWriter();
  for (const byte of ['l'.charCodeAt(0), 1, 0, 1]) header.byte(byte);
  header.uint32(body.length);
  header.uint32(serial);
  const fields: [number, 's' | 'o' | 'g', string][] = [
    [field.path, 'o', call.path],
    [field.iface, 's', call.iface],
    [field.member, 's', call.member],
    [field.destination, 's', call.destination],
  ];
  if (signature) fields.push([field.signature, 'g', signature]);
  header.array(8, fields, ([code, type, value]) => {
    header.align(8);
    header.byte(code);
    header.text('g', type);
    header.text(type, value);
  });
  header.align(8);
  return Buffer.concat([header.toBuffer(), body.toBuffer()]);
}

/** The first whole message of the buffer and how long it is, or null if it is not all there yet. */
export function decodeMessage(data: Buffer): { message: DbusMessage; length: number } | null {
  if (data.length < 16) return null;
  if (data[0] !== 'l'.charCodeAt(0)) throw new Error('a big-endian D-Bus message');
  const bodyLength = data.readUInt32LE(4);
  const bodyAt = Math.ceil((16 + data.readUInt32LE(12)) / 8) * 8;
  const length = bodyAt + bodyLength;
  if (data.length < length) return null;
  const [fields] = new DbusReader(data, 12).readAll('a(yv)') as [[number, unknown][]];
  const get = (code: number): unknown => fields.find(([name]) => name === code)?.[1];
  const signature = String(get(field.signature) ?? '');
  const body = new DbusReader(data.subarray(bodyAt, length)).readAll(signature);
  return {
    length,
    message: {
      kind: kinds[data[1] ?? 0] ?? 'call',
      replyTo: Number(get(field.replyTo) ?? 0),
      path: String(get(field.path) ?? ''),
      member: String(get(field.member) ?? ''),
      errorName: String(get(field.errorName) ?? ''),
      body,
    },
  };
}
