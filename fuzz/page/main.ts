import { base } from '../../renderer/fixtures/fixture.ts';
import { installFixture } from '../../renderer/fixtures/fixtureBridge.ts';
import type { Given, Outcome } from './given.ts';
import { LongTasks } from './longTasks.ts';
import { walkRoom } from './walkRoom.ts';

window.drawGiven = async ({ rooms, screens, members }: Given, sought): Promise<Outcome> => {
  const screen = (roomId: string) => screens.find(({ detail }) => detail.id === roomId);
  installFixture({
    ...base,
    rooms,
    members,
    older: [],
    lastRoom: null,
    timeline: (roomId) => screen(roomId)?.items ?? [],
    detail: (roomId) => screen(roomId)?.detail ?? null,
  });
  const tasks = new LongTasks();
  await import('../../renderer/main.tsx');
  await listed(rooms.length);
  const drawn = [];
  for (const { detail } of screens) drawn.push(await walkRoom(detail.id, sought, tasks));
  const { fixtureTold } = window as unknown as { readonly fixtureTold: readonly { readonly name: string; readonly arg: unknown }[] };
  return {
    drawn,
    told: fixtureTold.filter(({ name }) => name !== 'mark').map(({ name, arg }) => `${name} ${JSON.stringify(arg).slice(0, 2_000)}`),
  };
};

async function listed(count: number): Promise<void> {
  for (let frames = 0; frames < 600; frames += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (document.querySelectorAll('[data-room]').length >= count) return;
  }
  throw new Error(
    `${document.querySelectorAll('[data-room]').length} of ${count} rooms are in the list: ${document.body.textContent.slice(0, 300)}`,
  );
}

window.pace = () => {
  const took = Array.from({ length: 7 }, () => {
    const began = performance.now();
    const place = document.createElement('div');
    for (let index = 0; index < 1_500; index += 1)
      place.append(Object.assign(document.createElement('p'), { textContent: `${index} ${Math.sqrt(index)}` }));
    document.body.append(place);
    const { height } = place.getBoundingClientRect();
    place.remove();
    return height > 0 ? performance.now() - began : Infinity;
  });
  return Math.min(...took);
};
