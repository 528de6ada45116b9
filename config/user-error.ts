/**
 * A failure the person at the keyboard can mend: its message is the whole story, in one sentence that says what to
 * do. The command line prints it without a stack and exits 1; anything else that is thrown counts as a bug.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}
