/** Without case and accents: nobody types those to find something. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** How well a folded name fits what was typed: its beginning, the beginning of a word, anything in it, its letters in order; 0: not at all. */
export function matchScore(name: string, wanted: string): 0 | 1 | 2 | 3 | 4 {
  if (name.startsWith(wanted)) return 4;
  const at = name.indexOf(wanted);
  if (at < 0) return inOrder(name, wanted) ? 1 : 0;
  return name.split(/[\s._#-]+/u).some((word) => word.startsWith(wanted)) ? 3 : 2;
}

function inOrder(name: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = name.indexOf(letter, at);
    if (at < 0) return false;
    at += letter.length;
  }
  return true;
}
