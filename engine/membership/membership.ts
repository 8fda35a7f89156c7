import type { membershipOffer } from '../../core/features/membership/calls.ts';
import type { Feature } from '../feature.ts';
import type { Kernel } from '../kernel.ts';
import type { OpenMembership } from './openMembership.sdk.ts';

/** Making rooms, and who is let in. */
export function membership({ late, log }: Kernel): Feature<typeof membershipOffer> {
  const open = late<OpenMembership>();
  return {
    handlers: {
      calls: {
        createRoom: async (wanted) => ({ roomId: await (await open.answering()).create(wanted) }),
        inviteUsers: async ({ roomId, userIds }) => (await open.answering()).invite(roomId, userIds),
        putOut: async ({ roomId, userId, reason, how }) => (await open.answering()).putOut(how, roomId, userId, reason),
        setPowerLevel: async ({ roomId, userId, level }) => (await open.answering()).setPowerLevel(roomId, userId, level),
        knock: async ({ room, via, reason }) => (await open.answering()).knock(room, via, reason),
        forgetRoom: async ({ roomId }) => (await open.answering()).forget(roomId),
      },
      streams: {},
    },
    async attach({ client, turns }) {
      const { openMembership } = await import('./openMembership.sdk.ts');
      return turns.take({ ready: () => open.set(openMembership(client, log)) });
    },
  };
}
