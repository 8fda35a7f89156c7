import { levelOf } from './waveform.ts';

export interface Recorder {
  /** Resolves with what was recorded, as WebM. */
  readonly stop: () => Promise<Blob>;
  /** Nothing of it stays. */
  readonly cancel: () => void;
}

/** So often somebody hears how loud it is. */
export const levelEveryMs = 50;
const bitsPerSecond = 32_000;

/** Opens the microphone. Rejects as `getUserMedia` does. */
export async function record(onLevel: (level: number) => void): Promise<Recorder> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } });
  const recorder = new MediaRecorder(stream, { mimeType: 'audio/webm;codecs=opus', audioBitsPerSecond: bitsPerSecond });
  const pieces: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const stopListening = listen(stream, onLevel);
  const close = (): void => {
    stopListening();
    // The system's sign that somebody listens goes out.
    for (const track of stream.getTracks()) track.stop();
  };
  recorder.start(1_000);
  return {
    stop: () =>
      new Promise((resolve) => {
        recorder.addEventListener('stop', () => {
          close();
          resolve(new Blob(pieces, { type: 'audio/webm' }));
        });
        recorder.stop();
      }),
    cancel: () => {
      recorder.stop();
      close();
    },
  };
}

function listen(stream: MediaStream, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2_048;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getByteTimeDomainData(samples);
    onLevel(levelOf(samples));
  }, levelEveryMs);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
