import type { membersOffer } from '../../core/features/members/calls.ts';
import type { RoomId, UserId } from '../../core/ids.ts';
import type { Disposer } from '../../core/listeners.ts';
import type { Member, Person } from '../../core/features/rooms/model.ts';
import type { Feature } from '../feature.ts';
import { ListFeed } from '../feeds/listFeed.ts';
import { sameData } from '../../core/sameData.ts';
import type { Kernel } from '../kernel.ts';

type Names = (roomId: RoomId, userIds: readonly UserId[]) => Promise<readonly Person[]>;
type Watch = (roomId: RoomId, show: (members: readonly Member[]) => void) => Disposer;

/** Who is in a room, for as long as somebody looks. */
export function members({ late, log }: Kernel): Feature<typeof membersOffer> {
  const watch = late<Watch>();
  const names = late<Names>();
  return {
    handlers: {
      calls: { memberNames: async ({ roomId, userIds }) => (await names.ready)(roomId, userIds) },
      streams: {
        members({ roomId }, emit) {
          const list = new ListFeed<Member>(sameData);
          list.listen(emit);
          let over = false;
          let stop: Disposer | undefined;
          const begin = (watchMembers: Watch): void => {
            if (!over) stop = watchMembers(roomId, (all) => list.set(all));
          };
          if (watch.now) begin(watch.now);
          else watch.ready.then(begin, () => undefined);
          return () => {
            over = true;
            stop?.();
          };
        },
      },
    },
    async attach({ client, turns }) {
      const { joinedMembers, memberNames } = await import('./joinedMembers.sdk.ts');
      return turns.take({
        ready() {
          watch.set((roomId, show) => joinedMembers(client, roomId, show, log));
          names.set((roomId, userIds) => memberNames(client, roomId, userIds));
        },
      });
    },
  };
}
