import type { AppError } from '../errors.ts';

/** What crosses a port. `id` is chosen by the asking end and never used twice on one port. */
export type RpcMessage =
  | { readonly t: 'call'; readonly id: number; readonly name: string; readonly arg: unknown }
  | { readonly t: 'ok'; readonly id: number; readonly value: unknown }
  | { readonly t: 'error'; readonly id: number; readonly error: AppError }
  | { readonly t: 'listen'; readonly id: number; readonly name: string; readonly arg: unknown }
  | { readonly t: 'unlisten'; readonly id: number }
  | { readonly t: 'value'; readonly id: number; readonly value: unknown };

export function isRpcMessage(message: unknown): message is RpcMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    't' in message &&
    'id' in message &&
    typeof message.id === 'number' &&
    (!('name' in message) || typeof message.name === 'string')
  );
}
