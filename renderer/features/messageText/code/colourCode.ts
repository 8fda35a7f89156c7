import hljs from 'highlight.js/lib/core';
import type { Emitter } from 'highlight.js';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import haskell from 'highlight.js/lib/languages/haskell';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import lua from 'highlight.js/lib/languages/lua';
import makefile from 'highlight.js/lib/languages/makefile';
import markdown from 'highlight.js/lib/languages/markdown';
import nix from 'highlight.js/lib/languages/nix';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import scss from 'highlight.js/lib/languages/scss';
import shell from 'highlight.js/lib/languages/shell';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import type { CodePiece, CodeRole } from './codePiece.ts';

const grammars = { bash, c, cpp, csharp, css, diff, dockerfile, go, haskell, ini, java, javascript, json, kotlin, lua, makefile, markdown };
const more = { nix, php, python, ruby, rust, scss, shell, sql, swift, typescript, xml, yaml };
for (const [name, grammar] of Object.entries({ ...grammars, ...more })) hljs.registerLanguage(name, grammar);

/** By the first part of highlight.js' scopes ("Scope Reference"); whatever is not here looks like plain text. */
const roles: Readonly<Record<string, CodeRole>> = {
  comment: 'comment',
  quote: 'comment',
  doctag: 'comment',
  keyword: 'word',
  'selector-tag': 'word',
  name: 'word',
  section: 'word',
  built_in: 'type',
  type: 'type',
  class: 'type',
  'selector-class': 'type',
  'selector-id': 'type',
  title: 'name',
  function: 'name',
  attr: 'name',
  attribute: 'name',
  property: 'name',
  string: 'string',
  regexp: 'string',
  char: 'string',
  link: 'string',
  addition: 'added',
  deletion: 'gone',
  number: 'number',
  literal: 'number',
  symbol: 'number',
  bullet: 'number',
  variable: 'number',
  'template-variable': 'number',
  meta: 'comment',
};

/** Takes what a grammar says as it says it: pieces, each of one colour, and no HTML at any time. */
class Pieces implements Emitter {
  readonly pieces: CodePiece[] = [];
  private readonly open: (CodeRole | null)[] = [];

  addText(text: string): void {
    if (text === '') return;
    const role = this.open.at(-1) ?? null;
    const last = this.pieces.at(-1);
    if (last && last[1] === role) this.pieces[this.pieces.length - 1] = [last[0] + text, role];
    else this.pieces.push([text, role]);
  }

  startScope(scope: string): void {
    // What is put into a string is code again.
    this.open.push(scope === 'subst' ? null : (roles[scope.split('.')[0] ?? ''] ?? this.open.at(-1) ?? null));
  }

  endScope(): void {
    this.open.pop();
  }

  openNode = (scope: string): void => this.startScope(scope);
  closeNode = (): void => this.endScope();

  __addSublanguage(inner: Emitter): void {
    if (inner instanceof Pieces) for (const [text, role] of inner.pieces) this.addPiece(text, role);
  }

  finalize(): void {
    this.open.length = 0;
  }

  toHTML(): string {
    return '';
  }

  private addPiece(text: string, role: CodeRole | null): void {
    this.open.push(role);
    this.addText(text);
    this.open.pop();
  }
}

hljs.configure({ __emitter: Pieces });

/** The code in its colours; its letters stay what and where they are. Null: not a language that we know. */
export function colourCode(text: string, language: string): readonly CodePiece[] | null {
  if (!hljs.getLanguage(language)) return null;
  const { _emitter: emitter } = hljs.highlight(text, { language, ignoreIllegals: true });
  return emitter instanceof Pieces ? emitter.pieces : null;
}
