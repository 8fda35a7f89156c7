import { parseSync } from 'vite';

export interface TestTitle {
  /** As it stands in the source; what is put in is `…`. */
  readonly title: string;
  /** The rows that it says it proves, its groups' and its table's included. */
  readonly ids: readonly string[];
}

/** A node of the syntax tree (ESTree), read by name. */
type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

interface Scope {
  readonly groupIds: readonly string[];
  /** What the loops around put into a name. */
  readonly loops: ReadonlyMap<string, Node>;
}

/** The titles of the tests that a source file would run; skipped ones and those still to write are none. */
export function testTitles(file: string, source: string): readonly TestTitle[] {
  const { program } = parseSync(file, source);
  const found: TestTitle[] = [];
  const constants = topConstants(program as unknown as Node);
  const visit = (node: Node, scope: Scope): void => {
    const call = testCall(node);
    const inner = node.type === 'ForOfStatement' ? within(node, scope) : scope;
    if (!call) {
      children(node).forEach((child) => visit(child, inner));
      return;
    }
    const { title, ids } = readTitle(call, scope, constants);
    if (call.is === 'test') found.push({ title, ids: unique([...scope.groupIds, ...ids]) });
    else children(node).forEach((child) => visit(child, { ...scope, groupIds: [...scope.groupIds, ...ids] }));
  };
  visit(program as unknown as Node, { groupIds: [], loops: new Map() });
  return found;
}

/** `A1`, `A1 C3`, `A1, C3:`, `A2–A4`, also after a colon that ends the list: whatever ids a title begins with. */
export function leadingIds(title: string): readonly string[] {
  const [list = ''] = /^(?:[A-LT]\d{1,2}(?:[–-][A-LT]\d{1,2})?(?=[\s,:–-]|$)[\s,:]*)*/.exec(title) ?? [];
  return [...list.matchAll(/([A-LT])(\d{1,2})(?:[–-]([A-LT])(\d{1,2}))?/g)].flatMap(([, letter = '', first, lastLetter, last]) => {
    if (lastLetter !== undefined && lastLetter !== letter) throw new Error(`a range over two letters: ${title}`);
    const begin = Number(first);
    return Array.from({ length: Number(last ?? begin) - begin + 1 }, (_, add) => `${letter}${begin + add}`);
  });
}

interface TestCall {
  readonly is: 'test' | 'group';
  readonly title: Node;
  /** The table of `test.each(table)`. */
  readonly table: Node | null;
}

const notRun = ['skip', 'fixme', 'todo', 'step'];

function testCall(node: Node): TestCall | null {
  if (node.type !== 'CallExpression') return null;
  const [title] = node['arguments'] as Node[];
  const callee = node['callee'] as Node;
  const isTable = callee.type === 'CallExpression';
  const path = memberPath(isTable ? (callee['callee'] as Node) : callee);
  if (!title || !['test', 'it', 'describe'].includes(path[0] ?? '') || path.some((name) => notRun.includes(name))) return null;
  if (isTable !== path.some((name) => name === 'each' || name === 'for')) return null;
  if (!['Literal', 'TemplateLiteral', 'Identifier'].includes(title.type) || (node['arguments'] as Node[]).length < 2) return null;
  const table = isTable ? ((callee['arguments'] as Node[])[0] ?? null) : null;
  return { is: path.includes('describe') ? 'group' : 'test', title, table };
}

function readTitle({ title, table }: TestCall, { loops }: Scope, constants: ReadonlyMap<string, Node>): TestTitle {
  const idsIn = (node: Node | undefined): readonly string[] => (node ? texts(node, constants).flatMap(leadingIds) : []);
  if (title.type === 'Identifier') return { title: '…', ids: idsIn(loops.get(title['name'] as string)) };
  if (title.type === 'Literal') {
    const text = String(title['value']);
    const fromTable = table && /^(%s|\$\w+)/.test(text) ? idsIn(table) : [];
    return { title: text, ids: unique([...leadingIds(text), ...fromTable]) };
  }
  const pieces = (title['quasis'] as Node[]).map((piece) => (piece['value'] as { cooked: string }).cooked);
  const ids: string[] = [];
  let open = true;
  for (const [place, piece] of pieces.entries()) {
    if (!open) break;
    ids.push(...leadingIds(piece.trimStart()));
    // What is put in counts as long as only ids stand before it.
    open = /^[\s,:A-LT\d–-]*$/.test(piece);
    const put = (title['expressions'] as Node[])[place];
    if (open && put) ids.push(...idsIn(loops.get(rootName(put))));
  }
  return { title: pieces.join('…'), ids: unique(ids) };
}

/** Every string in a table, keys included; a name stands for the file's constant of that name. */
function texts(node: Node, constants: ReadonlyMap<string, Node>): readonly string[] {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? [node['value']] : [];
  const constant = node.type === 'Identifier' ? constants.get(node['name'] as string) : undefined;
  if (constant) return texts(constant, new Map([...constants].filter(([, value]) => value !== constant)));
  return children(node).flatMap((child) => texts(child, constants));
}

function within(loop: Node, scope: Scope): Scope {
  const names = children(loop['left'] as Node).flatMap((declared) => boundNames(declared['id'] as Node));
  return { ...scope, loops: new Map([...scope.loops, ...names.map((name) => [name, loop['right'] as Node] as const)]) };
}

function boundNames(pattern: Node): readonly string[] {
  if (pattern.type === 'Identifier') return [pattern['name'] as string];
  if (pattern.type === 'Property') return boundNames(pattern['value'] as Node);
  return children(pattern).flatMap(boundNames);
}

function topConstants(program: Node): ReadonlyMap<string, Node> {
  const declared = (program['body'] as Node[]).flatMap((statement) =>
    statement.type === 'VariableDeclaration' ? (statement['declarations'] as Node[]) : [],
  );
  return new Map(declared.flatMap(({ id, init }) => (init ? [[(id as Node)['name'] as string, init as Node] as const] : [])));
}

function memberPath(node: Node): readonly string[] {
  if (node.type === 'Identifier') return [node['name'] as string];
  if (node.type !== 'MemberExpression') return [];
  return [...memberPath(node['object'] as Node), (node['property'] as Node)['name'] as string];
}

function rootName(node: Node): string {
  if (node.type === 'Identifier') return node['name'] as string;
  const inner = node['object'] ?? node['callee'];
  return inner ? rootName(inner as Node) : '';
}

function children(node: Node): readonly Node[] {
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
