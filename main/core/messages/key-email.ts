/** The address that a public key is sent to. */
const TO = 'support@kensho.com';
const SUBJECT = 'Public key for NERD';

/** The email to Kensho with the public key, in which the user fills in the application. */
export const KEY_EMAIL = `Hello,

please register the attached public key for NERD, and send me its Client ID.

Application:

Thank you!`;

/** The same email for a mail program (RFC 6068); the user adds the attachment. */
export const KEY_EMAIL_URL = `mailto:${TO}?subject=${encodeURIComponent(SUBJECT)}&body=${encodeURIComponent(KEY_EMAIL.replaceAll('\n', '\r\n'))}`;
