import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { hardenContents, hardenSessions } from '../../../main/window/window-security.ts';
import { app, resetElectron } from '../../support/fake-electron/index.ts';

beforeEach(resetElectron);

/** An event of Electron's that tells whether it was refused. */
const event = () => {
  const made = { isRefused: false, preventDefault: () => void (made.isRefused = true) };
  return made;
};

/** A page whose settings are written down as they are made. */
class Contents extends EventEmitter {
  webRtc = '';
  openWindow: () => { action: string } = () => ({ action: 'allow' });

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtc = policy;
  }

  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openWindow = handler;
  }
}

/** A session whose settings are written down as they are made. */
class Session extends EventEmitter {
  languages: readonly string[] = ['de'];
  request: (contents: unknown, permission: string, answer: (isAllowed: boolean) => void) => void = () => undefined;
  check = (): boolean => true;
  device = (): boolean => true;

  setPermissionRequestHandler(handler: Session['request']): void {
    this.request = handler;
  }

  setPermissionCheckHandler(handler: () => boolean): void {
    this.check = handler;
  }

  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }

  setSpellCheckerLanguages(languages: readonly string[]): void {
    this.languages = languages;
  }
}

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
  'a page is refused: %s',
  (name) => {
    hardenContents();
    const contents = new Contents();
    app.emit('web-contents-created', {}, contents);
    const asked = event();
    contents.emit(name, asked);
    expect(asked.isRefused).toBe(true);
  },
);

test('a page opens no window, and goes past no proxy', () => {
  hardenContents();
  const contents = new Contents();
  app.emit('web-contents-created', {}, contents);
  expect(contents.openWindow()).toEqual({ action: 'deny' });
  expect(contents.webRtc).toBe('disable_non_proxied_udp');
});

test('a session allows nothing: no permission, no device, no download, no dictionary', () => {
  hardenSessions();
  const session = new Session();
  app.emit('session-created', session);
  const answers: boolean[] = [];
  session.request(undefined, 'notifications', (isAllowed) => void answers.push(isAllowed));
  expect([answers, session.check(), session.device(), session.languages]).toEqual([[false], false, false, []]);
  const download = event();
  session.emit('will-download', download);
  expect(download.isRefused).toBe(true);
});
