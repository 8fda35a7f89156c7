import type { Attachment, AttachmentBody } from '../../../core/features/media/attachment.ts';
import type { EventId } from '../../../core/ids.ts';
import { fixture, since, type Fixtures } from '../../fixtures/fixture.ts';
import { aiko, jonas, leila, me, tomas } from '../../fixtures/people.ts';
import { message } from '../../fixtures/timeline.ts';

const minute = 60_000;
const file = (name: string, mime: string | null, sizeBytes: number | null): Attachment => ({ name, mime, sizeBytes, isThere: true });
const blurhash = 'LEHV6nWB2yk8pyo0adR*.7kCMdnj';

function picture(name: string, width: number, height: number, more: object = {}): AttachmentBody {
  const about = file(name, 'image/jpeg', 2_310_400);
  return { type: 'image', ...about, size: { width, height }, blurhash, hasSmall: true, moves: false, ...more };
}

const waveform = Array.from({ length: 60 }, (_, at) => Math.abs(Math.sin(at / 3) * Math.cos(at / 11)));

const pictures = [
  message(leila, since - 9 * minute, picture('harbour.jpg', 4000, 3000, { caption: { text: 'The harbour, before the rain', html: null } })),
  message(tomas, since - 8 * minute, picture('tower.jpg', 1200, 3000)),
  message(tomas, since - 8 * minute, picture('horizon.jpg', 6000, 500)),
  message(me, since - 7 * minute, picture('icon.png', 64, 64)),
  message(jonas, since - 6 * minute, picture('dance.gif', 480, 270, { mime: 'image/gif', moves: true })),
  message(aiko, since - 5 * minute, picture('wave', 256, 256, { isSticker: true, blurhash: null })),
];

const sounds = [
  message(aiko, since - 9 * minute, { type: 'audio', ...file('Voice message.ogg', 'audio/ogg', 48_000), durationMs: 27_000, waveform }),
  message(jonas, since - 8 * minute, {
    type: 'audio',
    ...file('Sea shanties, the long take, second microphone.flac', 'audio/flac', 31_000_000),
    durationMs: 754_000,
    waveform: null,
  }),
  message(leila, since - 7 * minute, {
    type: 'video',
    ...file('launch.mp4', 'video/mp4', 84_000_000),
    size: { width: 1920, height: 1080 },
    blurhash,
    hasSmall: true,
    durationMs: 63_000,
  }),
  message(tomas, since - 6 * minute, { type: 'file', ...file('type-specimen-inter.pdf', 'application/pdf', 1_482_133) }),
  message(tomas, since - 5 * minute, { type: 'file', name: 'nowhere.zip', mime: null, sizeBytes: null }),
];

const troubles = [
  message(jonas, since - 9 * minute, picture('altered.jpg', 800, 600), { eventId: '$broken1' as EventId }),
  message(jonas, since - 8 * minute, 'That picture was another one when I sent it.'),
];

const only = (items: ReturnType<typeof message>[]) => ({ timeline: () => items, older: [] });

export const mediaFixtures: Fixtures = {
  homePictures: fixture('The harbour, before the rain', only(pictures)),
  homeSounds: fixture('type-specimen', only(sounds)),
  homeMediaTrouble: fixture('not the file that was sent', { ...only(troubles), answers: { mediaTrouble: 'altered' } }),
  homeVeiled: fixture('The harbour, before the rain', { ...only(pictures.slice(0, 2)), previews: 'off' }),
  mediaViewer: fixture('Save as…', only(pictures.slice(3, 5)), ['button:Show “dance.gif”']),
};
