/** Whom a public key goes to. */
const TO = 'support@kensho.com';
const SUBJECT = 'Public key for NERD';

/** What to write to Kensho with the public key; the person names the application. */
export const KEY_EMAIL = `Hello,

please register the attached public key for NERD, and send me its Client ID.

Application:

Thank you!`;

/** The same for a mail program (RFC 6068); the attachment is the person's to add. */
export const KEY_EMAIL_URL = `mailto:${TO}?subject=${encodeURIComponent(SUBJECT)}&body=${encodeURIComponent(KEY_EMAIL.replaceAll('\n', '\r\n'))}`;
