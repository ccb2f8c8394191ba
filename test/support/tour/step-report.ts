import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One step of the tour, as `--json` writes it. */
interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly screenshot?: string;
}

/** Takes a picture into the file it is given. */
export type Shoot = (file: string) => Promise<unknown>;

/** Runs the steps, prints a line for each, and stores their pictures in a folder. */
export class StepReport {
  readonly #steps: StepResult[] = [];
  #started: Promise<unknown> | undefined;

  constructor(
    private readonly folder: string,
    private readonly jsonFile: string | undefined,
  ) {}

  get failed(): boolean {
    return this.#steps.some(({ ok }) => !ok);
  }

  /** Runs a step, which gives how to take its picture. A failure is printed and thrown on: nothing after it would hold. */
  async step(name: string, run: () => Promise<Shoot>): Promise<void> {
    await (this.#started ??= this.#emptyFolder());
    const startedAt = performance.now();
    const took = (): number => Math.round(performance.now() - startedAt);
    try {
      const shoot = await run();
      const ms = took();
      const screenshot = `${String(this.#steps.length + 1).padStart(2, '0')}-${name.toLowerCase().replaceAll(/[^a-z]+/gu, '-')}.png`;
      await shoot(join(this.folder, screenshot));
      this.#steps.push({ name, ok: true, ms, screenshot });
      console.log(`✓ ${name} (${ms} ms)`);
    } catch (error) {
      const ms = took();
      this.#steps.push({ name, ok: false, ms });
      console.log(`✗ ${name} (${ms} ms): ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  }

  /** Prints how the walk went; true only if there were steps and all of them succeeded. */
  async finish(): Promise<boolean> {
    const ok = this.#steps.length > 0 && !this.failed;
    if (this.jsonFile !== undefined)
      await writeFile(this.jsonFile, `${JSON.stringify({ steps: this.#steps }, null, 2)}\n`);
    const held = this.#steps.filter((step) => step.ok).length;
    console.log(`${held} of ${this.#steps.length} steps held; pictures are in out/demo/.`);
    return ok;
  }

  async #emptyFolder(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    await mkdir(this.folder, { recursive: true });
  }
}
