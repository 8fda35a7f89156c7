/** A row of docs/session-rows.md. */
export interface Row {
  readonly id: string;
  readonly text: string;
}

/** The rows of the tables, in their order. */
export function readRows(markdown: string): readonly Row[] {
  const rows = [...markdown.matchAll(/^\| ([A-L]\d{1,2}) \| (.+) \|$/gm)].map(([, id = '', text = '']) => ({ id, text }));
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
  /** Ids in titles that no row has. */
  readonly strays: readonly { readonly id: string; readonly test: Title }[];
}

export function cover(rows: readonly Row[], titles: readonly Title[]): Coverage {
  const covered = rows.map((row) => ({ row, tests: titles.filter(({ ids }) => ids.includes(row.id)) }));
  const known = new Set(rows.map(({ id }) => id));
  return {
    covered,
    uncovered: covered.filter(({ tests }) => tests.length === 0).map(({ row }) => row),
    strays: titles.flatMap((test) => test.ids.filter((id) => !known.has(id)).map((id) => ({ id, test }))),
  };
}
