/**
 * Account data that says whether people want their keys backed up: the specification's name first (MSC4287, v1.19), then what others wrote
 * before it.
 */
export const wishTypes = ['m.key_backup', 'm.org.matrix.custom.backup_disabled', 'io.element.recovery'] as const;
type WishType = (typeof wishTypes)[number];

export type Contents = (type: WishType) => unknown;

/** Null: nobody has said. What is written in another form than it should be says nothing. */
export function wishOf(contentOf: Contents): 'on' | 'off' | null {
  const enabled = flag(contentOf('m.key_backup'), 'enabled');
  if (enabled !== null) return enabled ? 'on' : 'off';
  if (flag(contentOf('m.org.matrix.custom.backup_disabled'), 'disabled') === true) return 'off';
  return flag(contentOf('io.element.recovery'), 'enabled') === false ? 'off' : null;
}

/** What has to be written so that every client reads the same wish; the older names only where they would contradict it. */
export function wishWrites(
  enabled: boolean,
  contentOf: Contents,
): readonly { readonly type: WishType; readonly content: Record<string, boolean> }[] {
  const disabled = flag(contentOf('m.org.matrix.custom.backup_disabled'), 'disabled');
  return [
    { type: 'm.key_backup', content: { enabled } },
    ...(disabled !== null && disabled === enabled
      ? [{ type: 'm.org.matrix.custom.backup_disabled' as const, content: { disabled: !enabled } }]
      : []),
  ];
}

function flag(content: unknown, name: string): boolean | null {
  if (typeof content !== 'object' || content === null) return null;
  const value: unknown = Object.hasOwn(content, name) ? (content as Record<string, unknown>)[name] : null;
  return typeof value === 'boolean' ? value : null;
}
