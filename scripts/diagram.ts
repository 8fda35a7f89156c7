import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sessionDiagram } from '../core/session/diagram.ts';

/** Writes the session diagram, printed from the machine's table, into ARCHITECTURE.md. */
const file = join(import.meta.dirname, '..', 'ARCHITECTURE.md');
const text = readFileSync(file, 'utf8');
writeFileSync(file, text.replace(/```mermaid\n[\s\S]*?```/, () => `\`\`\`mermaid\n${sessionDiagram()}\n\`\`\``));
