export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that the object has itself; what it inherits does not count. */
export function field(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Names that, as keys of a plain object, reach what all objects share. */
export function isUnsafeName(name: unknown): boolean {
  return name === '__proto__' || name === 'prototype' || name === 'constructor';
}
