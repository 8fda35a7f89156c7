/** Letters of the scripts that are written from right to left (Hebrew, Arabic, Syriac, Thaana, NKo, …). */
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

export const anyRightToLeft = (text: string): boolean => rightToLeft.test(text);

/** A stranger's name within one of our sentences: written from right to left, it must not turn the words around it. */
export function isolated(name: string): string {
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name;
}
