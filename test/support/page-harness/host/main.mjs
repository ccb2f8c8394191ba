// Opens an empty window of the app's own engine, which the harness drives.
import { app, BrowserWindow } from 'electron';

void app.whenReady().then(() => {
  // The window is in the corner, away from the X server's pointer, which waits in the middle of the screen.
  const window = new BrowserWindow({ x: 0, y: 0, width: 380, height: 560, useContentSize: true });
  return window.loadURL('about:blank');
});
