import type { EventId, RoomAlias, RoomId, TxnId, UserId } from '../ids.ts';
import type { KeyBackup, KeysSent } from '../model/keyBackup.ts';
import type { RoomLookup, UserLookup } from '../model/lookups.ts';
import type { KeyKept, Recovery, RecoveryOutcome, WayBack } from '../model/recovery.ts';
import type { Member, RoomDetail, RoomSummary } from '../model/room.ts';
import type { EngineStatus, KeyExport, LossPreview } from '../model/status.ts';
import type { TimelineItem } from '../model/timeline.ts';
import type { Patch } from '../patch.ts';

type Nothing = Record<string, never>;

/** page ↔ engine. The engine serves it; before the SDK is loaded, the streams come from the store's snapshot. */
export type EngineContract = {
  calls: {
    /** Puts a message into the outbox, durably, and answers; `formattedBody` is org.matrix.custom.html or null. The page chooses `txnId`. */
    sendMessage: (arg: { roomId: RoomId; txnId: TxnId; body: string; formattedBody: string | null; msgtype: 'm.text' | 'm.emote' }) => void;
    retryMessage: (arg: { txnId: TxnId }) => void;
    discardMessage: (arg: { txnId: TxnId }) => void;
    /** Loads up to `limit` older events into the room's timeline; false: the beginning is reached. */
    loadOlder: (arg: { roomId: RoomId; limit: number }) => { hasOlder: boolean };
    setTyping: (arg: { roomId: RoomId; typing: boolean }) => void;
    /** Read receipt and fully-read marker up to this event. */
    markRead: (arg: { roomId: RoomId; eventId: EventId }) => void;
    getDraft: (arg: { roomId: RoomId }) => string;
    /** Durable before it answers; empty text removes it. */
    setDraft: (arg: { roomId: RoomId; text: string }) => void;
    joinRoom: (arg: { roomId: RoomId }) => void;
    /** Leaves, or declines an invite. */
    leaveRoom: (arg: { roomId: RoomId }) => void;
    /** What a link to a room names. It is only looked up: nobody joins. */
    lookUpRoom: (arg: { room: RoomId | RoomAlias; via: readonly string[] }) => RoomLookup;
    lookUpUser: (arg: { userId: UserId }) => UserLookup;
    /** Joins what a link named, when somebody has pressed the button. */
    joinNamed: (arg: { room: RoomId | RoomAlias; via: readonly string[] }) => { readonly roomId: RoomId };
    /** The chat with that person, or else a new, encrypted one, to which they are invited. */
    startChat: (arg: { userId: UserId }) => { readonly roomId: RoomId };
    previewLoss: (arg: Nothing) => LossPreview;
    /** Whether keys are backed up, by choice (MSC4287); deletes nothing on the server. */
    setKeyBackup: (arg: { enabled: boolean }) => void;
    /** Has the keys counted that wait for the backup; the answer is in the stream. */
    countWaitingKeys: (arg: Nothing) => void;
    /** Sends them now; answers when all are there, or when `limitMs` are over. */
    sendWaitingKeys: (arg: { limitMs: number }) => KeysSent;
    /** All room keys of this device, encrypted with the passphrase, to where people say in a dialog of main's. Needs no server. */
    exportKeys: (arg: { passphrase: string }) => KeyExport;
    /** Opens the account's secret storage with what people typed: their recovery key, or their security phrase where there is one (D6). */
    recover: (arg: { typed: string }) => RecoveryOutcome;
    /** A new recovery key in groups of four, for people to keep; in force only after `keepRecoveryKey`. The engine does not remember it. */
    newRecoveryKey: (arg: Nothing) => { readonly key: string };
    /** Puts a new recovery key into force, if `typed` proves that people have it (D12). The same call once more goes on where one was cut off. */
    keepRecoveryKey: (arg: { key: string; typed: string }) => KeyKept;
    /** People do not want to be reminded to make one; the settings still offer it. */
    putOffRecoveryKey: (arg: Nothing) => void;
    /** Which room is on screen, so that the snapshot holds its last screen; null: none. */
    showRoom: (arg: { roomId: RoomId | null }) => void;
    /** The room that was on screen last, for the first paint. */
    lastRoom: (arg: Nothing) => RoomId | null;
  };
  streams: {
    status: (arg: Nothing) => EngineStatus;
    recovery: (arg: Nothing) => Recovery;
    keyBackup: (arg: Nothing) => KeyBackup;
    wayBack: (arg: Nothing) => WayBack;
    rooms: (arg: Nothing) => Patch<RoomSummary>;
    room: (arg: { roomId: RoomId }) => RoomDetail;
    timeline: (arg: { roomId: RoomId }) => Patch<TimelineItem>;
    members: (arg: { roomId: RoomId }) => Patch<Member>;
  };
};
