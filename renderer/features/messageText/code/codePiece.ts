/** What a piece of code is, as far as it has a colour of its own. */
export type CodeRole = 'comment' | 'word' | 'type' | 'name' | 'string' | 'number' | 'added' | 'gone';

export type CodePiece = readonly [text: string, role: CodeRole | null];
