/** A row of docs/session-rows.md or docs/threats.md. */
export interface Row {
  readonly id: string;
  readonly text: string;
  /** Begins with "waits for NAME:": there is nothing to test until a feature of that name is there. */
  readonly waitsFor: string | null;
}

/** The rows of the tables, in their order. */
export function readRows(markdown: string): readonly Row[] {
  const rows = [...markdown.matchAll(/^\| ([A-LT]\d{1,2}) \| (.+) \|$/gm)].map(([, id = '', text = '']) => ({
    id,
    text,
    waitsFor: /^waits for (\w+):/.exec(text)?.[1] ?? null,
  }));
  const twice = rows.find(({ id }, place) => rows.findIndex((row) => row.id === id) !== place);
  if (twice) throw new Error(`row ${twice.id} stands there twice`);
  return rows;
}

export interface Title {
  /** Relative to the repository. */
  readonly file: string;
  readonly title: string;
  readonly ids: readonly string[];
}

export interface Coverage {
  readonly covered: readonly { readonly row: Row; readonly tests: readonly Title[] }[];
  readonly uncovered: readonly Row[];
  /** Without a test, and without what it would test. */
  readonly waiting: readonly Row[];
  /** Ids in titles that no row has. */
  readonly strays: readonly { readonly id: string; readonly test: Title }[];
}

/** `folders`: of the sources, by their paths; the feature that a row waits for has come when one of their names holds its name. */
export function cover(rows: readonly Row[], titles: readonly Title[], folders: readonly string[]): Coverage {
  const covered = rows.map((row) => ({ row, tests: titles.filter(({ ids }) => ids.includes(row.id)) }));
  const known = new Set(rows.map(({ id }) => id));
  const hasCome = (feature: string): boolean =>
    folders.some((path) => path.split('/').at(-1)?.toLowerCase().includes(feature.toLowerCase()));
  const without = covered.filter(({ tests }) => tests.length === 0).map(({ row }) => row);
  const waiting = without.filter(({ waitsFor }) => waitsFor !== null && !hasCome(waitsFor));
  return {
    covered,
    waiting,
    uncovered: without.filter((row) => !waiting.includes(row)),
    strays: titles.flatMap((test) => test.ids.filter((id) => !known.has(id)).map((id) => ({ id, test }))),
  };
}
