export const enVoice = {
  record: 'Record a voice message',
  region: 'Voice message',
  starting: 'Opening the microphone…',
  recording: (time: string) => `Recording ${time}`,
  done: 'Stop recording',
  cancel: 'Discard recording',
  play: 'Listen',
  pause: 'Pause',
  send: 'Send voice message',
  making: 'Making it ready…',
  file: 'Voice message.ogg',
  failed: {
    refused: 'Latchkey may not use the microphone. Allow it in the settings of your system.',
    none: 'There is no microphone.',
    other: 'It could not be recorded.',
  },
};
