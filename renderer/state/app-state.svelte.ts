import { preparedTimeFormat, timeFormat } from '../../main/core/time/time-format.ts';
import type { NerdBridge } from '../../preload/contract/bridge.ts';
import type { CommandOf, LinkName } from '../../preload/contract/command.ts';
import type { KeyDescription } from '../../preload/contract/command-results.ts';
import type {
  AppSnapshot,
  AskedPage,
  CredentialKind,
  Message,
  MessageAction,
  PauseUntil,
  Settings,
  SnoozeUntil,
} from '../../preload/contract/snapshot.ts';
import { MainRequests, CONNECTING, type ConnectFailure, type PlainCommandKind } from './main-requests.svelte.ts';
import { activityTimes } from '../text/activity-times.ts';
import { newest } from './newest.ts';
import type { Page } from './pages.ts';
import { announcementOf } from './announcements.ts';
import { COPY_HERE, NO_ANSWER } from '../text/local-messages.ts';
import { keyPairText } from '../text/key-pair-text.ts';
import { helpText } from '../text/help-text.ts';
import { PageClock } from './page-clock.svelte.ts';
import { PageHistory } from './history.svelte.ts';

/** What the window knows: main's newest snapshot, the page in front, and what has been asked of main. */
export class AppState extends MainRequests {
  readonly clock = new PageClock();
  snapshot: AppSnapshot | undefined = $state.raw();
  page: Page = $state('home');
  /** Why the last attempt to connect failed. */
  connectFailure: ConnectFailure | undefined = $state.raw();
  /** Why what was given as a private key is none. */
  keyFailure: Message | undefined = $state.raw();
  /** The settings before the last change, until another page is shown. */
  settingsBefore: Settings | undefined = $state.raw();
  /** For the live region; a new id makes even the same words be said again. */
  announcement: { readonly id: number; readonly text: string } = $state.raw({ id: 0, text: '' });
  /** Times as main words them, in the user's locale. */
  readonly times = $derived(
    preparedTimeFormat(this.snapshot?.moments ?? [], this.snapshot?.now ?? 0, () =>
      timeFormat(this.snapshot?.locale ?? 'en-GB', this.snapshot?.timeZone),
    ),
  );
  readonly activityTimes = $derived(activityTimes(this.snapshot?.locale ?? 'en-GB', this.snapshot?.timeZone));
  readonly history: PageHistory;

  constructor(nerd: NerdBridge) {
    super(nerd);
    this.history = new PageHistory(nerd);
  }

  /** Follows main for as long as the page lives; fulfilled when main has said how things are, or could not be heard. */
  start(): Promise<void> {
    this.nerd.onSnapshot((snapshot) => this.#applySnapshot(snapshot));
    document.addEventListener('visibilitychange', () => {
      this.clock.tick();
      // The page's own time may have stood still during sleep.
      if (!document.hidden) void this.#readSnapshot();
    });
    // What belongs to the system may have been changed there meanwhile.
    window.addEventListener('focus', () => void this.#readSnapshot());
    return this.#readSnapshot();
  }

  show(page: Page): void {
    this.page = page;
    if (page === 'settings') void this.#readSnapshot();
    this.settingsBefore = undefined;
    this.note = undefined;
    this.connectFailure = undefined;
    this.keyFailure = undefined;
  }

  connect(text: string): Promise<void> {
    return this.#connect({ kind: 'connect', text });
  }

  connectFromClipboard(): Promise<void> {
    return this.#connect({ kind: 'connectFromClipboard' });
  }

  connectDemo(): Promise<void> {
    return this.#connect({ kind: 'connectDemo' });
  }

  async copyAccessToken(): Promise<void> {
    const result = await this.run({ kind: 'copyAccessToken' });
    // The snapshot says that it worked; only what is more than that is said here.
    if (result?.ok === true && result.message.tone !== 'calm') this.note = result.message;
  }

  /** Asks main to do one of the things that need nothing more. */
  async ask(kind: PlainCommandKind): Promise<void> {
    await this.run({ kind });
  }

  /** What main has taken; undefined if it is no key, or none was chosen. */
  takeKey(text: string): Promise<KeyDescription | undefined> {
    return this.#key({ kind: 'takeKey', text });
  }

  chooseKeyFile(): Promise<KeyDescription | undefined> {
    return this.#key({ kind: 'chooseKeyFile' });
  }

  connectKeyPair(clientId: string, key: 'taken' | 'made', kid: string): Promise<void> {
    return this.#connect({ kind: 'connectKeyPair', clientId, key, kid });
  }

  async useCredential(credential: CredentialKind): Promise<void> {
    await this.run({ kind: 'useCredential', credential });
  }

  async forget(credential: CredentialKind): Promise<void> {
    await this.run({ kind: 'forget', credential });
  }

  async answerProxy(name: string, password: string): Promise<void> {
    await this.run({ kind: 'answerProxy', name, password });
  }

  async openLink(link: LinkName): Promise<void> {
    await this.run({ kind: 'openLink', link });
  }

  async changeSettings(settings: Partial<Settings>): Promise<void> {
    this.settingsBefore = this.snapshot?.settings;
    await this.run({ kind: 'changeSettings', settings });
  }

  /** The text, for the user to read; undefined if there was none, and then the note says so. */
  async readDiagnostics(): Promise<string | undefined> {
    const result = await this.run({ kind: 'readDiagnostics' });
    return result?.ok === true ? result.text : undefined;
  }

  /** True if they are in the clipboard. */
  async copyDiagnostics(): Promise<boolean> {
    const result = await this.run({ kind: 'copyDiagnostics' });
    if (result?.ok === true) this.announce(`${helpText.diagnostics.copied}.`);
    return result?.ok === true;
  }

  /** True if it is in the clipboard. */
  async copyKeyEmail(): Promise<boolean> {
    const result = await this.run({ kind: 'copyKeyEmail' });
    if (result?.ok === true) this.announce(`${keyPairText.copied}.`);
    return result?.ok === true;
  }

  async undoSettings(): Promise<void> {
    if (this.settingsBefore === undefined) return;
    await this.changeSettings(this.settingsBefore);
    this.settingsBefore = undefined;
  }

  async pause(until: PauseUntil): Promise<void> {
    await this.run({ kind: 'pause', until });
  }

  async snooze(until: SnoozeUntil): Promise<void> {
    await this.run({ kind: 'snooze', until });
  }

  /** Does what a message's button says. */
  async act(action: MessageAction): Promise<void> {
    switch (action) {
      case 'connect':
        this.show('replace');
        return;
      case 'connectKeyPair':
        this.show('keyPair');
        return;
      case 'answerProxy':
        this.show('proxy');
        return;
      case 'openNerd':
        return this.openLink('nerd');
      case 'openStatusPage':
        return this.openLink('status');
      case 'copyAccessToken':
        return this.copyAccessToken();
      case 'refreshNow':
      case 'clearClipboard':
      case 'saveForLater':
      case 'keepInMemory':
      case 'retryKeychain':
      case 'resume':
        return this.ask(action);
    }
  }

  async #key(command: CommandOf<'takeKey' | 'chooseKeyFile'>): Promise<KeyDescription | undefined> {
    this.keyFailure = undefined;
    const result = await this.run(command);
    if (result?.ok === false && 'reason' in result) this.keyFailure = result.message;
    return result?.ok === true ? result.key : undefined;
  }

  async #connect(command: CommandOf<(typeof CONNECTING)[number]>): Promise<void> {
    if (this.isPending(...CONNECTING)) return;
    this.connectFailure = undefined;
    const result = await this.run(command);
    if (result?.ok === false && 'reason' in result) this.connectFailure = result;
  }

  async #readSnapshot(): Promise<void> {
    try {
      this.#applySnapshot(await this.nerd.snapshot());
    } catch {
      this.note = NO_ANSWER;
    }
  }

  #applySnapshot(incoming: AppSnapshot): void {
    const before = this.snapshot;
    const after = newest(before, incoming);
    if (after === before) return;
    this.snapshot = after;
    this.clock.set(after.now, after.session.kind === 'signedOut' ? undefined : after.session.expiresAt);
    // A new credential or none ends the replacing, by whichever road it came.
    if (
      (this.page === 'replace' || this.page === 'keyPair') &&
      before?.credential?.enteredAt !== after.credential?.enteredAt
    )
      this.show('home');
    // A proxy that asks is in the way of all else, but not of what somebody reads or types on another page.
    const asks = after.proxyAsk !== undefined && before?.proxyAsk === undefined;
    if (asks && (this.page === 'home' || this.isPending(...CONNECTING))) this.show('proxy');
    if (this.page === 'proxy' && after.proxyAsk === undefined) this.page = 'home';
    const asked = after.pageAsked;
    if (asked !== undefined && asked.click !== before?.pageAsked?.click) this.#showRequestedPage(asked.page);
    if (before !== undefined) this.#announceChange(before, after);
  }

  #showRequestedPage(page: AskedPage): void {
    this.show(page === 'copyHere' ? 'home' : page);
    if (page === 'copyHere') this.note = COPY_HERE;
  }

  #announceChange(before: AppSnapshot, after: AppSnapshot): void {
    const spoken = announcementOf(before, after);
    const copyIsOver = before.copied !== undefined && after.copied === undefined;
    if (spoken === undefined && !copyIsOver) return;
    this.announce(spoken ?? '');
  }

  /** Says it once, by the live region. */
  announce(text: string): void {
    this.announcement = { id: this.announcement.id + 1, text };
  }
}
