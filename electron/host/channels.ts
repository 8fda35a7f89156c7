/** The names that main and its preloads agree on; nobody else may use a channel. */
export const channels = {
  /** page → main: a call of the host contract, answered with a `HostAnswer`. */
  call: 'latchkey:call',
  /** page → main: "send me this stream"; main → page on `stream` with name and value. */
  listen: 'latchkey:listen',
  stream: 'latchkey:stream',
  /** page → main: "give me a port to the engine"; the port comes by `engine`. */
  wantEngine: 'latchkey:wantEngine',
  engine: 'latchkey:engine',
  /** engine's page → main: "I can take ports"; they come by `ports` (keeper, store) and `page`. */
  wantPorts: 'latchkey:wantPorts',
  ports: 'latchkey:ports',
  page: 'latchkey:page',
} as const;
