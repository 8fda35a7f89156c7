/** Nothing that people or servers mean is as deep; an event can have 32,000 levels, and whoever writes those out has no stack left. */
const maxLevels = 200;

/** Cuts off what is too deep, in place; returns how many times. JSON that is only read goes as deep as it likes. */
export function cutDeep(value: unknown, levels = maxLevels): number {
  if (typeof value !== 'object' || value === null) return 0;
  const holder = value as Record<string, unknown>;
  let cut = 0;
  for (const name of Object.keys(holder)) {
    const member = holder[name];
    if (typeof member !== 'object' || member === null) continue;
    if (levels > 1) cut += cutDeep(member, levels - 1);
    else {
      // A name such as `__proto__` is an own one here, and stays one.
      Object.defineProperty(holder, name, { value: null, enumerable: true, configurable: true, writable: true });
      cut += 1;
    }
  }
  return cut;
}
