import type { Handlers } from '../core/contracts/contract.ts';
import type { StoreContract } from '../core/contracts/store.ts';
import { Failure } from '../core/errors.ts';
import type { StoreFile } from './file/storeFile.ts';
import { storeHandlers } from './storeHandlers.ts';
import { toError } from './toError.ts';

type AnyCall = (arg: never) => unknown;

/** Once a damaged page has been met, every call fails the same way: what is read or written after it could contradict itself. */
export function guarded(file: StoreFile, path: string): Handlers<StoreContract> {
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
    if (failure.error.code === 'storeCorrupt') damage = failure;
    throw failure;
  }

  const calls = Object.fromEntries(Object.entries(storeHandlers(file).calls).map(([name, call]) => [name, guard(call as AnyCall)]));
  return { calls: calls as Handlers<StoreContract>['calls'], streams: {} };
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
