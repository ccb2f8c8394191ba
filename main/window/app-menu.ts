import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The menu of a system whose menus belong to the app: without Edit, macOS pastes nothing; with Electron's own, it has
 * Reload and the developer tools. Elsewhere there is none.
 */
export function appMenu(platform: NodeJS.Platform): MenuItemConstructorOptions[] | undefined {
  if (platform !== 'darwin') return undefined;
  return [
    { role: 'appMenu' },
    { role: 'editMenu' },
    { label: 'View', submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }] },
    { role: 'windowMenu' },
  ];
}

/** Sets it; to be called once, before Electron is ready, or Electron sets its own. */
export function setAppMenu(): void {
  Menu.setApplicationMenu(null);
  const template = appMenu(process.platform);
  if (template === undefined) return;
  void app.whenReady().then(() => {
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  });
}
