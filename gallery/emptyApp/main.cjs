// An Electron that shows nothing by itself: whoever has started it opens the windows.
const { app, protocol } = require('electron');

// Where the app serves files of messages: drawn here, one for each name.
protocol.registerSchemesAsPrivileged([{ scheme: 'media', privileges: { standard: true, secure: true, stream: true } }]);
void app.whenReady().then(() => {
  protocol.handle('media', ({ url }) => {
    const name = decodeURIComponent(new URL(url).pathname);
    // What is no picture.
    if (name.includes('broken')) return new Response('broken', { headers: { 'content-type': 'image/png' } });
    return new Response(picture(name), { headers: { 'content-type': 'image/svg+xml' } });
  });
});

/** Hills under a sun, or a face. @param {string} name */
function picture(name) {
  const hue = [...name].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 360, 7);
  const ground = `hsl(${hue} 45% 72%)`;
  const [near, far, sun] = [`hsl(${hue} 40% 30%)`, `hsl(${(hue + 30) % 360} 35% 50%)`, `hsl(${(hue + 180) % 360} 80% 80%)`];
  const isFace = /^\/(member|room|me)\//.test(name);
  const inside = isFace
    ? `<circle cx="50" cy="38" r="18" fill="${near}"/><path d="M14 100c0-30 72-30 72 0z" fill="${near}"/>`
    : `<circle cx="74" cy="26" r="10" fill="${sun}"/><path d="M0 70 30 40 60 72 82 52 100 66V100H0z" fill="${far}"/><path d="M0 84q30-18 60 0t40-6V100H0z" fill="${near}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1200" viewBox="0 0 100 100" preserveAspectRatio="xMidYMid slice"><rect width="100" height="100" fill="${ground}"/>${inside}</svg>`;
}

app.on('window-all-closed', () => undefined);
