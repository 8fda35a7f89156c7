// An Electron that shows nothing by itself: whoever has started it opens the windows.
const { app } = require('electron');

app.on('window-all-closed', () => undefined);
