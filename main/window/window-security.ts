import { app, type Session, type WebContents } from 'electron';

/**
 * Closes what a page could open: navigation, new windows, webviews, permissions and downloads. The page needs none of
 * them, so nothing is let through (Electron's security checklist, 12 to 14).
 */
export function hardenContents(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    // WebRTC by UDP would go past the session's proxy.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    const refuse = (event: Electron.Event): void => {
      event.preventDefault();
    };
    contents.on('will-navigate', refuse);
    contents.on('will-frame-navigate', refuse);
    contents.on('will-redirect', refuse);
    contents.on('will-attach-webview', refuse);
  });
}

/** Closes every session that the app makes, from its first moment on. To be called before Electron is ready. */
export function hardenSessions(): void {
  app.on('session-created', hardenSession);
}

/**
 * Closes a session's permissions (one of which lets Chromium send reports), devices, downloads, and Chromium's own
 * download of a spelling dictionary.
 */
function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
  session.setSpellCheckerLanguages([]);
}
