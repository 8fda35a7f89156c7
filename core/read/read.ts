/** What could not be read as what it should be. */
export const unreadable: unique symbol = Symbol('unreadable');

/** Reads a value of unknown make: the same object where all is right, a mended copy where a part has a substitute, else `unreadable`. */
export type Read<T> = (value: unknown) => T | typeof unreadable;

export const text: Read<string> = (value) => (typeof value === 'string' ? value : unreadable);
export const flag: Read<boolean> = (value) => (typeof value === 'boolean' ? value : unreadable);
/** How many of something. */
export const amount: Read<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : unreadable;
export const finite: Read<number> = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : unreadable);

/** An identifier of the specification; only its kind is looked at. */
export const id = <T extends string>(): Read<T> => text as unknown as Read<T>;

export function only<const T extends string>(...values: readonly T[]): Read<T> {
  const known: ReadonlySet<unknown> = new Set(values);
  return (value) => (known.has(value) ? (value as T) : unreadable);
}

export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value) => (value === null ? null : read(value));
}

export function optional<T>(read: Read<T>): Read<T | undefined> {
  return (value) => (value === undefined ? undefined : read(value));
}

/** What is of the wrong kind costs itself only: `substitute` stands in for it. */
export function or<T>(read: Read<T>, substitute: T): Read<T> {
  return (value) => {
    const found = read(value);
    return found === unreadable ? substitute : found;
  };
}

/** Without what cannot be read in it. */
export function listOf<T>(read: Read<T>): Read<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return unreadable;
    let changed = false;
    const found = value.flatMap((item: unknown) => {
      const one = read(item);
      changed ||= one !== item;
      return one === unreadable ? [] : [one];
    });
    return changed ? found : (value as readonly T[]);
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object by its own members. Others that it has stay: a newer version may know them. */
export function shape<T extends object>(parts: { readonly [K in keyof T]-?: Read<T[K]> }): Read<T> {
  const names = Object.keys(parts) as (keyof T & string)[];
  return (value) => {
    if (!isRecord(value)) return unreadable;
    let mended: Record<string, unknown> | undefined;
    for (const name of names) {
      const before = Object.hasOwn(value, name) ? value[name] : undefined;
      const found = parts[name](before);
      if (found === unreadable) return unreadable;
      if (found !== before) (mended ??= { ...value })[name] = found;
    }
    return (mended ?? value) as T;
  };
}

/** A discriminated union: `tag` says which of them it is. */
export function byTag<Tag extends string, T extends { readonly [K in Tag]: string }>(
  tag: Tag,
  kinds: { readonly [K in T[Tag]]: Read<T> },
): Read<T> {
  const known: ReadonlyMap<unknown, Read<T>> = new Map(Object.entries<Read<T>>(kinds));
  return (value) => {
    if (!isRecord(value) || !Object.hasOwn(value, tag)) return unreadable;
    return known.get(value[tag])?.(value) ?? unreadable;
  };
}

/** A JSON text; `unreadable` also where it is none. */
export function fromJson<T>(json: unknown, read: Read<T>): T | typeof unreadable {
  if (typeof json !== 'string') return unreadable;
  try {
    return read(JSON.parse(json) as unknown);
  } catch {
    return unreadable;
  }
}
