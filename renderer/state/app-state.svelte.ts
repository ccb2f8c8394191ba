import { preparedTimeFormat, timeFormat } from '../../main/core/time/time-format.ts';
import type { NerdBridge } from '../../preload/contract/bridge.ts';
import type { LinkName } from '../../preload/contract/command.ts';
import type { CredentialKind, PauseUntil } from '../../preload/contract/session.ts';
import type { CopyFormat, Settings } from '../../preload/contract/settings.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import type { SnoozeUntil } from '../../preload/contract/week.ts';
import { MainRequests, type PlainCommandKind } from './main-requests.svelte.ts';
import { ConnectRequests } from './connect-requests.svelte.ts';
import { activityTimes } from '../text/activity-times.ts';
import { pageAfter, type Page } from './pages.ts';
import { Announcer } from './announcements.svelte.ts';
import { COPY_HERE, NO_ANSWER } from '../text/local-messages.ts';
import { keyPairText } from '../text/key-pair-text.ts';
import { helpText } from '../text/help-text.ts';
import { PageClock } from './page-clock.svelte.ts';
import { PageHistory } from './history.svelte.ts';

/** The later of two snapshots by revision: a slow answer never undoes a newer push. */
export function newest(current: AppSnapshot | undefined, incoming: AppSnapshot): AppSnapshot {
  return current !== undefined && current.revision > incoming.revision ? current : incoming;
}

/** What the window knows: main's newest snapshot, the page that is shown, and the requests to main. */
export class AppState extends MainRequests {
  readonly clock = new PageClock();
  readonly announcer = new Announcer();
  snapshot: AppSnapshot | undefined = $state.raw();
  page: Page = $state('home');
  /** The settings before the last change, until another page is shown. */
  settingsBefore: Settings | undefined = $state.raw();
  /** Formats times as main does, in the user's locale. */
  readonly times = $derived(
    preparedTimeFormat(this.snapshot?.moments ?? [], this.snapshot?.now ?? 0, () =>
      timeFormat(this.snapshot?.locale ?? 'en-GB', this.snapshot?.timeZone),
    ),
  );
  readonly activityTimes = $derived(activityTimes(this.snapshot?.locale ?? 'en-GB', this.snapshot?.timeZone));
  readonly history: PageHistory;
  readonly connecting = new ConnectRequests(this);

  constructor(nerd: NerdBridge) {
    super(nerd);
    this.history = new PageHistory(nerd);
  }

  /** Follows main for as long as the page lives. The promise is fulfilled once the first snapshot is here or has failed. */
  start(): Promise<void> {
    this.nerd.onSnapshot((snapshot) => this.#applySnapshot(snapshot));
    document.addEventListener('visibilitychange', () => {
      this.clock.tick();
      // The page's own time may have stood still during sleep.
      if (!document.hidden) void this.#readSnapshot();
    });
    // A setting of the system may have been changed there meanwhile.
    window.addEventListener('focus', () => void this.#readSnapshot());
    return this.#readSnapshot();
  }

  show(page: Page): void {
    this.page = page;
    if (page === 'settings') void this.#readSnapshot();
    this.settingsBefore = undefined;
    this.alert = undefined;
    this.connecting.clear();
  }

  /** Copies in this format; without one, as the settings say. */
  async copyAccessToken(format?: CopyFormat): Promise<void> {
    const result = await this.run({ kind: 'copyAccessToken', ...(format && { format }) });
    // The snapshot shows that the copy worked; only a message that says more is shown here.
    if (result?.ok === true && result.message.tone !== 'calm') this.alert = result.message;
  }

  /** Sends a command that needs nothing but its name. */
  async send(kind: PlainCommandKind): Promise<void> {
    await this.run({ kind });
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

  /** The diagnostics, for the user to read; undefined if there were none, which the alert then says. */
  async readDiagnostics(): Promise<string | undefined> {
    const result = await this.run({ kind: 'readDiagnostics' });
    return result?.ok === true ? result.text : undefined;
  }

  /** True if the diagnostics are on the clipboard. */
  async copyDiagnostics(): Promise<boolean> {
    const result = await this.run({ kind: 'copyDiagnostics' });
    if (result?.ok === true) this.announcer.announce(`${helpText.diagnostics.copied}.`);
    return result?.ok === true;
  }

  /** True if the email is on the clipboard. */
  async copyKeyEmail(): Promise<boolean> {
    const result = await this.run({ kind: 'copyKeyEmail' });
    if (result?.ok === true) this.announcer.announce(`${keyPairText.copied}.`);
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

  async #readSnapshot(): Promise<void> {
    try {
      this.#applySnapshot(await this.nerd.snapshot());
    } catch {
      this.alert = NO_ANSWER;
    }
  }

  #applySnapshot(incoming: AppSnapshot): void {
    const before = this.snapshot;
    const after = newest(before, incoming);
    if (after === before) return;
    this.snapshot = after;
    this.clock.set(after.now, after.session.kind === 'signedOut' ? undefined : after.session.expiresAt);
    const page = pageAfter(this.page, before, after, this.connecting.isPending);
    if (page !== undefined) this.show(page);
    if (this.page === 'proxy' && after.proxyAsk === undefined) this.page = 'home';
    const requested = after.requestedPage;
    if (requested !== undefined && requested.click !== before?.requestedPage?.click) {
      this.show(requested.page === 'copyHere' ? 'home' : requested.page);
      if (requested.page === 'copyHere') this.alert = COPY_HERE;
    }
    if (before !== undefined) this.announcer.announceChange(before, after);
  }
}
