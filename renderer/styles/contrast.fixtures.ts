/** OKLCH tokens as measured by the test beside it: lightness 0–1, chroma, hue in degrees. Nothing of the page itself imports this. */
export type Tokens = ReadonlyMap<string, readonly [number, number, number]>;

export type ThemeName = 'light' | 'dark' | 'light, more contrast' | 'dark, more contrast';

const oklch = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`;
const declaration = new RegExp(String.raw`--([\w-]+):\s*(?:light-dark\(\s*${oklch},\s*${oklch}\s*\)|${oklch});`, 'g');

/** The colours of each theme; more contrast changes some of them. */
export function readThemes(css: string): Record<ThemeName, Tokens> {
  const split = css.indexOf('@media (prefers-contrast: more)');
  if (split < 0) throw new Error('no colours for more contrast');
  const usual = declared(css.slice(0, split));
  const more = declared(css.slice(split));
  return {
    light: usual.light,
    dark: usual.dark,
    'light, more contrast': new Map([...usual.light, ...more.light]),
    'dark, more contrast': new Map([...usual.dark, ...more.dark]),
  };
}

function declared(css: string): { light: Tokens; dark: Tokens } {
  const light = new Map<string, readonly [number, number, number]>();
  const dark = new Map<string, readonly [number, number, number]>();
  for (const [, name = '', ...parts] of css.matchAll(declaration)) {
    const numbers = parts.map(Number);
    const triple = (from: number): readonly [number, number, number] => [
      numbers[from] ?? NaN,
      numbers[from + 1] ?? NaN,
      numbers[from + 2] ?? NaN,
    ];
    const both = parts[0] === undefined;
    light.set(name, triple(both ? 6 : 0));
    dark.set(name, triple(both ? 6 : 3));
  }
  return { light, dark };
}

/** WCAG 2.2 contrast ratio, 1–21. */
export function contrast(tokens: Tokens, front: string, back: string): number {
  const [a, b] = [luminance(tokens, front), luminance(tokens, back)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(tokens: Tokens, name: string): number {
  const token = tokens.get(name);
  if (!token) throw new Error(`no colour called ${name}`);
  const [red, green, blue] = linearRgb(token);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Björn Ottosson's OKLab, to linear sRGB, cut to what a screen shows. */
function linearRgb([lightness, chroma, hue]: readonly [number, number, number]): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const shown = (value: number): number => Math.min(1, Math.max(0, value));
  return [
    shown(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    shown(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    shown(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}
