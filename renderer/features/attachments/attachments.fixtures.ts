import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { fixture, since, type Fixtures } from '../../fixtures/fixture.ts';
import { aiko, me } from '../../fixtures/people.ts';
import { message } from '../../fixtures/timeline.ts';

const unsent = (name: string, minutes: number, send: MessageItem['send'], mime = 'application/pdf'): MessageItem =>
  message(
    me,
    since - minutes * 1_000,
    { type: 'file', name, mime, sizeBytes: 48_200_000, unsent: name },
    { id: name, eventId: null, txnId: name, send },
  );

const uploading: readonly MessageItem[] = [
  message(aiko, since - 600_000, 'Can you send me the plans?'),
  unsent('Plans of the harbour.pdf', 60, { is: 'sending' }),
  unsent('Survey of the pier, all soundings.zip', 40, { is: 'queued' }, 'application/zip'),
  unsent('The whole film.mkv', 20, { is: 'failed', error: { code: 'fileTooLarge', limitBytes: 52_428_800 } }, 'video/x-matroska'),
];

export const attachmentsFixtures: Fixtures = {
  attached: fixture('css:.attachedPreview canvas', {}, [
    'drop:Evening at the harbour.jpg',
    'drop:Minutes of the meeting.pdf',
    'field:Message',
  ]),
  attachedTooLarge: fixture('this server takes up to', { answers: { uploadLimit: { bytes: 1_000_000 } } }, [
    'drop:Minutes of the meeting.pdf',
  ]),
  homeUploading: fixture('Sending…', {
    timeline: () => uploading,
    older: [],
    uploads: [{ id: 'Plans of the harbour.pdf', sent: 19_500_000, total: 48_200_000 }],
  }),
};
