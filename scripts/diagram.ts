import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sessionDiagram } from './sessionDiagram.ts';
import { sessionGrid, sessionTable } from './sessionTable.ts';

export const page = join(import.meta.dirname, '..', 'docs', 'session-machine.md');

/** The page with what is printed from the machine's table put anew between its marks. */
export function printed(text: string): string {
  const parts = {
    grid: `\`\`\`text\n${sessionGrid()}\n\`\`\``,
    table: sessionTable(),
    diagram: `\`\`\`mermaid\n${sessionDiagram()}\n\`\`\``,
  };
  return Object.entries(parts).reduce(
    (before, [name, part]) =>
      before.replace(new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- end -->`), () => `<!-- ${name} -->\n${part}\n<!-- end -->`),
    text,
  );
}

if (process.argv[1] === import.meta.filename) writeFileSync(page, printed(readFileSync(page, 'utf8')));
