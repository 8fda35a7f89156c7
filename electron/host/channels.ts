import { portMessages } from '../../core/contracts/ports.ts';

/** The names that main and its preloads agree on; no other file may use a channel. */
export const channels = {
  /** page → main: slot, name and argument of a call of the host contract, answered with a `HostAnswer`. */
  call: 'latchkey:call',
  /** page → main: "send me this stream"; main → page on `stream` with name, value and slot. */
  listen: 'latchkey:listen',
  stream: 'latchkey:stream',
  /** page → main: "give me ports to the engines"; each comes by `engine` with its slot. */
  wantEngine: 'latchkey:wantEngine',
  /** engine's page → main: "I can take ports"; they come by `ports` (main, store) and `page`. */
  wantPorts: 'latchkey:wantPorts',
  ...portMessages,
} as const;
