/** Who wrote: A is Alice, who sits before the app; B is Bob. */
export type Writer = 'A' | 'B';

/** Numbers every message of a writer, so that one that is lost, doubled or out of order is seen. */
export interface Ledger {
  /** The next message's text. */
  readonly write: (writer: Writer) => string;
  /** How many there are. */
  readonly written: (writer: Writer) => number;
}

export function ledger(): Ledger {
  const counts = { A: 0, B: 0 };
  return {
    write: (writer) => textOf(writer, counts[writer]++),
    written: (writer) => counts[writer],
  };
}

export const textOf = (writer: Writer, number: number): string => `${writer}#${String(number).padStart(5, '0')}`;

/** What is wrong with a timeline, oldest first, in which each writer's messages must stand once and in order; empty: nothing. */
export function faultsOf(where: string, timeline: readonly string[], written: Readonly<Record<Writer, number>>): readonly string[] {
  const unreadable = timeline.filter((text) => !/^[AB]#\d{5}$/.test(text));
  return [
    ...unreadable.map((text) => `${where}: unreadable: ${text}`),
    ...(['A', 'B'] as const).flatMap((writer) => faultsOfWriter(where, writer, timeline, written[writer])),
  ];
}

function faultsOfWriter(where: string, writer: Writer, timeline: readonly string[], count: number): readonly string[] {
  const found = timeline.filter((text) => text.startsWith(`${writer}#`));
  const expected = Array.from({ length: count }, (_, number) => textOf(writer, number));
  const times = new Map<string, number>();
  for (const text of found) times.set(text, (times.get(text) ?? 0) + 1);
  const lost = expected.filter((text) => !times.has(text));
  const doubled = [...times].filter(([, often]) => often > 1).map(([text, often]) => `${text} (${often} times)`);
  const strange = [...times.keys()].filter((text) => !expected.includes(text));
  const late = found.filter((text, at) => at > 0 && text < found[at - 1]!);
  const told = (what: string, texts: readonly string[]): readonly string[] =>
    texts.length === 0 ? [] : [`${where}: ${what}: ${texts.join(', ')}`];
  return [...told('lost', lost), ...told('doubled', doubled), ...told('never written', strange), ...told('out of order', late)];
}
