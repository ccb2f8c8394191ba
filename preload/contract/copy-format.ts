/** What a copy puts on the clipboard: the bare access token, or something that is ready to use with it. */
export type CopyFormat = 'token' | 'header' | 'curl' | 'python' | 'env';
