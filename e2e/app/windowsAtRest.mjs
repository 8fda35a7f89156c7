/**
 * Reads the app's log line by line, from a start on: is no window on its way to its page? Whoever attaches to one in its first
 * navigation may wait for ever for Chromium's answer.
 * @returns {(line: string) => boolean} hears the next line
 */
export function windowsAtRest() {
  let pageRan = false;
  let engineIsDue = false;
  let engines = 0;
  const opening = new Set();
  return (line) => {
    if (line.includes(' mark pageRan ')) pageRan = true;
    const [, id, what] = /engine window (\d+) (opens|loaded|ended)/.exec(line) ?? [];
    if (what === 'opens') {
      engines += 1;
      opening.add(id);
    } else if (what !== undefined) opening.delete(id);
    engineIsDue = engines === 0 && (engineIsDue || /phase starting → (opening|expired)/.test(line));
    return pageRan && !engineIsDue && opening.size === 0;
  };
}
