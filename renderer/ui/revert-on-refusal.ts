import { tick } from 'svelte';

/**
 * Calls `show` once the `request` is answered, to show the value in force: a control changes by itself when it is used, and
 * has to go back if the change was refused. Main's snapshot comes before its answer.
 */
export async function revertOnRefusal(request: Promise<unknown>, show: () => void): Promise<void> {
  await request;
  await tick();
  show();
}
