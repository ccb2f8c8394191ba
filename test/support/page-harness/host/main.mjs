// An empty window of the app's own engine; the harness drives it.
import { app, BrowserWindow } from 'electron';

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 380, height: 560, useContentSize: true });
  return window.loadURL('about:blank');
});
