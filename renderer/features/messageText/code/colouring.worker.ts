import { colourCode } from './colourCode.ts';

// A thread of its own: some texts take grammars minutes, whoever wrote them, and only a thread can be ended.
addEventListener('message', ({ data }: MessageEvent<{ readonly text: string; readonly language: string }>) => {
  postMessage(colourCode(data.text, data.language));
});
