import { expect, test } from 'vitest';
import { appMenu } from '../../../main/window/app-menu.ts';

test('macOS has a menu that pastes and zooms, without Reload and the developer tools; no other system has one', () => {
  const items = (appMenu('darwin') ?? []).flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? item.submenu : []),
  ]);
  const roles = items.flatMap(({ role }) => (role === undefined ? [] : [role]));
  expect(roles).toEqual(['appMenu', 'editMenu', 'resetZoom', 'zoomIn', 'zoomOut', 'windowMenu']);
  expect([appMenu('linux'), appMenu('win32')]).toEqual([undefined, undefined]);
});
