/** From package.json, put in when main is bundled. */
declare const __APP_VERSION__: string;

export const APP_VERSION = __APP_VERSION__;
