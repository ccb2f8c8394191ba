/** Where the entries of one account lie, as object paths. */
export interface FoundEntries {
  readonly open: readonly string[];
  readonly locked: readonly string[];
}

/**
 * The keyrings ("collections") of a Linux desktop beyond the default one, where keytar looks and stores. Nothing of it
 * rejects, and no secret passes through it.
 */
export interface Keyrings {
  /** The entries of an account in every keyring; undefined if the Secret Service does not say. */
  find(service: string, account: string): Promise<FoundEntries | undefined>;
  /** The keyring into which programs store; undefined if there is none. */
  default(): Promise<string | undefined>;
  /** When an entry was last written, in seconds since 1970; 0 if the keyring does not say. */
  modifiedAt(entry: string): Promise<number>;
  delete(entry: string): Promise<void>;
  /** The keyring's name as the desktop shows it; undefined if it has none. */
  label(keyring: string): Promise<string | undefined>;
  /** Whether it is there, and locked. */
  isLocked(keyring: string): Promise<boolean>;
  /** Calls `listener` when a keyring may have been opened, made or deleted, or the Secret Service has come. */
  onChange(listener: () => void): () => void;
}
