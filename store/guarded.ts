import type { Handlers } from '../core/contracts/contract.ts';
import type { StoreContract } from '../core/contracts/store.ts';
import { Failure } from '../core/errors.ts';
import type { StorePaths, Stores } from './file/stores.ts';
import type { StoreFile } from './file/storeFile.ts';
import { historyCalls, ownCalls } from './storeHandlers.ts';
import { toError } from './toError.ts';

type AnyCall = (arg: never) => unknown;

/**
 * Once a damaged page has been met, every call on that file fails the same way: what is read or written after it could contradict itself.
 * The other file goes on. `onHistoryDamaged` is called once, after what is owed an answer has it.
 */
export function guarded(stores: Stores, paths: StorePaths, onHistoryDamaged: () => void = () => undefined): Handlers<StoreContract> {
  const calls = {
    ...guardedFile(stores.own, paths.own, ownCalls(stores.own)),
    ...guardedFile(stores.history, paths.history, historyCalls(stores.history), onHistoryDamaged),
  };
  return { calls, streams: {} };
}

function guardedFile<C extends object>(file: StoreFile, path: string, calls: C, onDamage: () => void = () => undefined): C {
  let damage: Failure | null = null;

  function guard(call: AnyCall): AnyCall {
    return (arg) => {
      if (damage !== null) throw damage;
      try {
        const result = call(arg);
        return result instanceof Promise ? result.then(intact, fail) : intact(result);
      } catch (cause) {
        return fail(cause);
      }
    };
  }

  function intact(result: unknown): unknown {
    try {
      file.assertIntact();
      return result;
    } catch (cause) {
      return fail(cause);
    }
  }

  function fail(cause: unknown): never {
    if (cause instanceof Failure) throw cause;
    const failure = new Failure(toError(damageOf(file) ?? cause, path));
    if (failure.error.code === 'storeCorrupt' && damage === null) {
      damage = failure;
      onDamage();
    }
    throw failure;
  }

  return Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, guard(call as AnyCall)])) as C;
}

/** A call may have stumbled over the zeros that stand for a damaged page. */
function damageOf(file: StoreFile): unknown {
  try {
    file.assertIntact();
    return null;
  } catch (damage) {
    return damage;
  }
}
