import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startDaemon, type Daemon } from './daemon.ts';

const run = promisify(execFile);

/** The panel's settings: one bar along the top left, with the tray in front. */
const PANEL = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="40"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray"/>
    <property name="plugin-2" type="string" value="clock"/>
  </property>
</channel>
`;

/**
 * The settings of notifications: each stays where it is until somebody presses it. One that slides away would be missed
 * by the hand, and one that goes by itself on a busy machine would look like one that was pressed.
 */
const NOTIFYD = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
  <property name="expire-timeout" type="int" value="600"/>
  <property name="do-fadeout" type="bool" value="false"/>
  <property name="do-slideout" type="bool" value="false"/>
</channel>
`;

/** What the parts of Xfce need on a desktop whose bus starts nothing by itself. */
export interface XfceOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly home: string;
}

/** Starts Xfce's settings daemon, which its panel and notifications need. */
export async function startXfconf({ env, home }: XfceOptions): Promise<Daemon> {
  const folder = join(home, '.config/xfce4/xfconf/xfce-perchannel-xml');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'xfce4-panel.xml'), PANEL);
  await writeFile(join(folder, 'xfce4-notifyd.xml'), NOTIFYD);
  return startDaemon(installedProgram('xfce4/xfconf/xfconfd'), [], { env });
}

/** Starts Xfce's real panel with its tray. */
export function startPanel({ env }: XfceOptions): Daemon {
  return startDaemon('xfce4-panel', ['--disable-wm-check'], { env });
}

/** Starts Xfce's real notification server. */
export function startNotifyd({ env }: XfceOptions): Daemon {
  return startDaemon(installedProgram('xfce4/notifyd/xfce4-notifyd'), [], { env });
}

/** Clicks at a place of the screen (in pixels), as a hand with a mouse does. */
export async function clickAt({ env }: XfceOptions, x: number, y: number, button: 'left' | 'right'): Promise<void> {
  await run('xdotool', ['mousemove', String(x), String(y), 'click', button === 'left' ? '1' : '3'], { env });
}

/** Presses these keys one after the other, as a hand on a keyboard does (names of X keysyms). */
export async function pressKeys({ env }: XfceOptions, ...keys: readonly string[]): Promise<void> {
  await run('xdotool', ['key', ...keys], { env });
}

/** The edges of a window on the screen, in pixels. */
export interface WindowEdges {
  readonly right: number;
  readonly bottom: number;
}

/** Waits until a window of this class is on the screen, and gives its edges; if there are several, the last one's. */
export async function waitForWindow({ env }: XfceOptions, windowClass: string): Promise<WindowEdges> {
  const search = ['search', '--sync', '--onlyvisible', '--class', windowClass];
  const { stdout } = await run('xdotool', [...search, 'getwindowgeometry', '--shell', '%@'], { env, timeout: 10_000 });
  const last = (name: string) => Number([...stdout.matchAll(new RegExp(`^${name}=(\\d+)$`, 'gmu'))].at(-1)?.[1]);
  return { right: last('X') + last('WIDTH'), bottom: last('Y') + last('HEIGHT') };
}

/** Whether a window of this class is on the screen now. */
export async function isWindowVisible({ env }: XfceOptions, windowClass: string): Promise<boolean> {
  // xdotool ends with 1 if it finds none.
  return run('xdotool', ['search', '--onlyvisible', '--class', windowClass], { env }).then(
    () => true,
    () => false,
  );
}

/** Gives the path of a program that Debian keeps in a folder named after the machine's architecture. */
function installedProgram(program: string): string {
  const path = readdirSync('/usr/lib')
    .map((folder) => join('/usr/lib', folder, program))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`${program} is not installed`);
  return path;
}
