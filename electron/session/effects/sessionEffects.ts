import { lookAfterLost } from '../lookAfterLost.ts';
import type { Effects, Send } from '../sessionRunner.ts';
import { awaitRoom } from './awaitRoom.ts';
import { currentToken } from './currentToken.ts';
import type { EffectParts, UnderWay } from './effectParts.ts';
import { engineAndGate } from './engineAndGate.ts';
import { inspecting } from './inspecting.ts';
import { leaving } from './leaving.ts';
import { signingIn } from './signingIn.ts';
import { signingInAgain } from './signingInAgain.ts';

/** Performs what the machine says; each effect reports by an event with its attempt. */
export function sessionEffects(parts: EffectParts): (send: Send) => Effects {
  return (send) => {
    const underWay: UnderWay = new Map();
    return {
      inspect: inspecting(parts, send),
      awaitRoom: awaitRoom(parts, send),
      signIn: signingIn(parts, send, underWay),
      ...signingInAgain(parts, send, underWay),
      // A request for our own device is not taken back: its token dies unused, ending it would delete the device.
      abandon: ({ attempt }) => {
        underWay.get(attempt)?.abort();
        lookAfterLost(parts);
      },
      ...currentToken(parts, send),
      ...engineAndGate(parts),
      ...leaving(parts, send),
    };
  };
}
