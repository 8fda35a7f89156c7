import { expect, test } from 'vitest';
import { maskedPath } from './maskedPath.ts';

const c = '/_matrix/client/v3';

test.each([
  [`${c}/sync?since=s1_2&timeout=30000`, `${c}/sync`],
  [`${c}/account/whoami`, `${c}/account/whoami`],
  [`${c}/keys/upload`, `${c}/keys/upload`],
  ['/_matrix/client/unstable/org.matrix.msc3814/dehydrated_device', '/_matrix/client/unstable/…/dehydrated_device'],
])('says the endpoint: %s', (path, said) => {
  expect(maskedPath(path)).toBe(said);
});

test.each([
  [`${c}/rooms/!abc:hs.org/messages`, `${c}/rooms/…/messages`],
  [`${c}/rooms/%21abc%3Ahs.org/event/%24ev`, `${c}/rooms/…/event/…`],
  [`${c}/rooms/!opaque/send/m.room.encrypted/m17.1`, `${c}/rooms/…/send/m.room.encrypted/…`],
  [`${c}/rooms/!a:b/state/m.room.member/@me:b`, `${c}/rooms/…/state/m.room.member/…`],
  [`${c}/rooms/!a:b/typing/alice`, `${c}/rooms/…/typing/…`],
  [`${c}/rooms/!a:b/receipt/m.read/$abc`, `${c}/rooms/…/receipt/m.read/…`],
  [`${c}/sendToDevice/m.room.encrypted/words`, `${c}/sendToDevice/m.room.encrypted/…`],
  [`${c}/user/%40me%3Ahs/filter/0`, `${c}/user/…/filter/…`],
  [`${c}/devices/ABCDEFGHIJ`, `${c}/devices/…`],
  [`${c}/devices/lowercase`, `${c}/devices/…`],
  [`${c}/profile/@me:hs/displayname`, `${c}/profile/…/displayname`],
  [`${c}/directory/room/%23alias%3Ahs`, `${c}/directory/room/…`],
  ['/_matrix/client/v1/media/download/localhost/abcdef', '/_matrix/client/v1/media/download/…/…'],
  [`${c}/room_keys/keys/!a:b/abc`, `${c}/room_keys/…/…/…`],
])('names nobody: %s', (path, said) => {
  expect(maskedPath(path)).toBe(said);
});
