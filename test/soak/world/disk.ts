import type { CredentialKind } from '../../../preload/contract/session.ts';
import type { BareRejections } from '../../../main/core/token/state.ts';
import type { Credential, SecretSlot } from '../../../main/ports/credentials.ts';
import type { SettingsStore } from '../../../main/ports/storage.ts';

type Saved<K extends 'week' | 'pause'> = NonNullable<ReturnType<SettingsStore[K]>>;

/**
 * What outlives the process: the keychain's entries and the settings file. It is held in memory, without the delays
 * of real files.
 */
export class Disk {
  readonly slots = new Map<SecretSlot, Credential>();
  keychainTrouble: { readonly how: 'slow' | 'locked'; readonly untilAt: number } | undefined;
  #week: { readonly id: string; readonly week: Saved<'week'> } | undefined;
  #pause: Saved<'pause'> | undefined;
  #savedBareRejections: { readonly id: string; readonly bareRejections: BareRejections } | undefined;
  #inUse: CredentialKind | undefined;
  #requests: ReturnType<SettingsStore['requests']> = {
    clickedAt: undefined,
    backgroundRequests: [],
    retryAfterAt: undefined,
  };

  constructor(private readonly jitterSeed: number) {}

  /** Gives what is wrong with the keychain at this moment, or undefined. */
  keychainTroubleAt(at: number): 'slow' | 'locked' | undefined {
    return this.keychainTrouble !== undefined && at < this.keychainTrouble.untilAt
      ? this.keychainTrouble.how
      : undefined;
  }

  /**
   * Gives the settings as one process uses them. A save has no effect once `mayWrite` says that the process has
   * died.
   */
  settings(mayWrite: () => boolean) {
    const current = {
      theme: 'system',
      trayClick: 'openWindow',
      workingHours: { fromHour: 9, toHour: 17, weekdays: [1, 2, 3, 4, 5] },
      notifyCopies: true,
      tellCopiedEnd: false,
      trayTitle: true,
      copyFormat: 'token',
      clearCopy: 'off',
      copyShortcut: null,
    } as const;
    return {
      jitterSeed: this.jitterSeed,
      get: () => current,
      week: (id) => (this.#week?.id === id ? this.#week.week : undefined),
      saveWeek: (id, week) => {
        if (mayWrite()) this.#week = { id, week };
        return true;
      },
      credentialInUse: () => this.#inUse,
      saveCredentialInUse: (kind) => {
        if (mayWrite()) this.#inUse = kind;
        return true;
      },
      requests: () => this.#requests,
      saveRequests: ({ clickedAt, backgroundRequests, retryAfterAt }) => {
        if (mayWrite()) this.#requests = { clickedAt, backgroundRequests, retryAfterAt };
        return true;
      },
      bareRejections: (id) =>
        this.#savedBareRejections?.id === id ? this.#savedBareRejections.bareRejections : undefined,
      saveBareRejections: (id, bare) => {
        if (mayWrite()) this.#savedBareRejections = bare && { id, bareRejections: { ...bare, recheckAt: undefined } };
        return true;
      },
      pause: () => this.#pause,
      savePause: (pause) => {
        if (mayWrite()) this.#pause = pause;
        return true;
      },
    } satisfies Partial<SettingsStore>;
  }
}
