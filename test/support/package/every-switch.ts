import { expect } from 'vitest';
import { isAcceptedByNerd } from '../app-fixture.ts';
import type { PackageFixture } from './package-fixture.ts';

/**
 * Types every switch while the package runs and is connected, and expects that each does what it says, with the right
 * exit status, and that none prints a token. The app has quit afterwards.
 */
export async function typeEverySwitch({ desktop, demoServer, type }: PackageFixture, program: string): Promise<void> {
  const version = await type(program, '--version');
  expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^NERD Tray \d/u) as string });

  const copied = await type(program, '--copy=header');
  expect(copied).toMatchObject({ code: 0, out: expect.stringMatching(/^Copied · lasts /u) as string });
  const header = await desktop.clipboard.readText();
  expect(header).toMatch(/^Authorization: Bearer eyJ/u);
  const token = header.replace('Authorization: Bearer ', '');
  expect(await isAcceptedByNerd(demoServer, token)).toBe(true);

  const status = await type(program, '--status');
  expect(status).toMatchObject({ code: 0, out: expect.stringMatching(/^An access token is ready: /u) as string });
  const json = await type(program, '--status=json');
  expect(json.code).toBe(0);
  expect(JSON.parse(json.out)).toMatchObject({ form: 1, running: true, state: 'active', working: true });

  expect(await type(program, '--quit')).toMatchObject({ code: 0 });
  expect(await type(program, '--status')).toMatchObject({ code: 3 });
  const said = [version, copied, status, json].flatMap(({ out, err }) => [out, err]).join('\n');
  expect(said).not.toContain(token.slice(-20));
  expect(said).not.toContain(demoServer.refreshToken);
}
