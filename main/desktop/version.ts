/** The bundler puts the version of package.json in here. */
declare const __APP_VERSION__: string;

/** The app's version, such as "0.1.0". */
export const APP_VERSION = __APP_VERSION__;
