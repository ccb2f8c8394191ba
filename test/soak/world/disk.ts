import type { CredentialKind } from '../../../preload/contract/session.ts';
import type { BareRejections } from '../../../main/core/token/state.ts';
import type { Credential, SecretSlot } from '../../../main/ports/credentials.ts';
import type { SettingsStore } from '../../../main/ports/storage.ts';

type Kept<K extends 'week' | 'pause'> = NonNullable<ReturnType<SettingsStore[K]>>;

/** What outlives the process: the keychain's entries and the settings file. */
export class Disk {
  readonly slots = new Map<SecretSlot, Credential>();
  keychain: { readonly how: 'slow' | 'locked'; readonly untilAt: number } | undefined;
  #week: { readonly id: string; readonly week: Kept<'week'> } | undefined;
  #pause: Kept<'pause'> | undefined;
  #bare: { readonly id: string; readonly bare: BareRejections } | undefined;
  #inUse: CredentialKind | undefined;
  #requests: ReturnType<SettingsStore['requests']> = {
    clickedAt: undefined,
    backgroundRequests: [],
    retryAfterAt: undefined,
  };

  constructor(private readonly spread: number) {}

  keychainTrouble(at: number): 'slow' | 'locked' | undefined {
    return this.keychain !== undefined && at < this.keychain.untilAt ? this.keychain.how : undefined;
  }

  /** The settings as one process uses them; `write` says whether it still may. */
  settings(write: () => boolean) {
    const current = {
      theme: 'system',
      trayClick: 'openWindow',
      workingHours: { fromHour: 9, toHour: 17, weekdays: [1, 2, 3, 4, 5] },
      tellCopiedEnd: false,
      trayTitle: true,
      copyFormat: 'token',
      clearCopy: 'off',
      copyShortcut: null,
    } as const;
    return {
      jitterSeed: this.spread,
      get: () => current,
      week: (id) => (this.#week?.id === id ? this.#week.week : undefined),
      saveWeek: (id, week) => {
        if (write()) this.#week = { id, week };
        return true;
      },
      credentialInUse: () => this.#inUse,
      saveCredentialInUse: (kind) => {
        if (write()) this.#inUse = kind;
        return true;
      },
      requests: () => this.#requests,
      saveRequests: ({ clickedAt, backgroundRequests, retryAfterAt }) => {
        if (write()) this.#requests = { clickedAt, backgroundRequests, retryAfterAt };
        return true;
      },
      bareRejections: (id) => (this.#bare?.id === id ? this.#bare.bare : undefined),
      saveBareRejections: (id, bare) => {
        if (write()) this.#bare = bare && { id, bare: { ...bare, recheckAt: undefined } };
        return true;
      },
      pause: () => this.#pause,
      savePause: (pause) => {
        if (write()) this.#pause = pause;
        return true;
      },
    } satisfies Partial<SettingsStore>;
  }
}
