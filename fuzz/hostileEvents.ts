import fc, { type Arbitrary } from 'fast-check';
import { html, junk, number, object, text } from './hostileValues.ts';

export const me = '@me:hs.example';
export const friend = '@friend:hs.example';

export const person = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(me, friend, '@evil:evil.example', '@\u202Eevil:evil.example', '@__proto__:x.example', '@:') },
  { weight: 1, arbitrary: fc.constantFrom('@x:bad_host', '__proto__', 'constructor') },
  { weight: 1, arbitrary: text },
  { weight: 1, arbitrary: text.map((name) => `@${name.slice(0, 200)}:evil.example`) },
);
const eventId = fc.constantFrom('$good0', '$good1', '$hostile0', '$hostile3', '$none', '__proto__', 'constructor');

const relation = object({
  rel_type: fc.constantFrom('m.replace', 'm.annotation', 'm.reference', 'm.thread'),
  event_id: eventId,
  key: text,
  is_falling_back: fc.boolean(),
  'm.in_reply_to': object({ event_id: eventId }),
});
const mentions = object({ user_ids: fc.array(person, { maxLength: 4 }), room: fc.boolean() });
const info = object({
  mimetype: text,
  size: number,
  w: number,
  h: number,
  duration: number,
  thumbnail_info: junk,
  thumbnail_url: text,
  'xyz.amorgan.blurhash': text,
});
const file = object({ url: text, key: junk, iv: text, hashes: junk, v: text });
const message = {
  msgtype: fc.constantFrom(
    'm.text',
    'm.notice',
    'm.emote',
    'm.image',
    'm.file',
    'm.audio',
    'm.video',
    'm.location',
    'm.server_notice',
    'm.key.verification.request',
    'org.example.new',
  ),
  body: text,
  format: fc.constantFrom('org.matrix.custom.html', 'other'),
  formatted_body: html,
  filename: text,
  info,
  url: text,
  file,
  geo_uri: text,
  'm.mentions': mentions,
  'm.relates_to': fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: relation }),
};
const edit = object({ ...message, 'm.new_content': object(message) });
const powerLevels = object({
  users: object({ [me]: number, [friend]: number }),
  users_default: number,
  events: object({ 'm.room.message': number }),
  events_default: number,
  state_default: number,
  ban: number,
  kick: number,
  redact: number,
  invite: number,
  notifications: junk,
});

/** Every type that this client, its SDK or a server knows, with what should be in it. */
const contents: Readonly<Record<string, Arbitrary<unknown>>> = {
  'm.room.message': fc.oneof(object(message), edit),
  'm.room.encrypted': object({
    algorithm: fc.constantFrom('m.megolm.v1.aes-sha2', 'm.olm.v1.curve25519-aes-sha2', 'none'),
    ciphertext: text,
    sender_key: text,
    session_id: text,
    device_id: text,
    'm.relates_to': relation,
  }),
  'm.sticker': object({ body: text, info, url: text, file }),
  'm.reaction': object({ 'm.relates_to': relation }),
  'm.room.redaction': object({ redacts: eventId, reason: text }),
  'm.poll.start': object({ 'm.poll.start': junk, 'm.poll': junk, 'm.text': junk }),
  'org.matrix.msc3381.poll.start': object({
    'org.matrix.msc3381.poll.start': object({
      question: junk,
      answers: fc.array(junk, { maxLength: 3 }),
      kind: text,
      max_selections: number,
    }),
  }),
  'm.poll.response': object({ 'm.relates_to': relation, 'm.selections': junk }),
  'm.poll.end': object({ 'm.relates_to': relation }),
  'm.call.invite': object({ call_id: text, party_id: text, lifetime: number, version: number, offer: junk }),
  'm.call.hangup': object({ call_id: text, reason: text }),
  'm.key.verification.start': object({ method: text, from_device: text, 'm.relates_to': relation }),
  'm.key.verification.cancel': object({ code: text, reason: text, 'm.relates_to': relation }),
  'm.beacon': object({ 'm.relates_to': relation, 'm.location': junk, 'm.ts': number }),
  __proto__: junk as Arbitrary<unknown>,
  'm.room.': junk as Arbitrary<unknown>,
};

const stateContents: Readonly<Record<string, Arbitrary<unknown>>> = {
  'm.room.member': object({
    membership: fc.constantFrom('join', 'invite', 'leave', 'ban', 'knock', 'other'),
    displayname: text,
    avatar_url: text,
    is_direct: fc.boolean(),
    reason: text,
    third_party_invite: junk,
    join_authorised_via_users_server: text,
  }),
  'm.room.name': object({ name: text }),
  'm.room.topic': object({ topic: text, 'm.topic': junk }),
  'm.room.avatar': object({ url: text, info }),
  'm.room.create': object({
    creator: person,
    room_version: fc.constantFrom('1', '6', '11', '12', 'x'),
    type: fc.constantFrom('m.space', 'other'),
    predecessor: object({ room_id: text, event_id: eventId }),
    additional_creators: fc.array(person, { maxLength: 3 }),
    'm.federate': fc.boolean(),
  }),
  'm.room.power_levels': powerLevels,
  'm.room.join_rules': object({ join_rule: text, allow: fc.array(junk, { maxLength: 3 }) }),
  'm.room.history_visibility': object({ history_visibility: text }),
  'm.room.guest_access': object({ guest_access: text }),
  'm.room.canonical_alias': object({ alias: text, alt_aliases: fc.array(text, { maxLength: 3 }) }),
  'm.room.aliases': object({ aliases: fc.array(text, { maxLength: 3 }) }),
  'm.room.encryption': object({ algorithm: text, rotation_period_ms: number, rotation_period_msgs: number }),
  'm.room.pinned_events': object({ pinned: fc.array(eventId, { maxLength: 3 }) }),
  'm.room.tombstone': object({ body: text, replacement_room: text }),
  'm.room.server_acl': object({ allow: junk, deny: junk, allow_ip_literals: fc.boolean() }),
  'm.room.third_party_invite': object({ display_name: text, key_validity_url: text, public_key: text, public_keys: junk }),
  'm.room.related_groups': object({ groups: junk }),
  'm.room.bot.options': junk as Arbitrary<unknown>,
  'm.space.child': object({ via: junk, order: text, suggested: fc.boolean() }),
  'm.space.parent': object({ via: junk, canonical: fc.boolean() }),
  'm.widget': object({ url: text, type: text, data: junk }),
  'im.vector.modular.widgets': object({ url: text, type: text, data: junk }),
  'm.call.member': object({ memberships: junk, 'm.calls': junk }),
  'org.matrix.msc3401.call.member': object({ memberships: junk, application: text, call_id: text, expires: number }),
  'm.beacon_info': object({ description: text, live: fc.boolean(), timeout: number, 'm.ts': number, 'm.asset': junk }),
  'm.policy.rule.user': object({ entity: text, recommendation: text, reason: text }),
  'org.matrix.msc4075.rtc.notification': junk as Arbitrary<unknown>,
};

const seldom = (value: Arbitrary<unknown>): Arbitrary<unknown> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const aggregated = object({
  'm.replace': junk,
  'm.thread': object({ latest_event: junk, count: number, current_user_participated: fc.boolean() }),
  'm.annotation': junk,
});
const unsigned = fc.record({
  age: seldom(number),
  prev_content: fc.oneof(object({ membership: text, displayname: text, avatar_url: text }), junk),
  redacted_because: seldom(object({ content: junk, sender: junk })),
  'm.relations': seldom(aggregated),
  invite_room_state: seldom(junk),
});

/** Where an event's own frame is wrong, it is left out before the SDK; so that is seldom. */
const seldomWrong = <T>(right: Arbitrary<T>): Arbitrary<unknown> =>
  fc.oneof(
    { weight: 40, arbitrary: right as Arbitrary<unknown> },
    { weight: 1, arbitrary: junk },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
const frame = { sender: seldomWrong(person), origin_server_ts: seldomWrong(number), unsigned: seldomWrong(unsigned) };

const ofType = (type: string, content: Arbitrary<unknown>, more: Readonly<Record<string, Arbitrary<unknown>>>): Arbitrary<object> =>
  fc.record({ type: seldomWrong(fc.constant(type)), content: seldomWrong(content), ...frame, ...more });

const timelineEvent = fc.oneof(
  { weight: 6, arbitrary: ofType('m.room.message', contents['m.room.message']!, {}) },
  ...Object.entries(contents).map(([type, content]) => ({ weight: 1, arbitrary: ofType(type, content, { redacts: eventId }) })),
);
const stateEvent = fc.oneof(
  ...Object.entries(stateContents).map(([type, content]) => ofType(type, content, { state_key: fc.oneof(fc.constant(''), person) })),
);

/** What a homeserver may let through, or make up itself: any member wrong in kind, or missing. */
export const hostileEvent: Arbitrary<Readonly<Record<string, unknown>>> = fc
  .oneof({ weight: 3, arbitrary: timelineEvent }, { weight: 2, arbitrary: stateEvent })
  .map((event) => event as Readonly<Record<string, unknown>>);

export const accountData = object({
  type: fc.constantFrom('m.direct', 'm.fully_read', 'm.tag', 'm.ignored_user_list', 'm.marked_unread', '__proto__'),
  content: object({
    event_id: eventId,
    [me]: junk,
    [friend]: junk,
    tags: junk,
    ignored_users: object({ [friend]: junk }),
    unread: fc.boolean(),
  }),
});
const receipt = object({ ts: number, thread_id: text });
export const ephemeral = fc.oneof(
  object({ type: fc.constant('m.typing'), content: object({ user_ids: fc.array(person, { maxLength: 4 }) }) }),
  object({
    type: fc.constant('m.receipt'),
    content: object({
      '$safe-1': object({ 'm.read': object({ [friend]: receipt, __proto__: receipt }) }),
      $hostile0: object({ 'm.read.private': object({ [me]: receipt }) }),
      constructor: junk,
    }),
  }),
);
