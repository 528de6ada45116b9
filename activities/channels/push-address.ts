/** Where push messages for a customer go: what a contact point of kind `push` holds, encrypted. */
export type PushAddress =
  /** a browser, as its Push API says it */
  | { type: 'web'; endpoint: string; keys: { p256dh: string; auth: string } }
  /** the bank's own app: a token that its backend knows */
  | { type: 'app'; token: string };
