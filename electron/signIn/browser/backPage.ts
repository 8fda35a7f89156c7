import { createHash } from 'node:crypto';

/** What was in the address is neither needed nor anybody's business any more. */
const script = "history.replaceState(null, '', '/')";
const style = `
  :root { color-scheme: light dark; }
  body { display: grid; place-items: center; min-height: 100vh; margin: 0; font: 16px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
  main { padding: 32px; text-align: center; }
  h1 { margin: 0 0 8px; font-size: 20px; font-weight: 600; }
  p { margin: 0; opacity: .75; }
`;
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What stays in the browser's tab; it names nothing that the browser brought. */
export const backPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Latchkey</title><style>${style}</style></head>
<body><main><h1>You can go back to Latchkey</h1><p>This page can be closed.</p></main><script>${script}</script></body></html>
`;

export const backPageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;
