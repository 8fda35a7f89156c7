/** A program and what it is given, as the system is to start it. */
export interface Command {
  readonly executable: string;
  readonly args: readonly string[];
}

/**
 * An entry of the Desktop Entry and Autostart specifications. `TryExec` keeps it from doing anything once the program is gone, however
 * that went. Null: a line break cannot stand in one, and a program whose path holds `=` (by the specification) or `%` (GLib does not expand
 * it there) is not started by all desktops.
 */
export function desktopEntry({ executable, args }: Command, name: string | null): string | null {
  if ([executable, ...args].some((text) => /[\n\r\0]/.test(text)) || /[=%]/.test(executable)) return null;
  const lines = {
    Type: 'Application',
    Version: '1.0',
    Name: name === null ? 'Latchkey' : `Latchkey (${name})`,
    Comment: 'Gets your messages from the moment you sign in to this computer',
    Exec: asValue([executable, ...args].map(quoted).join(' ')),
    TryExec: asValue(executable),
    Terminal: 'false',
    StartupNotify: 'false',
  };
  return `[Desktop Entry]\n${Object.entries(lines)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')}`;
}

/** How an argument stands in `Exec`: in quotes, four characters are escaped; a percent sign would begin a field code. */
function quoted(arg: string): string {
  const plain = arg.replaceAll('%', '%%');
  return /^[\w@%+=:,./-]+$/.test(plain) ? plain : `"${plain.replaceAll(/["`$\\]/g, String.raw`\$&`)}"`;
}

/** How any string stands in an entry: backslashes are doubled once more. */
const asValue = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\t', String.raw`\t`);

/** Whether the desktop obeys an entry: its owner may have switched it off there. */
export function isObeyed(entry: string): boolean {
  const group = /^\[Desktop Entry\]\s*$([^]*?)(?=^\[|(?![^]))/m.exec(entry)?.[1];
  if (group === undefined) return false;
  const of = (key: string): string | undefined => new RegExp(String.raw`^${key}\s*=\s*(\S*)\s*$`, 'm').exec(group)?.[1];
  return of('Hidden') !== 'true' && of('X-GNOME-Autostart-enabled') !== 'false';
}
