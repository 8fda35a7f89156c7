type Json = Readonly<Record<string, unknown>>;

/**
 * What a redaction leaves of a content, by type (CS "Redactions"): of all room versions the least, as a text that somebody wanted gone must
 * be gone.
 */
const kept: ReadonlyMap<string, readonly string[]> = new Map([
  ['m.room.member', ['membership']],
  ['m.room.create', ['creator', 'room_version', 'type', 'predecessor', 'm.federate', 'additional_creators']],
  ['m.room.join_rules', ['join_rule', 'allow']],
  ['m.room.power_levels', ['ban', 'events', 'events_default', 'invite', 'kick', 'redact', 'state_default', 'users', 'users_default']],
  ['m.room.history_visibility', ['history_visibility']],
  // The target's ID: without it nobody would know what it removed.
  ['m.room.redaction', ['redacts']],
]);

export function prunedContent(type: string, content: Json): Json {
  const names = kept.get(type) ?? [];
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(content, name) ? [[name, content[name]] as const] : [])));
}
