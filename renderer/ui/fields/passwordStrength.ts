/** 0: too short to be taken; 4: nobody guesses it. A rough count of how many guesses it takes, without a dictionary. */
export type Strength = 0 | 1 | 2 | 3 | 4;

const shortest = 8;
const bitsFor = [36, 50, 66] as const;

export function passwordStrength(text: string): Strength {
  if ([...text].length < shortest) return 0;
  const bits = surprises(text) * Math.log2(alphabet(text));
  if (bits < bitsFor[0]) return 1;
  if (bits < bitsFor[1]) return 2;
  return bits < bitsFor[2] ? 3 : 4;
}

/** Characters that do not follow from the one before, as in "aaaa", "1234" or "abab". */
function surprises(text: string): number {
  const codes = [...text].map((sign) => sign.codePointAt(0) ?? 0);
  let count = 0;
  for (const [index, code] of codes.entries()) {
    const step = code - (codes[index - 1] ?? Infinity);
    const follows = Math.abs(step) <= 1 || code === codes[index - 2];
    count += follows ? 0.25 : 1;
  }
  return count;
}

function alphabet(text: string): number {
  const sizes: [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/\d/, 10],
    [/[^A-Za-z\d]/, 32],
  ];
  return sizes.reduce((sum, [pattern, size]) => sum + (pattern.test(text) ? size : 0), 0);
}
