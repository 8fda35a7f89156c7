import type { ArgOf, Client } from '../../core/contracts/contract.ts';
import type { EngineContract } from '../../core/contracts/engine.ts';
import { applyPatch, emptyList, type Keyed, type Patch, type PatchedList } from '../../core/patch.ts';
import type { Read } from '../../core/read/read.ts';
import { onEngine } from './engineLink.ts';
import { onScreen } from './onScreen.ts';
import { readItems, readPatch } from './readEngine.ts';

type Streams = EngineContract['streams'];
type ListName = { [Name in keyof Streams]: Streams[Name] extends (arg: never) => Patch<infer _Item> ? Name : never }[keyof Streams];
type ItemOf<Name extends ListName> = ReturnType<Streams[Name]> extends Patch<infer Item> ? Item : never;

/** The whole list after every patch. A gap in the patches, or a new engine, begins it anew. */
export function listenList<Name extends ListName>(
  stream: Name,
  arg: ArgOf<Streams[Name]>,
  listener: (items: readonly ItemOf<Name>[]) => void,
  slot = onScreen(),
): () => void {
  let stopOne: () => void = () => undefined;

  function subscribe(engine: Client<EngineContract>): void {
    let list: PatchedList<Keyed> = emptyList;
    stopOne = engine.streams[stream](arg as never, (patch) => {
      const next = applyPatch(list, readPatch(patch as Patch<Keyed>, readItems[stream] as Read<Keyed>));
      if (next === 'resubscribe') {
        stopOne();
        subscribe(engine);
        return;
      }
      list = next;
      listener(next.items as readonly ItemOf<Name>[]);
    });
  }

  const stopAll = onEngine((engine) => {
    stopOne();
    subscribe(engine);
  }, slot);
  return () => {
    stopAll();
    stopOne();
  };
}
