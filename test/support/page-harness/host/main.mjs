// An empty window of the app's own engine; the harness drives it.
import { app, BrowserWindow } from 'electron';

void app.whenReady().then(() => {
  // In the corner, out from under the X server's own pointer, which waits in the middle of the screen.
  const window = new BrowserWindow({ x: 0, y: 0, width: 380, height: 560, useContentSize: true });
  return window.loadURL('about:blank');
});
