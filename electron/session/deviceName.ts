/** What other people's device lists call this one; the computer's own name is nobody's business. */
export function deviceName(platform: NodeJS.Platform): string {
  const names: Partial<Record<NodeJS.Platform, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
  return `Latchkey on ${names[platform] ?? platform}`;
}
